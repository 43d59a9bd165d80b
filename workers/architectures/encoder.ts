import { NlpError } from '../../src/errors.js'
import type { FloatRows, IntegerRows, Session } from '../runtime.js'
import { createScheduler, type Priority } from '../scheduler.js'
import { nextMacrotask } from '../yield.js'
import type { Encoding } from './tokenizer.js'

/** One text's share of a batch's output. */
export interface OutputRow {
  readonly values: Float32Array
  /** Numbers a token, or numbers a text where the output has no token axis. */
  readonly width: number
  /** Tokens in the row, padding left out; 1 where the output has no token axis. */
  readonly tokens: number
}

export interface SubmitOptions {
  readonly priority: Priority
  readonly signal: AbortSignal
}

export interface Encoder {
  /** Runs encodings in the order that computes least padding; results come back in the order given. */
  submit(encodings: readonly Encoding[], options: SubmitOptions): Promise<OutputRow[]>
  close(): Promise<void>
}

export interface EncoderOptions {
  readonly output: string
  /**
   * Runs every text by itself. A model that quantizes its activations mostly takes one scale for all it is given at
   * once, so a text beside a long neighbour would get another vector than alone: the cosine of the two falls to .96.
   */
  readonly oneByOne: boolean
}

/** Batches, pads and runs encodings through one session. */
export function createEncoder(session: Session, { output, oneByOne }: EncoderOptions): Encoder {
  const unknown = session.inputNames.filter((name) => !(name in INPUTS))
  if (unknown.length > 0) {
    throw new NlpError('unsupported', `The model asks for inputs that are not known here: ${unknown.join(', ')}`)
  }

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
    const shape = [batch.length, length]
    const inputs = Object.fromEntries(
      session.inputNames.map((name): [string, IntegerRows] => {
        const values = new BigInt64Array(batch.length * length)
        const fill = INPUTS[name as keyof typeof INPUTS]
        for (const [row, encoding] of batch.entries()) {
          fill(encoding, values.subarray(row * length, (row + 1) * length))
        }
        return [name, { values, shape }]
      }),
    )
    return split(await session.run(inputs, output), batch)
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

const INPUTS = {
  input_ids: (encoding: Encoding, row: BigInt64Array) => fillRow(row, encoding.ids),
  attention_mask: (encoding: Encoding, row: BigInt64Array) => row.fill(1n, 0, encoding.ids.length),
  token_type_ids: (encoding: Encoding, row: BigInt64Array) => fillRow(row, encoding.typeIds),
}

function fillRow(row: BigInt64Array, values: readonly number[]): void {
  for (let index = 0; index < values.length; index += 1) row[index] = BigInt(values[index] as number)
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
