import { NlpError } from '../../shared/errors.js'
import { CsvReader, csvRow } from './csv.js'
import type {
  Dataset,
  DatasetHeader,
  DatasetRow,
  DatasetRows,
  DatasetShape,
  EvaluationTask,
  PassageRow,
} from './dataset.js'
import { readLines } from './lines.js'
import { parseHeader, parseRow, RowError, SHAPES, taskFor } from './parse-row.js'

/** Options for reading a file as a dataset. */
export interface ReadDatasetOptions {
  /** The task that the rows are used for. @default the task in the file's header, else what the first row's columns fit */
  readonly task?: EvaluationTask | undefined
  /** The format of the file. @default 'jsonl' */
  readonly format?: 'jsonl' | 'csv' | undefined
  /** The name of a dataset whose file has no header. @default 'unnamed' */
  readonly name?: string | undefined
  /** Stops the reading. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads a dataset: a header and rows, one JSON object per line, gzipped or not. A line that is not a valid row is left out and listed in
 * `problems` with its number. Rejects with `invalid-data` if no row is left.
 *
 * @example
 * const dataset = await readDataset('{"text":"I love it","label":"positive"}', { task: 'classify' })
 * console.log(dataset.rows.length, dataset.problems)
 */
export async function readDataset(
  source: string | Blob | ReadableStream<Uint8Array<ArrayBuffer>>,
  { task, format = 'jsonl', name = 'unnamed', signal }: ReadDatasetOptions = {},
): Promise<Dataset> {
  signal?.throwIfAborted()
  const collected = new Collector(task, name)
  const csv = new CsvReader()
  const onLine = (line: string, number: number) => {
    const record = format === 'csv' ? csv.add(line, number) : undefined
    if (format === 'jsonl') collected.addJson(line, number)
    else if (record !== undefined) collected.add(csvRow(record.fields), record.line)
  }
  const bytes = source instanceof ReadableStream ? source : new Blob([source]).stream()
  const { digest } = await readLines(bytes, onLine, { signal })
  if (csv.unclosed !== undefined) collected.reject(csv.unclosed, 'a quote is opened and never closed')
  return collected.finish(digest)
}

class Collector {
  readonly #problems: { line: number; message: string }[] = []
  readonly #corpus: PassageRow[] = []
  readonly #rows: DatasetRow[] = []
  readonly #seen = new Map<string, number>()
  #header: DatasetHeader | undefined
  #shape: DatasetShape | undefined
  #guessed: EvaluationTask | undefined

  constructor(
    readonly task: EvaluationTask | undefined,
    readonly name: string,
  ) {}

  addJson(line: string, number: number): void {
    if (line.trim() === '') return
    this.#orReject(number, () => {
      const fields = parseObject(line)
      const first = this.#rows.length + this.#corpus.length + this.#problems.length === 0
      if (first && this.#header === undefined && fields['dataset'] !== undefined) this.#readHeader(fields, number)
      else this.#addFields(fields, number)
    })
  }

  add(fields: Record<string, unknown>, line: number): void {
    this.#orReject(line, () => this.#addFields(fields, line))
  }

  #orReject(line: number, read: () => void): void {
    try {
      read()
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      this.reject(line, error.message)
    }
  }

  #addFields(fields: Record<string, unknown>, line: number): void {
    this.#guessed ??= taskFor(fields)
    const parsed = parseRow(fields, this.#taskInUse(), line)
    const { id } = parsed.type === 'row' ? parsed.row : parsed.passage
    const key = `${parsed.type}:${id}`
    const before = this.#seen.get(key)
    if (before !== undefined) throw new RowError(`the id ${JSON.stringify(id)} is already that of line ${before}`)
    if (parsed.type === 'passage') this.#corpus.push(parsed.passage)
    else {
      this.#shape ??= parsed.shape
      if (parsed.shape !== this.#shape) throw new RowError(`a row of ${parsed.shape} among rows of ${this.#shape}`)
      this.#rows.push(parsed.row)
    }
    this.#seen.set(key, line)
  }

  reject(line: number, message: string): void {
    this.#problems.push({ line, message })
  }

  finish(digest: string): Dataset {
    const task = this.#taskInUse()
    const header = this.#header ?? { dataset: this.name, license: 'unknown', task }
    const rows = this.#shape === 'queries' ? this.#rows.filter((row) => this.#findable(row)) : this.#rows
    if (rows.length === 0) {
      const [first] = this.#problems
      const why = first === undefined ? 'it is empty' : `first problem: line ${first.line}, ${first.message}`
      throw new NlpError(
        'invalid-data',
        `The dataset ${header.dataset} has no usable row for the task ${task}: ${why}.`,
        {
          details: { badRows: this.#problems.length },
        },
      )
    }
    const shaped = { shape: this.#shape, rows, ...(this.#shape === 'queries' ? { corpus: this.#corpus } : {}) }
    const problems = this.#problems.sort((a, b) => a.line - b.line)
    return { header: { ...header, task }, digest, problems, ...(shaped as DatasetRows) }
  }

  /** Whether the file has all relevant documents of a query. Without them, no answer to the query could be fully right. */
  #findable(row: DatasetRow): boolean {
    if (!('relevant' in row)) return true
    const missing = Object.keys(row.relevant).filter((id) => !this.#seen.has(`passage:${id}`))
    if (missing.length === 0) return true
    this.reject(this.#seen.get(`row:${row.id}`) ?? 0, `the document ${JSON.stringify(missing[0])} is not in the file`)
    return false
  }

  #readHeader(fields: Record<string, unknown>, line: number): void {
    try {
      this.#header = parseHeader(fields)
    } catch (error) {
      if (!(error instanceof RowError)) throw error
      throw new NlpError('invalid-data', `Line ${line}, the header: ${error.message}.`)
    }
    const { task } = this.#header
    if (this.task === undefined || SHAPES[task].some((shape) => SHAPES[this.task!].includes(shape))) return
    throw new NlpError(
      'invalid-data',
      `The dataset ${this.#header.dataset} is for the task ${task} and does not fit the task ${this.task}.`,
    )
  }

  #taskInUse(): EvaluationTask {
    const task = this.task ?? this.#header?.task ?? this.#guessed
    if (task === undefined) {
      throw new NlpError('invalid-data', 'The file has no header that names its task, and its columns fit none.')
    }
    return task
  }
}

function parseObject(line: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw new RowError('not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RowError('not a JSON object')
  return value as Record<string, unknown>
}
