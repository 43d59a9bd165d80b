import type { Availability, ModelSettings } from './calls/engine.js'
import { computeWish } from './engines/compute-options.js'
import { type CreateOptions, defaultEngine } from './engines/create-options.js'
import type { ComputeSettings } from './shared/compute.js'
import type { Task } from './shared/tasks.js'

const ORDER: readonly Availability[] = ['available', 'downloading', 'downloadable', 'unavailable']

/**
 * Says whether a task can run here, and whether it needs a download first. The best answer of all engines counts.
 *
 * @example
 * if ((await availability('embed')) === 'downloadable') showDownloadButton()
 */
export async function availability(
  task: Task,
  {
    model,
    engines = [defaultEngine()],
    translation,
    ...settings
  }: Pick<CreateOptions, 'model' | 'engines'> & ComputeSettings & Pick<ModelSettings, 'translation'> = {},
): Promise<Availability> {
  const wish = { ...computeWish(settings), translation }
  const words = await Promise.all(engines.map((engine) => engine.availability(task, model, wish)))
  return ORDER.find((word) => words.includes(word)) ?? 'unavailable'
}
