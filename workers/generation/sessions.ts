import { NlpError } from '../../src/shared/errors.js'
import type { ModelSource } from '../../src/shared/model-manifest.js'
import type { LoadProgress } from '../../src/shared/progress.js'
import type { GenerateInput, GenerateOutput } from '../../src/shared/tasks.js'
import type { ModelInfo, Proof } from '../../src/wire/shared/inference-api.js'
import { modelKey } from '../../src/wire/shared/model-key.js'
import { precisionOfFile } from '../model-files/find-weights.js'
import { openModelFiles } from '../model-files/open.js'
import { describeChoice, type Place, withAlternative } from '../runtime/choose-runtime.js'
import type { CausalModel } from './causal-model.js'
import { Decoder } from './decoder.js'
import { describeFailure } from './failure.js'
import type { GenerateContext } from './generate.js'
import { loadCausalModel } from './load-causal-model.js'
import { probe } from './probe.js'
import { createResponder, type Responder } from './respond.js'

interface Entry {
  readonly causal: CausalModel
  readonly responder: Responder
  readonly info: ModelInfo
  users: number
}

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
  ): Promise<Entry> {
    const startedAt = performance.now()
    const files = await openModelFiles(source, { signal, onProgress: report })
    const { architecture, id, tasks } = files.manifest
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
      key: modelKey(source),
      id: source.id,
      digest: files.digest,
      bytes: files.bytes,
      storage: files.storage,
      warning: files.warning?.message,
      loadMs: performance.now() - startedAt,
      ...describeChoice(choice, place, causal.kernelThreads?.()),
      dtype: architecture.type === 'gguf' ? causal.dtype : precisionOfFile(architecture.model),
      proof,
      contextWindow: causal.contextWindow,
    }
    return { causal, responder: createResponder(causal, decoder), info, users: 0 }
  }

  async function unload({ responder, causal }: Entry): Promise<void> {
    await responder.close()
    await causal.close()
  }

  return {
    open: (source: ModelSource, signal: AbortSignal, report: (progress: LoadProgress) => void): Promise<ModelInfo> =>
      inTurn(signal, async () => {
        const key = modelKey(source)
        const entry = entries.get(key) ?? (await load(source, signal, report))
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
      [...entries.values()].map(({ info, causal }) => ({ ...info, threads: causal.kernelThreads?.() ?? info.threads })),
  }
}
