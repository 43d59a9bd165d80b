import { type Remote, wrap } from 'comlink'
import { createGenerator } from 'tacet'
import { localEngine } from 'tacet/engines'
import { ownSpeed } from '../generate/own-speed.js'
import type { Peer, Speed } from '../generate/peer.worker.js'
import { manyNumbers, readBandwidth } from './bandwidth.js'
import { besideWllama } from './wllama.js'

const FOLDER = '/gguf-models/'
const MODEL = 'smollm2'

/** About so many tokens each, with the template. */
const PROMPTS = { 55: 1, 200: 9, 1000: 52 } as const

const engine = localEngine({ baseUrl: '/tacet/', threads: 1 })

const question = (round: number, sentences: number) =>
  `${round} ${'The parcel came late, and the box was open on one side. '.repeat(sentences)} What happened?`

/** Takes turns, so that other load of the machine slows all alike. */
async function speeds(rounds: number, answer: number): Promise<Record<string, Record<string, Speed[]>>> {
  const generator = await createGenerator({ engines: [engine], model: `${FOLDER}${MODEL}/model.gguf` })
  const peers: [name: string, peer: Remote<Peer>][] = []
  for (const dtype of ['q4', 'q8'] as const) {
    const peer: Remote<Peer> = wrap(
      new Worker(new URL('../generate/peer.worker.ts', import.meta.url), { type: 'module' }),
    )
    await peer.open(FOLDER, MODEL, dtype, 1)
    peers.push([`transformers.js ${dtype}`, peer])
  }
  const result: Record<string, Record<string, Speed[]>> = {}
  for (const [length, sentences] of Object.entries(PROMPTS)) {
    const row: Record<string, Speed[]> = {}
    result[length] = row
    for (let round = -1; round < rounds; round += 1) {
      const content = question(round, sentences)
      const found: [string, Speed][] = [['tacet', await ownSpeed(generator, content, answer)]]
      // In four bits the peer needs minutes for a long prompt, so it reads the short one only.
      for (const [name, peer] of peers) {
        if (name.endsWith('q4') && length !== '55') continue
        found.push([name, await peer.generate(content, name.endsWith('q4') ? 8 : answer)])
      }
      if (round < 0) continue
      for (const [name, speed] of found) row[name] = [...(row[name] ?? []), speed]
    }
  }
  await generator.close()
  return result
}

/** Tokens written a second, beside the bytes of the weights, which each token reads once, and the speed of the memory. */
async function bandwidth(rounds: number): Promise<{ bytes: number; memory: number[]; written: number[] }> {
  const file = `${FOLDER}${MODEL}/model.gguf`
  const bytes = (await (await fetch(file)).blob()).size
  const generator = await createGenerator({ engines: [engine], model: file })
  const numbers = manyNumbers()
  const result = { bytes, memory: [] as number[], written: [] as number[] }
  for (let round = -1; round < rounds; round += 1) {
    // A question whose answer copies nothing: copied words are read several at a time.
    const { tokenMs } = await ownSpeed(generator, `${round} Tell me about a city that you like.`, 60)
    const memory = readBandwidth(numbers)
    if (round < 0) continue
    result.written.push(1000 / tokenMs)
    result.memory.push(memory)
  }
  await generator.close()
  return result
}

/** From the abort to the rejection, and to a worker that answers again, while a prompt is read and while an answer is written. */
async function abortTimes(rounds: number): Promise<Record<'reading' | 'writing', number[]>> {
  const generator = await createGenerator({ engines: [engine], model: `${FOLDER}${MODEL}/model.gguf` })
  const result = { reading: [] as number[], writing: [] as number[] }
  for (const [phase, sentences] of [['reading', 52] as const, ['writing', 1] as const]) {
    for (let round = 0; round < rounds; round += 1) {
      const stop = new AbortController()
      const call = generator
        .generate(question(round, sentences), { maxTokens: 200, signal: stop.signal })
        .catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, phase === 'reading' ? 60 : 700))
      const started = performance.now()
      stop.abort()
      await call
      await engine.diagnostics()
      result[phase].push(performance.now() - started)
    }
  }
  await generator.close()
  return result
}

/** The same weights in both formats that all read, and two lengths of prompts: the peer needs minutes for the longest. */
async function wllama(rounds: number, answer: number, threads: number) {
  const prompts = [PROMPTS[55], PROMPTS[200]].map((sentences) => (round: number) => question(round, sentences))
  const open = (model: string) => createGenerator({ engines: [engine], model })
  const settings = { rounds, answer, threads }
  return {
    Q4_0: await besideWllama(open, `${FOLDER}${MODEL}/q4_0.gguf`, prompts, settings),
    Q8_0: await besideWllama(open, `${FOLDER}${MODEL}/q8_0.gguf`, prompts, settings),
  }
}

/** One thread and two, in turns. The page must be isolated. */
async function threads(rounds: number, answer: number): Promise<Record<string, { one: Speed[]; two: Speed[] }>> {
  const result: Record<string, { one: Speed[]; two: Speed[] }> = {}
  const engines = [engine, localEngine({ baseUrl: '/tacet/', threads: 2 })] as const
  const model = `${FOLDER}${MODEL}/model.gguf`
  const [one, two] = [
    await createGenerator({ engines: [engines[0]], model }),
    await createGenerator({ engines: [engines[1]], model }),
  ]
  for (const [length, sentences] of Object.entries(PROMPTS)) {
    const row = { one: [] as Speed[], two: [] as Speed[] }
    result[length] = row
    for (let round = -1; round < rounds; round += 1) {
      const content = question(round, sentences)
      const speeds = { one: await ownSpeed(one, content, answer), two: await ownSpeed(two, content, answer) }
      if (round < 0) continue
      row.one.push(speeds.one)
      row.two.push(speeds.two)
    }
  }
  for (const generator of [one, two]) await generator.close()
  engines[1].stop()
  return result
}

Object.assign(globalThis, { bench: { speeds, bandwidth, abortTimes, wllama, threads } })
