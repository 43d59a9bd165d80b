import { NlpError } from '../../src/shared/errors.js'
import type { EncoderDecoderArchitecture, ModelSource } from '../../src/shared/model-manifest.js'
import type { LoadProgress } from '../../src/shared/progress.js'
import type { GenerateInput, GenerateOutput } from '../../src/shared/tasks.js'
import type { ModelInfo, Proof } from '../../src/wire/shared/inference-api.js'
import { modelKey } from '../../src/wire/shared/model-key.js'
import { precisionOfFile } from '../model-files/find-weights.js'
import { type ModelFiles, openModelFiles } from '../model-files/open.js'
import { chooseRuntime, describeChoice, type Place, spaceOf, withAlternative } from '../runtime/choose-runtime.js'
import type { CausalModel } from './causal-model.js'
import { Decoder } from './decoder.js'
import { describeFailure } from './failure.js'
import type { GenerateContext } from './generate.js'
import { loadCausalModel } from './load-causal-model.js'
import { probe } from './probe.js'
import { createResponder, type Responder } from './respond.js'
import { createSequenceResponder } from './respond-sequence.js'
import { loadSequenceModel } from './sequence-model.js'
import { textToTextOf } from './sequence-source.js'

interface Entry {
  readonly model: Pick<CausalModel, 'close' | 'kernelThreads'>
  readonly responder: Responder
  readonly info: ModelInfo
  users: number
}

interface SequenceLoad {
  readonly source: ModelSource
  readonly signal: AbortSignal
  readonly report: (progress: LoadProgress) => void
  readonly startedAt: number
}

const sourceFacts = (source: ModelSource, files: ModelFiles, startedAt: number) => ({
  key: modelKey(source),
  id: source.id,
  digest: files.digest,
  bytes: files.bytes,
  storage: files.storage,
  warning: files.warning?.message,
  loadMs: performance.now() - startedAt,
})

/** The generators of one worker. The worker writes one answer at a time: two at once would only make both slower. */
export function createGeneratorSessions(place: Place) {
  const { device } = place
  const entries = new Map<string, Entry>()
  let turn: Promise<unknown> = Promise.resolve()

  function inTurn<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const result = turn.then(() => {
      signal?.throwIfAborted()
      return work()
    })
    turn = result.catch(() => {})
    return result
  }

  async function load(
    source: ModelSource,
    signal: AbortSignal,
    report: (progress: LoadProgress) => void,
    accessToken: string | undefined,
  ): Promise<Entry> {
    const startedAt = performance.now()
    const files = await openModelFiles(source, { signal, onProgress: report, accessToken, ...spaceOf(place) })
    const { architecture, id, tasks } = files.manifest
    if (architecture.type === 'encoder-decoder') {
      return loadSequences(files, architecture, { source, signal, report, startedAt })
    }
    if (architecture.type !== 'causal' && architecture.type !== 'gguf') {
      throw new NlpError('model-unknown', `Model ${id} does ${tasks.join(', ')}, not generate`)
    }
    signal.throwIfAborted()
    report({ type: 'prepare' })
    const { causal, choice } = await loadCausalModel(files, architecture, { place, wish: source.runtime })
    const own = choice.runtime === 'kernels'
    const decoder = new Decoder(causal)
    let proof: Proof = 'none'
    try {
      // WebAssembly computes the same on every machine, so the tests find its faults.
      if (device === 'webgpu' && !own) proof = await probe(causal, decoder, id, signal)
    } catch (error) {
      await causal.close()
      throw signal.aborted ? signal.reason : withAlternative(describeFailure(error, id, device), choice)
    }
    const info: ModelInfo = {
      ...sourceFacts(source, files, startedAt),
      ...describeChoice(choice, place, causal.kernelThreads?.()),
      dtype: architecture.type === 'gguf' ? causal.dtype : precisionOfFile(architecture.model),
      proof,
      contextWindow: causal.contextWindow,
    }
    return { model: causal, responder: createResponder(causal, decoder), info, users: 0 }
  }

  async function loadSequences(
    files: ModelFiles,
    architecture: EncoderDecoderArchitecture,
    { source, signal, report, startedAt }: SequenceLoad,
  ): Promise<Entry> {
    const { id } = files.manifest
    const lack = 'the kernels compute no encoder–decoder models'
    const choice = chooseRuntime({ id, place, wish: source.runtime, lacks: { kernels: lack } })
    if (device === 'webgpu') {
      throw new NlpError(
        'unsupported',
        `Model ${id} is an encoder–decoder model, which runs on the CPU. Leave \`device\` out.`,
      )
    }
    signal.throwIfAborted()
    report({ type: 'prepare' })
    const model = await loadSequenceModel(files, architecture).catch((error: unknown) => {
      throw describeFailure(error, id, device)
    })
    const info: ModelInfo = {
      ...sourceFacts(source, files, startedAt),
      ...describeChoice(choice, place),
      dtype: precisionOfFile(architecture.decoder),
      proof: 'none',
      contextWindow: architecture.contextWindow,
      textToText: textToTextOf(model),
    }
    return { model, responder: createSequenceResponder(model), info, users: 0 }
  }

  async function unload({ responder, model }: Entry): Promise<void> {
    await responder.close()
    await model.close()
  }

  return {
    open: (
      source: ModelSource,
      signal: AbortSignal,
      report: (progress: LoadProgress) => void,
      accessToken?: string | undefined,
    ): Promise<ModelInfo> =>
      inTurn(signal, async () => {
        const key = modelKey(source)
        const entry = entries.get(key) ?? (await load(source, signal, report, accessToken))
        if (signal.aborted) {
          // The caller's promise has already rejected, so the caller would never close this model. The model must not
          // count it as a user.
          if (entry.users === 0) await unload(entry)
          throw signal.reason
        }
        entries.set(key, entry)
        entry.users += 1
        return entry.info
      }),
    run: (key: string, input: GenerateInput, context: GenerateContext): Promise<GenerateOutput> =>
      inTurn(context.signal, async () => {
        const entry = entries.get(key)
        if (entry === undefined)
          throw new NlpError('closed', `Model ${key} is not open in this worker`, { retryable: true })
        try {
          return await entry.responder.respond(input, context)
        } catch (error) {
          if (context.signal.aborted) throw context.signal.reason
          throw describeFailure(error, entry.info.id, device)
        }
      }),
    close: (key: string): Promise<void> =>
      inTurn(undefined, async () => {
        const entry = entries.get(key)
        if (entry === undefined) return
        entry.users -= 1
        if (entry.users > 0) return
        entries.delete(key)
        await unload(entry)
      }),
    // A model may lose its helpers after it was loaded.
    list: (): readonly ModelInfo[] =>
      [...entries.values()].map(({ info, model }) => ({ ...info, threads: model.kernelThreads?.() ?? info.threads })),
  }
}
