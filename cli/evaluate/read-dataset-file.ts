import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { type Dataset, type EvaluationTask, readDataset } from '../../src/evaluate/index.js'

/** Reads a dataset in the format that the ending of its file name shows. */
export function readDatasetFile(path: string, task?: EvaluationTask | undefined): Promise<Dataset> {
  const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array<ArrayBuffer>>
  const name = basename(path)
  return readDataset(stream, { task, name, format: name.includes('.csv') ? 'csv' : 'jsonl' })
}
