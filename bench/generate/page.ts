import { type Remote, wrap } from 'comlink'
import { createGenerator, createSuggester } from 'tacet'
import { localEngine, serverEngine } from 'tacet/engines'
import { createRedactor } from 'tacet/redact'
import { ownSpeed } from './own-speed.js'
import type { Peer, Speed } from './peer.worker.js'

interface Holder {
  hold(schema: object, values: number): Promise<{ beginMs: number; tokenMs: number[]; valid: number }>
}

const FOLDER = '/generate-models/'
const MODEL = 'generate'
const QUESTION = 'Tell me of the city of Paris'

const engine = localEngine({ device: 'wasm', baseUrl: '/tacet/' })
const { threads } = await engine.diagnostics()
const open = () => createGenerator({ engines: [engine], model: `${FOLDER}${MODEL}/` })

/** Takes turns, so that other load of the machine slows both alike. */
async function decoding(rounds: number): Promise<Record<'tacet' | 'transformers.js', Speed[]>> {
  const generator = await open()
  const peer: Remote<Peer> = wrap(new Worker(new URL('./peer.worker.ts', import.meta.url), { type: 'module' }))
  await peer.open(FOLDER, MODEL, 'fp32', threads)
  const result = { tacet: [] as Speed[], 'transformers.js': [] as Speed[] }
  for (let round = -2; round < rounds; round += 1) {
    // Another question each time: nothing may be left of the last.
    const own = await ownSpeed(generator, `${round} ${QUESTION}`, 200)
    const theirs = await peer.generate(`${round} ${QUESTION}`, 200)
    if (round < 0) continue
    result.tacet.push(own)
    result['transformers.js'].push(theirs)
  }
  await generator.close()
  return result
}

/** To the first word of the second turn of a chat, with and without what was kept of the first. */
async function secondTurn(rounds: number): Promise<{ kept: number[]; fresh: number[] }> {
  const generator = await open()
  const long = 'The city of Paris has many streets and houses. '.repeat(9)
  const chat = [
    { role: 'user', content: long },
    { role: 'assistant', content: 'Yes, it has.' },
    { role: 'user', content: 'Go on' },
  ] as const
  const firstMs = async () => (await generator.generate(chat, { maxTokens: 1 })).timings.firstTokenMs
  const result = { kept: [] as number[], fresh: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    await generator.generate(long, { maxTokens: 1 })
    result.kept.push(await firstMs())
    // Two conversations are kept at a time.
    for (const other of ['Something else', 'Yet another matter']) await generator.generate(other, { maxTokens: 1 })
    result.fresh.push(await firstMs())
  }
  await generator.close()
  return result
}

/** The time that a schema adds per token, in turns with the same number of free tokens. */
async function constrained(rounds: number): Promise<{ held: number[]; free: number[] }> {
  const generator = await open()
  const schema = {
    type: 'object',
    properties: { text: { type: 'string', minLength: 100, maxLength: 140 }, rank: { type: 'integer', maximum: 9 } },
    required: ['text', 'rank'],
  }
  const result = { held: [] as number[], free: [] as number[] }
  for (let round = -1; round < rounds; round += 1) {
    const options = { maxTokens: 400, temperature: 1, seed: round + 2 }
    const { timings } = await generator.object(QUESTION, { ...options, schema })
    const { timings: freely } = await generator.generate(QUESTION, options)
    if (round < 0) continue
    result.held.push(1000 / timings.tokensPerSecond)
    result.free.push(1000 / freely.tokensPerSecond)
  }
  await generator.close()
  return result
}

const CLOSED = {
  'text and a number': {
    type: 'object',
    properties: { text: { type: 'string', maxLength: 40 }, rank: { type: 'integer', minimum: 0, maximum: 9 } },
    required: ['text', 'rank'],
  },
  'thirty fields': {
    type: 'object',
    properties: Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`field${at}`, { type: 'boolean' }])),
    required: Array.from({ length: 30 }, (_, at) => `field${at}`),
  },
  'a choice of objects': {
    anyOf: ['one', 'two', 'three'].map((kind) => ({
      type: 'object',
      properties: { kind: { const: kind }, count: { type: 'integer', minimum: 0, maximum: 99 } },
      required: ['kind', 'count'],
    })),
  },
}

/** The cost of a schema with a vocabulary of 150,000 pieces, measured without a model of that size. */
async function largeVocabulary(values: number): Promise<Record<string, { tokenMs: number[]; beginMs: number }>> {
  const worker = new Worker(new URL('./vocabulary.worker.ts', import.meta.url), { type: 'module' })
  const remote: Remote<Holder> = wrap(worker)
  const result: Record<string, { tokenMs: number[]; beginMs: number }> = {}
  for (const [name, schema] of Object.entries(CLOSED)) {
    const { valid, ...times } = await remote.hold(schema, values)
    if (valid < values) throw new Error(`${values - valid} of ${values} values of ${name} are no JSON`)
    result[name] = times
  }
  worker.terminate()
  return result
}

/** From a key to the suggestion behind it, with the model of the package and a text typed letter by letter. */
async function suggestionTimes(rounds: number): Promise<number[]> {
  const suggester = await createSuggester({ engines: [engine] })
  const text =
    'Hello, I would like to book a table for two people at a restaurant in the city. Can you help me find one?'
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    for (let typed = 1; typed <= text.length; typed += 1) {
      const started = performance.now()
      await suggester.suggest(text.slice(0, typed))
      times.push(performance.now() - started)
    }
  }
  await suggester.close()
  return times
}

/** The cost of each chunk of a server's answer on the page, from its bytes to the shown text, with values put back. */
async function serverChunks(rounds: number): Promise<{ restored: number[]; plain: number[] }> {
  const words = 'I have written to [EMAIL_1] and to [EMAIL_2] , and the card [CREDIT_CARD_1] was charged . '.split(' ')
  const chunks = Array.from({ length: 2000 }, (_, at) => {
    const delta = { content: `${words[at % words.length]} ` }
    return new TextEncoder().encode(`data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, delta }] })}\n\n`)
  })
  const last = new TextEncoder().encode('data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n')
  const answering = async () => {
    const rest = [...chunks, last]
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = rest.shift()
        if (next === undefined) controller.close()
        else controller.enqueue(next)
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  const question = 'Write to jo@example.com and ann@example.org, card 4111 1111 1111 1111.'
  const result = { restored: [] as number[], plain: [] as number[] }
  for (let round = -1; round < rounds; round += 1) {
    for (const kind of ['restored', 'plain'] as const) {
      const redactor = kind === 'restored' ? createRedactor() : undefined
      const remote = serverEngine({ url: '/v1', model: 'any', fetch: answering, redactor })
      const generator = await createGenerator({ engines: [remote] })
      let started = 0
      for await (const _ of generator.stream(question)) started ||= performance.now()
      if (round >= 0) result[kind].push((performance.now() - started) / chunks.length)
      await generator.close()
    }
  }
  return result
}

/** From the abort to the rejection, and to the moment when the worker answers something else. */
async function abortTimes(rounds: number): Promise<{ rejection: number[]; idle: number[] }> {
  const generator = await open()
  const result = { rejection: [] as number[], idle: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    const stop = new AbortController()
    const call = generator.generate(QUESTION, { maxTokens: 480, signal: stop.signal }).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 40 + round * 7))
    const started = performance.now()
    stop.abort()
    await call
    result.rejection.push(performance.now() - started)
    await engine.diagnostics()
    result.idle.push(performance.now() - started)
  }
  await generator.close()
  return result
}

Object.assign(globalThis, {
  bench: { threads, decoding, secondTurn, constrained, largeVocabulary, suggestionTimes, serverChunks, abortTimes },
})
