import { compareRuns, type Dataset, type Run, reportData, scoreRun } from 'tacet/evaluate'

export interface ScoreRequest {
  readonly dataset: Dataset
  readonly run: Run
  readonly baseline: Run | undefined
}

/** Every figure takes ten thousand resamples. That is work for a second, so the page must not wait for it. */
addEventListener('message', ({ data: { dataset, run, baseline } }: MessageEvent<ScoreRequest>) => {
  const comparison = baseline && compareRuns(dataset, baseline, run)
  postMessage(reportData(dataset, run, { score: scoreRun(dataset, run), baseline, comparison }))
})
