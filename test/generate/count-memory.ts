import { readdirSync, readFileSync, statSync } from 'node:fs'
import type { EncoderDecoderArchitecture, ModelManifest } from '../../src/shared/model-manifest.js'
import type { GenerateInput } from '../../src/shared/tasks.js'
import type { OnnxRuntime } from '../../workers/runtime/runtime.js'

/** The memory that ONNX Runtime holds after some calls. */
export interface HeldMemory {
  readonly wasmBytes: number
  /** Results of runs that were not disposed of. */
  readonly tensors: number
}

/** Lets an encoder–decoder model of a folder answer again and again, and reports the memory after each answer. */
export async function memoryOfCalls(folder: string, calls: number, maxTokens: number): Promise<HeldMemory[]> {
  const memories: WebAssembly.Memory[] = []
  const { Memory } = WebAssembly
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor)
      memories.push(this)
    }
  }
  const { InferenceSession, Tensor, env } = await import('onnxruntime-web/wasm')
  env.wasm.numThreads = 1
  let tensors = 0
  const counting = {
    async create(...given: Parameters<typeof InferenceSession.create>) {
      const session = await InferenceSession.create(...given)
      const run = session.run.bind(session)
      session.run = (async (feeds: Parameters<typeof run>[0], outputs: readonly string[]) => {
        const results = await run(feeds, outputs)
        for (const tensor of Object.values(results)) {
          tensors += 1
          const dispose = tensor.dispose.bind(tensor)
          tensor.dispose = () => {
            tensors -= 1
            dispose()
          }
        }
        return results
      }) as typeof session.run
      return session
    },
  }
  // The runtime would look for its files beside a worker, and here it finds them by itself.
  const runtime = { env: { wasm: {} }, InferenceSession: counting, Tensor } as unknown as OnnxRuntime
  globalThis.location ??= { href: 'http://localhost/' } as Location
  const { startRuntime } = await import('../../workers/runtime/runtime.js')
  startRuntime({ device: 'wasm', threads: 1 }, async () => runtime)

  const { loadSequenceModel } = await import('../../workers/generation/sequence-model.js')
  const { createSequenceResponder } = await import('../../workers/generation/respond-sequence.js')
  const model = await loadSequenceModel(filesOf(folder), architectureOf(folder))
  const responder = createSequenceResponder(model)
  const input: GenerateInput = { messages: [], prompt: 'a cat on a mat', maxTokens, temperature: 0, stop: [] }
  const held: HeldMemory[] = []
  for (let call = 0; call < calls; call += 1) {
    // Every other call follows several beginnings, which share and drop tensors.
    const beams = call % 2 === 0 ? 1 : 2
    await responder.respond({ ...input, beams }, { signal: new AbortController().signal, emit() {} })
    held.push({ wasmBytes: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0), tensors })
  }
  await model.close()
  WebAssembly.Memory = Memory
  return held
}

function filesOf(folder: string) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(`${folder}/${path}`).isFile(),
  )
  const manifest = {
    files: paths.map((path) => ({ path, bytes: statSync(`${folder}/${path}`).size, sha256: '' })),
  } as unknown as ModelManifest
  const read = async (path: string) => new Uint8Array(readFileSync(`${folder}/${path}`))
  return { manifest, read, digest: '', bytes: 0, storage: 'memory', warning: undefined } as const
}

function architectureOf(folder: string): EncoderDecoderArchitecture {
  const [encoder = '', decoder = ''] = ['encoder_model', 'decoder_model_merged'].map((name) => {
    const file = readdirSync(`${folder}/onnx`).find((each) => each.startsWith(name) && each.endsWith('.onnx'))
    return `onnx/${file}`
  })
  return { type: 'encoder-decoder', encoder, decoder, tokenizer: 'tokenizer.json', contextWindow: 128 }
}
