import { announcedWorker } from '../wire/announced-worker.js'

/**
 * The only places where workers are made. The lines must stay literal: bundlers look for exactly this form, and the
 * name ends in `.js` because Vite finds the `.ts` source under it while the compiler leaves it alone.
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
