import { announcedWorker } from '../wire/announced-worker.js'

/**
 * The only places that create workers. The lines must stay literal, because bundlers look for exactly this form. The
 * name ends in `.js`: Vite finds the `.ts` source under that name, and the compiler does not change it.
 */
export const spawnWorker = {
  encoder: () =>
    announcedWorker('inference.worker.js', 'tacet') ??
    new Worker(new URL('../../workers/inference.worker.js', import.meta.url), { type: 'module', name: 'tacet' }),
  generator: () =>
    announcedWorker('generator.worker.js', 'tacet-generator') ??
    new Worker(new URL('../../workers/generator.worker.js', import.meta.url), {
      type: 'module',
      name: 'tacet-generator',
    }),
} as const

export type WorkerGroup = keyof typeof spawnWorker
