import { classifyRows } from './classify-rows.js'
import { embedRows } from './embed-rows.js'
import { redactRows } from './redact-rows.js'
import type { Job, RowOutcome, RowWorker } from './work.js'

/** Loads the models for the work of a job. */
export async function openWorker(job: Job): Promise<RowWorker> {
  const worker = await open(job)
  return job.format.type === 'text' ? worker : { ...worker, run: (records) => runFilled(worker, records) }
}

function open({ work, format }: Job): Promise<RowWorker> {
  switch (work.type) {
    case 'redact':
      return redactRows(work, format)
    case 'classify':
      return classifyRows(work, format)
    case 'embed':
      return embedRows(work, format)
  }
}

/** Empty lines between rows stay. */
async function runFilled(worker: RowWorker, records: readonly string[]): Promise<readonly RowOutcome[]> {
  const isFilled = (record: string) => record.trim() !== ''
  const outcomes = (await worker.run(records.filter(isFilled))).values()
  return records.map((record) =>
    isFilled(record) ? (outcomes.next().value as RowOutcome) : { text: record, found: {} },
  )
}
