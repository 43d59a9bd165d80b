import { NlpError } from '../../src/shared/errors.js'
import type { TransformerArchitecture } from '../../src/shared/model-manifest.js'
import { inputNumbers } from '../encoder/encoder.js'
import type { ModelFiles } from '../model-files/open.js'
import { readExternalData } from '../model-files/read-external-data.js'
import { chooseRuntime, type RuntimeWish } from '../runtime/choose-runtime.js'
import { createSession, type IntegerRows, type Session } from '../runtime/runtime.js'
import { createScheduler } from '../schedule/scheduler.js'
import { nextMacrotask } from '../schedule/yield.js'
import type { LoadedModel } from '../tasks/model.js'
import { createRead, type SpanLogits } from '../tasks/read.js'
import { createTokenizer, type Encoding } from '../tokens/tokenizer.js'
import { readTokenizerFiles } from './tokenizer-files.js'

const OUTPUTS = ['start_logits', 'end_logits'] as const

/** Loads a model that answers a question with a stretch of a text. */
export async function loadReader(
  architecture: TransformerArchitecture,
  files: ModelFiles,
  { place, wish }: RuntimeWish,
): Promise<LoadedModel> {
  const { id } = files.manifest
  const { model: path, maxTokens, firstPosition = 0 } = architecture
  const choice = chooseRuntime({
    id,
    place,
    wish,
    lacks: { kernels: 'it has two outputs, start_logits and end_logits' },
  })
  const tokenizer = createTokenizer(await readTokenizerFiles(files, architecture.tokenizer), maxTokens)
  const externalData = await readExternalData(files, path)
  const session = await createSession(await files.read(path), { device: place.device, externalData })
  const lack = lackOf(session)
  if (lack !== undefined) {
    await session.release()
    throw new NlpError('model-corrupt', `${path} ${lack}. Export the model for question-answering.`, {
      details: { file: path },
    })
  }

  async function compute(encoding: Encoding): Promise<SpanLogits> {
    const feeds = session.inputs.map(({ name, type }) => {
      const numbers = inputNumbers(name, firstPosition)?.(encoding) ?? []
      return [name, integers(numbers, type)] as const
    })
    const { start_logits: starts, end_logits: ends } = await session.compute(Object.fromEntries(feeds), OUTPUTS)
    const copy = {
      starts: starts?.numbers().slice() ?? new Float32Array(),
      ends: ends?.numbers().slice() ?? new Float32Array(),
    }
    starts?.dispose()
    ends?.dispose()
    return copy
  }

  // Quantized models scale their activations over a whole run, so each window is a run of its own.
  const scheduler = createScheduler<Encoding, SpanLogits>({
    now: () => performance.now(),
    yieldNow: nextMacrotask,
    async run(batch) {
      const rows: SpanLogits[] = []
      for (const encoding of batch) rows.push(await compute(encoding))
      return rows
    },
  })
  const read = createRead(tokenizer, (encodings, context) =>
    scheduler.submit(
      encodings.map((item) => ({ key: `${item.ids.join()} ${item.typeIds.join()}`, length: item.ids.length, item })),
      context,
    ),
  )
  return {
    runners: { read },
    choice,
    async close() {
      scheduler.close(new NlpError('closed', 'The model was closed'))
      await session.release()
    },
  }
}

function lackOf({ inputs, outputs }: Session): string | undefined {
  const missing = OUTPUTS.find((name) => !outputs.some((slot) => slot.name === name))
  if (missing !== undefined) return `has no output ${missing}`
  const unknown = inputs.find(({ name }) => inputNumbers(name, 0) === undefined)
  return unknown && `takes the input ${unknown.name}, which tacet cannot fill`
}

const integers = (numbers: readonly number[], type: string): IntegerRows => ({
  values: type === 'int32' ? Int32Array.from(numbers) : BigInt64Array.from(numbers, BigInt),
  shape: [1, numbers.length],
})
