import { NlpError } from '../../src/shared/errors.js'
import type { Bert, TextInputs } from '../bert/bert.js'
import { createScheduler } from '../schedule/scheduler.js'
import { nextMacrotask } from '../schedule/yield.js'
import type { Encoding } from '../tokens/tokenizer.js'
import { type Encoder, inputNumbers, type OutputRow } from './encoder.js'

/** Runs encodings on our own kernels. Texts of one batch are computed together and are not padded. */
export function createKernelEncoder(bert: Bert, inputs: readonly string[], firstPosition = 0): Encoder {
  const fills = inputs.map((name) => ({ name, numbersOf: inputNumbers(name, firstPosition) }))

  const inputsOf = (encoding: Encoding): TextInputs =>
    new Map(fills.map(({ name, numbersOf }) => [name, numbersOf?.(encoding) ?? []]))

  const scheduler = createScheduler<Encoding, OutputRow>({
    now: () => performance.now(),
    yieldNow: nextMacrotask,
    run: async (batch) =>
      bert
        .run(batch.map(inputsOf))
        .map(({ values, width, hasTokens }) => ({ values, width, tokens: hasTokens ? values.length / width : 1 })),
  })

  return {
    submit: (encodings, options) =>
      scheduler.submit(
        encodings.map((item) => ({ key: item.ids.join(), length: item.ids.length, item })),
        options,
      ),
    async close() {
      scheduler.close(new NlpError('closed', 'The model was closed'))
      bert.close()
    },
  }
}
