import { AutoModelForCausalLM, AutoTokenizer, BaseStreamer, env } from '@huggingface/transformers'
import { expose } from 'comlink'
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url'
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url'

/** Plain transformers.js as its documentation shows it: `generate` with a streamer. */
let loaded: Awaited<ReturnType<typeof load>> | undefined

type Precision = 'fp32' | 'q4' | 'q8'

async function load(folder: string, model: string, dtype: Precision, threads: number) {
  const settings = env.backends.onnx as { wasm: { wasmPaths: object; numThreads: number } }
  settings.wasm.wasmPaths = { mjs: new URL(mjs, location.href).href, wasm: new URL(wasm, location.href).href }
  settings.wasm.numThreads = threads
  env.useWasmCache = false
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = folder
  const tokenizer = await AutoTokenizer.from_pretrained(model)
  return { tokenizer, model: await AutoModelForCausalLM.from_pretrained(model, { dtype, device: 'wasm' }) }
}

class Clock extends BaseStreamer {
  readonly times: number[] = []
  override put() {
    this.times.push(performance.now())
  }
  override end() {}
}

export interface Speed {
  readonly firstTokenMs: number
  readonly tokenMs: number
  /** Tokens of the prompt. */
  readonly prompt: number
}

const peer = {
  async open(folder: string, model: string, dtype: Precision, threads: number): Promise<void> {
    loaded = await load(folder, model, dtype, threads)
  },
  /** Milliseconds to the first token and for each of the others. */
  async generate(content: string, tokens: number): Promise<Speed> {
    if (loaded === undefined) throw new TypeError('open() comes first')
    const { tokenizer, model } = loaded
    const inputs = tokenizer.apply_chat_template([{ role: 'user', content }], {
      add_generation_prompt: true,
      return_dict: true,
    })
    const streamer = new Clock()
    const started = performance.now()
    const options = { max_new_tokens: tokens, do_sample: false, eos_token_id: -1, streamer }
    // The declarations ask for a streamer of text, and the library takes any.
    await model.generate({ ...(inputs as object), ...options } as unknown as Parameters<typeof model.generate>[0])
    // The streamer hears of the prompt first.
    const [, first = started, ...rest] = streamer.times
    const { dims } = (inputs as { input_ids: { dims: readonly number[] } }).input_ids
    const tokenMs = ((rest.at(-1) ?? first) - first) / Math.max(1, rest.length)
    return { firstTokenMs: first - started, tokenMs, prompt: dims.at(-1) ?? 0 }
  },
}

export type Peer = typeof peer

expose(peer)
