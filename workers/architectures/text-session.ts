import { NlpError } from '../../src/shared/errors.js'
import type { ModelFiles } from '../model-files/open.js'
import { readExternalData } from '../model-files/read-external-data.js'
import { chooseRuntime, type RuntimeChoice, type RuntimeWish } from '../runtime/choose-runtime.js'
import { createSession, type Session } from '../runtime/runtime.js'
import { createScheduler } from '../schedule/scheduler.js'
import { nextMacrotask } from '../schedule/yield.js'
import type { CallContext } from '../tasks/model.js'
import { createTokenizer, type EncoderTokenizer } from '../tokens/tokenizer.js'
import { readTokenizerFiles } from './tokenizer-files.js'

interface TextModel {
  readonly model: string
  readonly tokenizer: string
  readonly maxTokens: number
}

interface TextSessionOptions extends RuntimeWish {
  /** Why our own kernels cannot compute the model. */
  readonly kernelLack: string
  /** The error for a graph that the caller cannot use. */
  refusalOf(session: Session): NlpError | undefined
}

interface TextSession {
  readonly session: Session
  readonly tokenizer: EncoderTokenizer
  readonly choice: RuntimeChoice
}

/** Opens a model that only ONNX Runtime computes: its inputs or outputs are not those of an encoder. */
export async function openTextSession(
  files: ModelFiles,
  { model: path, tokenizer: tokenizerPath, maxTokens }: TextModel,
  { place, wish, kernelLack, refusalOf }: TextSessionOptions,
): Promise<TextSession> {
  const choice = chooseRuntime({ id: files.manifest.id, place, wish, lacks: { kernels: kernelLack } })
  const tokenizer = createTokenizer(await readTokenizerFiles(files, tokenizerPath), maxTokens)
  const externalData = await readExternalData(files, path)
  const session = await createSession(await files.read(path), { device: place.device, externalData })
  const refusal = refusalOf(session)
  if (refusal === undefined) return { session, tokenizer, choice }
  await session.release()
  throw refusal
}

interface SingleRuns<Item, Result> {
  submit(items: readonly Item[], context: CallContext): Promise<Result[]>
  close(): Promise<void>
}

interface SingleRunsOptions<Item, Result> {
  compute(item: Item): Promise<Result>
  /** The key names everything on which the result depends. */
  keyOf(item: Item): string
}

/** Runs each item by itself: models with quantized activations scale them over a whole run. */
export function singleRuns<Item extends { readonly ids: readonly number[] }, Result>(
  session: Session,
  { compute, keyOf }: SingleRunsOptions<Item, Result>,
): SingleRuns<Item, Result> {
  const scheduler = createScheduler<Item, Result>({
    now: () => performance.now(),
    yieldNow: nextMacrotask,
    async run(batch) {
      const results: Result[] = []
      for (const item of batch) results.push(await compute(item))
      return results
    },
  })
  return {
    submit: (items, context) =>
      scheduler.submit(
        items.map((item) => ({ key: keyOf(item), length: item.ids.length, item })),
        context,
      ),
    async close() {
      scheduler.close(new NlpError('closed', 'The model was closed'))
      await session.release()
    },
  }
}
