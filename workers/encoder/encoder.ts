import { NlpError } from '../../src/shared/errors.js'
import type { EmptyRows, FloatRows, IntegerRows, Session, Slot } from '../runtime/runtime.js'
import { createScheduler, type Priority } from '../schedule/scheduler.js'
import { nextMacrotask } from '../schedule/yield.js'
import type { Encoding } from '../tokens/tokenizer.js'

/** The part of a batch's output that belongs to one text. */
export interface OutputRow {
  readonly values: Float32Array
  /** Numbers per token, or per text where the output has no token axis. */
  readonly width: number
  /** Number of tokens in the row, without padding; 1 where the output has no token axis. */
  readonly tokens: number
}

interface SubmitOptions {
  readonly priority: Priority
  readonly signal: AbortSignal
}

export interface Encoder {
  /** Runs encodings in the order that needs least padding. The results keep the order of the input. */
  submit(encodings: readonly Encoding[], options: SubmitOptions): Promise<OutputRow[]>
  close(): Promise<void>
}

export interface EncoderOptions {
  readonly output: string
  /**
   * Runs every text by itself. Most models that quantize their activations take one scale for the whole batch, so a
   * text beside a long neighbour would get a different vector than alone: the cosine of the two falls to .96.
   */
  readonly oneByOne: boolean
  /** The number of the first position, for models that take positions as an input. @default 0 */
  readonly firstPosition?: number | undefined
}

/** Batches, pads and runs encodings through one session. */
export function createEncoder(session: Session, { output, oneByOne, firstPosition = 0 }: EncoderOptions): Encoder {
  const inputs = session.inputs.map((slot) => createInput(slot, firstPosition))

  const scheduler = createScheduler<Encoding, OutputRow>({
    now: () => performance.now(),
    yieldNow: nextMacrotask,
    async run(batch) {
      if (!oneByOne) return runTogether(batch)
      const rows: OutputRow[] = []
      for (const encoding of batch) rows.push(...(await runTogether([encoding])))
      return rows
    },
  })

  async function runTogether(batch: readonly Encoding[]): Promise<OutputRow[]> {
    const length = Math.max(...batch.map(({ ids }) => ids.length))
    const feeds = Object.fromEntries(inputs.map(({ name, fill }) => [name, fill(batch, length)]))
    return split(await session.run(feeds, output), batch)
  }

  return {
    submit: (encodings, options) =>
      scheduler.submit(
        encodings.map((item) => ({ key: item.ids.join(), length: item.ids.length, item })),
        options,
      ),
    async close() {
      scheduler.close(new NlpError('closed', 'The model was closed'))
      await session.release()
    },
  }
}

interface Input {
  readonly name: string
  /** The rows of a batch, padded with zeros to `length`. */
  fill(batch: readonly Encoding[], length: number): IntegerRows | EmptyRows
}

function createInput({ name, type, shape }: Slot, firstPosition: number): Input {
  const numbersOf = inputNumbers(name, firstPosition)
  if (numbersOf !== undefined && (type === 'int64' || type === 'int32')) {
    return { name, fill: (batch, length) => integerRows(batch.map(numbersOf), length, type) }
  }
  // An embedding model made from a decoder has inputs for the keys and values of earlier tokens. A text has no earlier
  // tokens, so these inputs are empty.
  if (/^past_key_values\.\d+\.(key|value)$/.test(name) && (type === 'float32' || type === 'float16')) {
    return { name, fill: (batch) => ({ type, shape: shape.map((size, axis) => pastSize(size, axis, batch.length)) }) }
  }
  throw new NlpError(
    'unsupported',
    `The model asks for the input ${name} of type ${type}, which tacet cannot fill. ` +
      'Export it with input_ids, attention_mask, token_type_ids and position_ids alone.',
  )
}

/** The axes are the batch, the heads, the earlier tokens and the numbers per head. */
function pastSize(size: number | string, axis: number, batch: number): number {
  if (axis === 0) return batch
  return axis === 2 || typeof size === 'string' ? 0 : size
}

/** The numbers of an input for one text; undefined for an input that no text model takes. */
export function inputNumbers(
  name: string,
  firstPosition: number,
): ((encoding: Encoding) => readonly number[]) | undefined {
  switch (name) {
    case 'input_ids':
      return ({ ids }) => ids
    case 'attention_mask':
      return ({ ids }) => ids.map(() => 1)
    case 'token_type_ids':
      return ({ typeIds }) => typeIds
    case 'position_ids':
      return ({ ids }) => ids.map((_, index) => firstPosition + index)
    default:
      return undefined
  }
}

/** Rows of whole numbers, padded with zeros to `length`. */
export function integerRows(
  rows: readonly (readonly number[])[],
  length: number,
  type: 'int64' | 'int32',
): IntegerRows {
  const shape = [rows.length, length]
  if (type === 'int32') {
    const values = new Int32Array(rows.length * length)
    for (const [row, numbers] of rows.entries()) values.set(numbers, row * length)
    return { values, shape }
  }
  const values = new BigInt64Array(rows.length * length)
  for (const [row, numbers] of rows.entries()) {
    const start = row * length
    for (let index = 0; index < numbers.length; index += 1) values[start + index] = BigInt(numbers[index] as number)
  }
  return { values, shape }
}

function split({ values, shape }: FloatRows, batch: readonly Encoding[]): OutputRow[] {
  const width = shape.at(-1) ?? 1
  const perRow = values.length / batch.length
  return batch.map(({ ids }, row) => {
    const tokens = shape.length === 3 ? ids.length : 1
    const start = row * perRow
    return { values: values.slice(start, start + tokens * width), width, tokens }
  })
}
