import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { WrongUse } from '../usage/wrong-use.js'
import type { JobOptions } from './job-options.js'
import type { TallyState } from './tally.js'
import type { Job } from './work/work.js'

/** How much of the output is complete. */
export interface Checkpoint {
  /** How many rows of the inputs are in the output. */
  readonly rows: number
  /** How many bytes of the output hold them. */
  readonly bytes: number
  readonly tally: TallyState
}

interface Kept extends Checkpoint {
  /** Identifies the inputs and the options: another job must not be continued. */
  readonly job: string
}

const pathOf = (output: string) => `${output}.progress`

/** Describes the inputs and the options. Standard input has no name, so the caller must give the same input again. */
export function identityOf(job: Job, { inputs }: Pick<JobOptions, 'inputs'>): string {
  const files = inputs.map((path) => (path === '-' ? path : [basename(path), statSync(path).size]))
  const { work, format } = job
  const key = work.type === 'redact' && work.key !== undefined ? digestOf(work.key) : undefined
  return digestOf(JSON.stringify({ work: { ...work, key }, format, files }))
}

const digestOf = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')

/** Keeps a checkpoint beside the output. The bytes that it counts must be written. */
export function keepCheckpoint(output: string, job: string, checkpoint: Checkpoint): void {
  const path = pathOf(output)
  const kept: Kept = { job, ...checkpoint }
  // The file must be complete at every moment, because the program may be killed at any moment.
  writeFileSync(`${path}.new`, JSON.stringify(kept))
  renameSync(`${path}.new`, path)
}

export function dropCheckpoint(output: string): void {
  rmSync(pathOf(output), { force: true })
}

/** The checkpoint of a run that was stopped; undefined where nothing was written yet. */
export function recallCheckpoint(output: string, job: string): Checkpoint | undefined {
  const path = pathOf(output)
  if (!existsSync(path)) {
    if (!existsSync(output)) return undefined
    throw new WrongUse(
      `There is no ${path}, so ${output} is complete or from another program. Leave --resume out to write it again.`,
    )
  }
  const { job: known, ...checkpoint } = JSON.parse(readFileSync(path, 'utf8')) as Kept
  if (known !== job) {
    throw new WrongUse(`${output} was begun with other inputs or options. Give the same again, or leave --resume out.`)
  }
  const size = existsSync(output) ? statSync(output).size : 0
  if (size < checkpoint.bytes) {
    throw new WrongUse(
      `${output} is shorter than ${path} says, so it was changed. Leave --resume out to write it again.`,
    )
  }
  return checkpoint
}
