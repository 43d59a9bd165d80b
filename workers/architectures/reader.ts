import { NlpError } from '../../src/shared/errors.js'
import type { TransformerArchitecture } from '../../src/shared/model-manifest.js'
import { inputNumbers, integerRows } from '../encoder/encoder.js'
import type { ModelFiles } from '../model-files/open.js'
import type { RuntimeWish } from '../runtime/choose-runtime.js'
import type { Session, State } from '../runtime/runtime.js'
import type { LoadedModel } from '../tasks/model.js'
import { createRead, type SpanLogits } from '../tasks/read.js'
import type { Encoding } from '../tokens/tokenizer.js'
import { openTextSession, singleRuns } from './text-session.js'

const OUTPUTS = ['start_logits', 'end_logits'] as const

/** Loads a model that answers a question with a span of a text. */
export async function loadReader(
  architecture: TransformerArchitecture,
  files: ModelFiles,
  { place, wish }: RuntimeWish,
): Promise<LoadedModel> {
  const { model: path, firstPosition = 0 } = architecture
  const { session, tokenizer, choice } = await openTextSession(files, architecture, {
    place,
    wish,
    kernelLack: 'it has two outputs, start_logits and end_logits',
    refusalOf(opened) {
      const lack = lackOf(opened)
      if (lack === undefined) return undefined
      return new NlpError('model-corrupt', `${path} ${lack}. Export the model for question-answering.`, {
        details: { file: path },
      })
    },
  })
  const runs = singleRuns<Encoding, SpanLogits>(session, {
    keyOf: ({ ids, typeIds }) => `${ids.join()} ${typeIds.join()}`,
    async compute(encoding) {
      const feeds = session.inputs.map(({ name, type }) => {
        const numbers = inputNumbers(name, firstPosition)?.(encoding) ?? []
        return [name, integerRows([numbers], numbers.length, type === 'int32' ? 'int32' : 'int64')] as const
      })
      const { start_logits: starts, end_logits: ends } = await session.compute(Object.fromEntries(feeds), OUTPUTS)
      return { starts: taken(starts), ends: taken(ends) }
    },
  })
  return { runners: { read: createRead(tokenizer, runs.submit) }, choice, close: runs.close }
}

function lackOf({ inputs, outputs }: Session): string | undefined {
  const missing = OUTPUTS.find((name) => !outputs.some((slot) => slot.name === name))
  if (missing !== undefined) return `has no output ${missing}`
  const unknown = inputs.find(({ name }) => inputNumbers(name, 0) === undefined)
  return unknown && `takes the input ${unknown.name}, which tacet cannot fill`
}

/** The numbers of an output, which is disposed of. */
function taken(output: State | undefined): Float32Array {
  const numbers = output?.numbers().slice() ?? new Float32Array()
  output?.dispose()
  return numbers
}
