import { checkOptions, describe } from './calls/check-options.js'
import type { Availability, ModelSettings } from './calls/engine.js'
import { COMPUTE_OPTIONS, computeWish } from './engines/compute-options.js'
import { type CreateOptions, enginesOf } from './engines/create-options.js'
import type { ComputeSettings } from './shared/compute.js'
import type { Task } from './shared/tasks.js'

const ORDER: readonly Availability[] = ['available', 'downloading', 'downloadable', 'unavailable']

const TASKS: Readonly<Record<Task, true>> = {
  embed: true,
  classify: true,
  label: true,
  rerank: true,
  read: true,
  language: true,
  generate: true,
}

/**
 * Says whether a task can run here, and whether it needs a download first. The best answer of all engines counts.
 *
 * @example
 * if ((await availability('embed')) === 'downloadable') showDownloadButton()
 */
export async function availability(
  task: Task,
  options: Pick<CreateOptions, 'model' | 'engines'> & ComputeSettings & Pick<ModelSettings, 'translation'> = {},
): Promise<Availability> {
  if (!Object.hasOwn(TASKS, task)) {
    throw new TypeError(`\`task\` must be one of ${Object.keys(TASKS).join(', ')}, got ${describe(task)}`)
  }
  checkOptions('availability', options, { model: 'string', engines: 'list', translation: 'object', ...COMPUTE_OPTIONS })
  const { model, translation, ...settings } = options
  const engines = enginesOf(options)
  const wish = { ...computeWish(settings), translation }
  const words = await Promise.all(engines.map((engine) => engine.availability(task, model, wish)))
  return ORDER.find((word) => words.includes(word)) ?? 'unavailable'
}
