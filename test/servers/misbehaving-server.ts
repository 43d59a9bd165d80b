import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { seededRandom } from '../../workers/generation/seeded-random.js'

/** The server's behaviour for one request. */
export type Behaviour =
  | { readonly type: 'answer'; readonly text?: string | undefined }
  | {
      readonly type: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  | { readonly type: 'hang-before-headers' }
  | { readonly type: 'hang-after-headers' }
  | { readonly type: 'hang-between-chunks'; readonly after: number }
  | { readonly type: 'cut'; readonly bytes: number }
  | { readonly type: 'shred' }
  | { readonly type: 'error-event'; readonly after: number; readonly status?: number }
  | { readonly type: 'no-done' }
  | { readonly type: 'no-usage' }
  | { readonly type: 'no-finish' }
  | { readonly type: 'duplicates'; readonly marked: 'by id' | 'by padding' | 'by nothing' }
  | { readonly type: 'html' }
  | { readonly type: 'not-json' }
  | { readonly type: 'whole' }
  | { readonly type: 'reset' }
  | { readonly type: 'trickle'; readonly pauseMs: number }

export interface MisbehavingServer {
  readonly url: string
  /** Bodies as they arrived, byte for byte. */
  readonly received: readonly {
    readonly path: string
    readonly body: string
    readonly headers: IncomingMessage['headers']
  }[]
  /** How many connections were closed by the client before the answer was complete. */
  readonly abandoned: number
  close(): Promise<void>
}

export const ANSWER = 'Grüße 👋🏽 an [alle]: “fine”,\nline two, 三つ目の行 – done.'

/**
 * A chat server over real HTTP. The n-th behaviour applies to the n-th request, and the last one to all later requests.
 */
export async function startMisbehavingServer(
  behaviours: readonly Behaviour[],
  {
    seed = 1,
    answer = () => ANSWER,
  }: { seed?: number; answer?: (request: { messages: { role: string; content: string }[] }) => string } = {},
): Promise<MisbehavingServer> {
  const random = seededRandom(seed)
  const received: { path: string; body: string; headers: IncomingMessage['headers'] }[] = []
  let abandoned = 0
  const server = createServer((request, response) => {
    void respond(request, response).catch(() => response.destroy())
  })

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    received.push({ path: request.url ?? '', body, headers: request.headers })
    const behaviour = behaviours[Math.min(received.length, behaviours.length) - 1] as Behaviour
    response.on('close', () => {
      if (!response.writableFinished) abandoned += 1
    })
    const text = behaviour.type === 'answer' && behaviour.text !== undefined ? behaviour.text : answer(JSON.parse(body))
    await behave(response, behaviour, text, random)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    received,
    get abandoned() {
      return abandoned
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function behave(
  response: ServerResponse,
  behaviour: Behaviour,
  text: string,
  random: () => number,
): Promise<void> {
  switch (behaviour.type) {
    case 'hang-before-headers':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'status':
      response.writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers })
      response.end(behaviour.body ?? '{"error":{"message":"no: jo@example.com","code":"busy"}}')
      return
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' })
      response.end('<!doctype html><title>App</title>')
      return
    case 'whole':
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({
          model: 'noise',
          choices: [{ message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
          usage: { prompt_tokens: 11, completion_tokens: 7 },
        }),
      )
      return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  if (behaviour.type === 'hang-after-headers') return
  const events = eventsOf(text, behaviour, random)
  const bytes = Buffer.from(events.join(''))
  switch (behaviour.type) {
    case 'cut':
      response.write(bytes.subarray(0, behaviour.bytes))
      await later(10)
      response.socket?.destroy()
      return
    case 'shred':
      // Pieces of one to seven bytes: no line, event or character arrives whole.
      for (let at = 0; at < bytes.length; ) {
        const size = 1 + Math.floor(random() * 7)
        response.write(bytes.subarray(at, at + size))
        at += size
        if (random() < 0.2) await later(0)
      }
      break
    case 'trickle':
      for (const event of events) {
        if (response.destroyed) return
        response.write(event)
        await later(behaviour.pauseMs)
      }
      break
    case 'hang-between-chunks':
      response.write(events.slice(0, behaviour.after).join(''))
      return
    default:
      response.write(bytes)
  }
  response.end()
}

function eventsOf(text: string, behaviour: Behaviour, random: () => number): string[] {
  const pieces: string[] = []
  const signs = [...text]
  while (signs.length > 0) pieces.push(signs.splice(0, 1 + Math.floor(random() * 5)).join(''))
  const chunk = (delta: object, finish: string | null = null) => ({
    id: 'c1',
    model: 'noise',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })
  const chunks: object[] = [chunk({ role: 'assistant', content: '' }), ...pieces.map((content) => chunk({ content }))]
  if (behaviour.type === 'error-event') {
    chunks.splice(behaviour.after, chunks.length, {
      error: { message: 'about jo@example.com', code: behaviour.status ?? 503 },
    })
  } else if (behaviour.type !== 'no-finish') {
    chunks.push(chunk({}, 'stop'))
    if (behaviour.type !== 'no-usage') {
      chunks.push({
        choices: [],
        usage: { prompt_tokens: 11, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 4 } },
      })
    }
  }
  const events = chunks.map((value) => `data: ${JSON.stringify(value)}\n\n`)
  if (behaviour.type === 'not-json') events.splice(2, 0, 'data: {"choices":[{"delta":{"content":"jo@exa\n\n')
  if (behaviour.type === 'duplicates') {
    const marked = chunks.map((value, index) => {
      if (behaviour.marked === 'by id') return `id: ${index}\ndata: ${JSON.stringify(value)}\n\n`
      const obfuscation = behaviour.marked === 'by padding' ? `${index}`.padStart(12, 'aZ9') : undefined
      return `data: ${JSON.stringify({ ...value, obfuscation })}\n\n`
    })
    return [...marked.flatMap((event) => (random() < 0.5 ? [event, event] : [event])), 'data: [DONE]\n\n']
  }
  return ['no-done', 'no-finish'].includes(behaviour.type) ? events : [...events, 'data: [DONE]\n\n']
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
