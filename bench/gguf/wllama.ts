import type { TextGenerator } from 'tacet'
import { ownSpeed } from '../generate/own-speed.js'
import type { Speed } from '../generate/peer.worker.js'

/** The part of wllama that is used here. The bench serves the package's files under `/wllama/`. */
interface Wllama {
  loadModel(files: readonly Blob[], options: object): Promise<void>
  getNumThreads(): number
  createChatCompletion(options: object): Promise<AsyncIterable<unknown>>
  exit(): Promise<void>
}

interface Package {
  readonly Wllama: new (paths: { readonly default: string }, options: object) => Wllama
  readonly LoggerWithoutDebug: object
}

/** Loads a file on the processor. Smaller batches, other caches and other attention were not quicker. */
async function load(url: string, threads: number): Promise<Wllama> {
  const address = '/wllama/index.js'
  const { Wllama, LoggerWithoutDebug } = (await import(/* @vite-ignore */ address)) as Package
  const wllama = new Wllama({ default: '/wllama/wasm/wllama.wasm' }, { logger: LoggerWithoutDebug })
  const file = await (await fetch(url)).blob()
  await wllama.loadModel([file], { n_ctx: 2048, n_gpu_layers: 0, n_threads: threads })
  return wllama
}

async function peerSpeed(wllama: Wllama, content: string, answer: number, prompt: number): Promise<Speed> {
  const started = performance.now()
  const messages = [{ role: 'user', content }]
  const stream = await wllama.createChatCompletion({ messages, max_tokens: answer, temperature: 0, stream: true })
  const times: number[] = []
  for await (const _ of stream) times.push(performance.now())
  const [first = started, ...rest] = times
  return { firstTokenMs: first - started, tokenMs: ((rest.at(-1) ?? first) - first) / Math.max(1, rest.length), prompt }
}

/** The same file here and in wllama, in turns. The first round is not counted. */
export async function besideWllama(
  open: (url: string) => Promise<TextGenerator>,
  url: string,
  prompts: readonly ((round: number) => string)[],
  { rounds, answer, threads }: { readonly rounds: number; readonly answer: number; readonly threads: number },
): Promise<{ readonly threads: number; readonly speeds: readonly { tacet: Speed[]; wllama: Speed[] }[] }> {
  const [generator, wllama] = [await open(url), await load(url, threads)]
  const speeds: { tacet: Speed[]; wllama: Speed[] }[] = []
  for (const prompt of prompts) {
    const row = { tacet: [] as Speed[], wllama: [] as Speed[] }
    speeds.push(row)
    for (let round = -1; round < rounds; round += 1) {
      const own = await ownSpeed(generator, prompt(round), answer)
      const peer = await peerSpeed(wllama, prompt(round), answer, own.prompt)
      if (round < 0) continue
      row.tacet.push(own)
      row.wllama.push(peer)
    }
  }
  const result = { threads: wllama.getNumThreads(), speeds }
  await generator.close()
  await wllama.exit()
  return result
}
