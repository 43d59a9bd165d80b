import { statSync } from 'node:fs'
import { NlpError } from '../../src/shared/errors.js'
import { WrongUse } from '../usage/wrong-use.js'
import { columnsOf } from './formats/csv-row.js'
import type { JobOptions } from './job-options.js'
import { openOutput } from './open-output.js'
import { openPool } from './pool.js'
import { openInputs, type SourceRow } from './read-inputs.js'
import { describeReport, writeReport } from './report.js'
import { type Checkpoint, dropCheckpoint, identityOf, keepCheckpoint, recallCheckpoint } from './resume.js'
import { RowsProgress } from './rows-progress.js'
import { Tally } from './tally.js'
import type { Job, RowOutcome, Work } from './work/work.js'

/** A batch is small, so that all threads end at about the same time, and so that a stopped run loses little. */
const BATCH_ROWS = 64
const BATCH_CHARACTERS = 64 * 1024

/** A checkpoint is kept at most this often. */
const CHECKPOINT_MS = 1000

/** All bad rows are counted, but only this many are named. */
const NAMED_ROWS = 20

// Exit codes of a command.
const DONE = 0
const FAILED = 1
const LEFT_OUT = 3

/**
 * Reads rows, works on them in threads, and writes them in their order. Batches are cut by the rows alone, so the bytes of the output do
 * not depend on the number of threads. Returns the exit code.
 */
export async function runJob(command: string, work: Work, options: JobOptions): Promise<number> {
  const { output: path, threads, skipBadRows } = options
  const progress = options.quiet ? undefined : new RowsProgress(process.stderr, sizeOf(options.inputs))
  const { format, rows } = await openInputs(options, (bytes) => progress?.read(bytes))
  const job: Job = { work, format }
  checkColumns(job)
  const identity = identityOf(job, options)
  const begun = options.resume && path !== undefined ? recallCheckpoint(path, identity) : undefined
  await using pool = await openPool(job, threads)
  const tally = new Tally(begun?.tally)
  const output = await openOutput(path, begun?.bytes ?? 0)
  let checkpoint: Checkpoint | undefined = begun
  let keptAt = Number.NEGATIVE_INFINITY

  function keep(isLast = false): void {
    if (path === undefined || checkpoint === undefined) return
    const now = performance.now()
    if (!isLast && now - keptAt < CHECKPOINT_MS) return
    keptAt = now
    keepCheckpoint(path, identity, checkpoint)
  }

  async function write(batch: Batch): Promise<void> {
    let text = ''
    let failure: unknown
    for (const [index, outcome] of (await batch.outcomes).entries()) {
      const { file, line } = batch.rows[index] as SourceRow
      if ('bad' in outcome) {
        const message = `${file}:${line}: ${outcome.bad}`
        if (!skipBadRows) {
          failure = new NlpError('invalid-data', `${message}. With --skip-bad-rows such rows are left out.`)
          break
        }
        if (tally.leftOut < NAMED_ROWS) {
          progress?.clear()
          console.error(`${message}; it is left out`)
        }
      } else text += `${outcome.text}\n`
      tally.add(outcome)
    }
    await output.write(text)
    if (failure !== undefined) throw failure
    checkpoint = { rows: tally.rows, bytes: output.bytes, tally: tally.state() }
    keep()
    progress?.show(tally.rows, tally.rows - (begun?.rows ?? 0))
  }

  try {
    if (pool.header !== undefined && output.bytes === 0) await output.write(`${pool.header}\n`)
    const running: Batch[] = []
    for await (const batch of batchesOf(skipped(rows, begun?.rows ?? 0))) {
      const outcomes = pool.run(batch.map(({ text }) => text))
      // `write` waits for the batches in order and reports a failure then. Until then it must not count as unhandled.
      outcomes.catch(() => {})
      running.push({ rows: batch, outcomes })
      if (running.length > 2 * threads) await write(running.shift() as Batch)
    }
    for (const batch of running) await write(batch)
  } catch (error) {
    keep(true)
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return FAILED
    throw error
  } finally {
    progress?.clear()
    await rows.return(undefined)
    await output.close()
  }
  if (path !== undefined) dropCheckpoint(path)
  const report = { command, ...tally.state(), models: pool.models }
  if (options.report !== undefined) writeReport(options.report, report)
  if (!options.quiet) process.stderr.write(describeReport(report))
  return tally.leftOut > 0 ? LEFT_OUT : DONE
}

interface Batch {
  readonly rows: readonly SourceRow[]
  readonly outcomes: Promise<readonly RowOutcome[]>
}

/** Wrong names of columns are reported before a model is loaded. */
function checkColumns({ work, format }: Job): void {
  if (format.type !== 'csv') return
  const columns = columnsOf(format.header, format.delimiter)
  const wanted = work.type === 'redact' ? (work.fields ?? []) : [work.field ?? 'text']
  for (const field of wanted) {
    if (!columns.includes(field)) throw new WrongUse(`There is no column ${field}. There are ${columns.join(', ')}.`)
  }
  const added = work.type === 'redact' ? [] : work.type === 'classify' ? [work.into, `${work.into}_score`] : [work.into]
  for (const name of added) {
    if (columns.includes(name)) throw new WrongUse(`There is a column ${name} already: name another one with --into.`)
  }
}

async function* skipped(rows: AsyncGenerator<SourceRow>, count: number): AsyncGenerator<SourceRow> {
  let left = count
  for await (const row of rows) {
    if (left > 0) left -= 1
    else yield row
  }
  if (left > 0) throw new WrongUse('The input has fewer rows than the output. Give the same input as before.')
}

async function* batchesOf(rows: AsyncGenerator<SourceRow>): AsyncGenerator<readonly SourceRow[]> {
  let batch: SourceRow[] = []
  let characters = 0
  for await (const row of rows) {
    batch.push(row)
    characters += row.text.length
    if (batch.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue
    yield batch
    batch = []
    characters = 0
  }
  if (batch.length > 0) yield batch
}

function sizeOf(inputs: readonly string[]): number | undefined {
  return inputs.includes('-') ? undefined : inputs.reduce((sum, path) => sum + statSync(path).size, 0)
}
