import type { Availability } from './calls/engine.js'
import { type CreateOptions, defaultEngine, precisionOf } from './engines/create-options.js'
import type { Task } from './shared/tasks.js'

const ORDER: readonly Availability[] = ['available', 'downloading', 'downloadable', 'unavailable']

/**
 * Tells whether a task can be done here, and whether it needs a download first. The best answer of all engines counts.
 *
 * @example
 * if ((await availability('embed')) === 'downloadable') showDownloadButton()
 */
export async function availability(
  task: Task,
  { model, dtype, engines = [defaultEngine()] }: Pick<CreateOptions, 'model' | 'dtype' | 'engines'> = {},
): Promise<Availability> {
  const settings = { dtype: precisionOf({ dtype }) }
  const words = await Promise.all(engines.map((engine) => engine.availability(task, model, settings)))
  return ORDER.find((word) => words.includes(word)) ?? 'unavailable'
}
