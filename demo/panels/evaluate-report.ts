import type { ReportData } from 'tacet/evaluate'
import type { ScoreRequest } from './evaluate-score.worker.js'

/** Computes figures and intervals in its own worker, which ends with the answer. */
export function computeReport(request: ScoreRequest): Promise<ReportData> {
  const worker = new Worker(new URL('./evaluate-score.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<ReportData>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<ReportData>) => resolve(data))
    worker.addEventListener('error', ({ message }) =>
      reject(new Error(`The figures could not be computed: ${message}`)),
    )
    worker.postMessage(request)
  }).finally(() => worker.terminate())
}
