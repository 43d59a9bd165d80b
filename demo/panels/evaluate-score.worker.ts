import { compareRuns, type Dataset, type Run, reportData, scoreRun } from 'tacet/evaluate'

export interface ScoreRequest {
  readonly dataset: Dataset
  readonly run: Run
  readonly baseline: Run | undefined
}

/** Ten thousand resamples of every figure: work for a second, which the page must not wait for. */
addEventListener('message', ({ data: { dataset, run, baseline } }: MessageEvent<ScoreRequest>) => {
  const comparison = baseline && compareRuns(dataset, baseline, run)
  postMessage(reportData(dataset, run, { score: scoreRun(dataset, run), baseline, comparison }))
})
