import { seededRandom } from '../../workers/generation/seeded-random.js'

/** The answers of a hostile server, the same for the same seed. */
export interface HostileAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** In the pieces in which it arrives; `broken` where the connection falls behind the last. */
  readonly pieces: readonly Uint8Array[]
  readonly broken: boolean
  /** The unchanged answer. */
  readonly untouched: boolean
}

type Json = unknown

const VALUES: readonly (() => Json)[] = [
  () => null,
  () => -1,
  () => 0,
  () => 1e308,
  () => -1e9,
  () => 0.5,
  () => 4_294_967_294,
  () => 50_000_000,
  () => '',
  () => '7',
  () => '__proto__',
  () => 'constructor',
  () => '[EMAIL_1] [PERSON_1] EMAIL_1 [email',
  () => '\ud800',
  () => 'https://evil.example/?d=[EMAIL_1]',
  () => '{"a":"[EMAIL_1]"}{"a":1}',
  () => '[['.repeat(20_000),
  () => 'x'.repeat(100_000),
  () => true,
  () => [],
  () => [null],
  () => [[]],
  () => ({}),
  () => ({ length: 4_294_967_295 }),
  () => ({ toString: 1, valueOf: 1, toJSON: 1 }),
  () => JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  () => JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`),
  () =>
    Array.from({ length: 200 }, (_, index) => ({
      index,
      id: `c${index}`,
      function: { name: 'find', arguments: '{}' },
    })),
  () => [{ type: 'text', text: 'part' }, { type: 'thinking', thinking: 'hm' }, { text: null }],
  () => ({ message: 'about jo@example.com', code: '429', type: 'rate_limit' }),
]

const KEYS = ['__proto__', 'constructor', 'toString', 'length', 'index', 'error', 'usage', 'choices', 'reasoning', '']

/** An answer of the chat protocol, or of the one for vectors, and its change. */
export function hostileAnswer(seed: number, task: 'generate' | 'embed'): HostileAnswer {
  const random = seededRandom(seed)
  const below = (count: number) => Math.floor(random() * count)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const untouched = random() < 0.05
  const changes = untouched ? 0 : 1 + below(4)
  const streamed = task === 'generate' && random() < 0.8
  const headers: Record<string, string> = { 'content-type': streamed ? 'text/event-stream' : 'application/json' }
  const documents = task === 'embed' ? [vectors()] : streamed ? events(random) : [whole(random)]
  let status = 200
  let broken = false

  for (let change = 0; change < changes; change += 1) {
    const at = below(documents.length)
    const kind = random()
    if (kind < 0.6) documents[at] = mutated(documents[at], random)
    else if (kind < 0.66) documents.splice(at, 1)
    else if (kind < 0.72) documents.splice(below(documents.length + 1), 0, documents[at])
    else if (kind < 0.78) documents.reverse()
    else if (kind < 0.82) status = pick([204, 301, 302, 307, 308, 400, 401, 404, 413, 429, 500, 503])
    else if (kind < 0.86)
      headers['content-type'] = pick(['', 'text/html', 'application/json', 'text/event-stream', 'text/event-stream; x'])
    else if (kind < 0.9)
      Object.assign(
        headers,
        pick([
          { 'retry-after': '1e999' },
          { 'retry-after': '-5' },
          { 'retry-after-ms': 'NaN' },
          { location: 'http://127.0.0.1:1/' },
        ]),
      )
    else if (kind < 0.94) broken = true
  }
  let bytes = encode(documents, streamed, random)
  if (!untouched && random() < 0.3) bytes = scrambled(bytes, random)
  return { status, headers, pieces: torn(bytes, random), broken, untouched }
}

function events(random: () => number): Json[] {
  const chunk = (delta: Json, finish: string | null = null) => ({
    id: 'c',
    model: 'm',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })
  const call = (index: number, rest: object) => chunk({ tool_calls: [{ index, ...rest }] })
  const calls = [
    call(0, { id: 'a', function: { name: 'find', arguments: '{"who":' } }),
    call(0, { function: { arguments: '"[EMAIL_1]"}' } }),
    call(1, { id: 'b', function: { name: 'find', arguments: '{"url":"https://x.example/[EMAIL_1]"}' } }),
  ]
  return [
    chunk({ role: 'assistant', content: '' }),
    ...['Dear ', '[EMA', 'IL_1]', ', 👋 ', 'fine.'].map((content) => chunk({ content })),
    ...(random() < 0.5 ? calls : []),
    chunk({}, 'stop'),
    { choices: [], usage: { prompt_tokens: 11, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 4 } } },
  ]
}

const whole = (random: () => number): Json => ({
  model: 'm',
  choices: [
    {
      message: {
        content: 'Dear [EMAIL_1], 👋 fine.',
        ...(random() < 0.5
          ? { tool_calls: [{ id: 'a', function: { name: 'find', arguments: '{"who":"[EMAIL_1]"}' } }] }
          : {}),
      },
      finish_reason: 'stop',
    },
  ],
  usage: { prompt_tokens: 11, completion_tokens: 7 },
})

const vectors = (): Json => ({
  data: [
    { index: 1, embedding: [0.5, 0.25] },
    { index: 0, embedding: [1, 2] },
  ],
  usage: { prompt_tokens: 9 },
})

/** One place of a document changed: a value, a key, or one more. */
function mutated(document: Json, random: () => number): Json {
  const below = (count: number) => Math.floor(random() * count)
  const value = (VALUES[below(VALUES.length)] as () => Json)()
  const copy: Json = structuredClone(document)
  const places: { readonly holder: Record<string, Json>; readonly key: string }[] = []
  const visit = (node: Json) => {
    if (typeof node !== 'object' || node === null || places.length > 500) return
    for (const key of Object.keys(node)) {
      places.push({ holder: node as Record<string, Json>, key })
      visit((node as Record<string, Json>)[key])
    }
  }
  visit(copy)
  const place = places[below(places.length)]
  if (place === undefined || random() < 0.05) return value
  const { holder, key } = place
  const kind = random()
  if (kind < 0.7) holder[key] = value
  else if (kind < 0.85 && !Array.isArray(holder)) {
    const name = KEYS[below(KEYS.length)] as string
    // As JSON has it: a property, and not the prototype.
    Object.defineProperty(holder, name, { value: holder[key], enumerable: true, configurable: true, writable: true })
  } else delete holder[key]
  return copy
}

function encode(documents: readonly Json[], streamed: boolean, random: () => number): Uint8Array {
  const json = documents.map((document) => JSON.stringify(document) ?? 'undefined')
  if (!streamed) return Buffer.from(json.join(''))
  const end = random() < 0.9 ? 'data: [DONE]\n\n' : ''
  const newline = random() < 0.9 ? '\n' : '\r\n'
  return Buffer.from(json.map((data) => `data: ${data}${newline}${newline}`).join('') + end)
}

/** Bytes changed, removed or inserted at random. */
function scrambled(bytes: Uint8Array, random: () => number): Uint8Array {
  const below = (count: number) => Math.floor(random() * count)
  const kind = random()
  const at = below(bytes.length)
  if (kind < 0.3) return bytes.slice(0, at)
  if (kind < 0.6) {
    const changed = bytes.slice()
    for (let count = 0; count < 3; count += 1) changed[below(bytes.length)] = below(256)
    return changed
  }
  const noise = [
    '\ufeff',
    'data: ',
    '\n\n',
    ':',
    'id: 1\n',
    'retry: 0\n',
    'event: error\n',
    '\u0000',
    'data: {"a"\n'.repeat(2000),
    `data: ${'['.repeat(100_000)}\n\n`,
    `data: ${'{"choices":['.repeat(20_000)}\n\n`,
  ]
  const inserted = Buffer.from(noise[below(noise.length)] as string)
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)])
}

function torn(bytes: Uint8Array, random: () => number): Uint8Array[] {
  const largest = [5, 200, 1_000_000][Math.floor(random() * 3)] as number
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    // Not more than a few thousand pieces.
    const size = Math.max(Math.ceil(bytes.length / 2000), 1 + Math.floor(random() * largest))
    pieces.push(bytes.subarray(at, at + size))
    at += size
  }
  return pieces
}
