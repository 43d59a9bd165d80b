import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createGuard, type Guard, type GuardPolicy, type GuardStreamOptions } from '../../src/guard/index.js'
import { createRedactor } from '../../src/redact/index.js'
import { policyWith, rule } from './policy-with.js'

const redactor = createRedactor()

const policy = policyWith([
  rule({ id: 'pii', check: 'pii', action: 'redact' }),
  rule({ id: 'keys', check: 'secrets', action: 'redact' }),
  rule({ id: 'links', check: 'url', action: 'fix' }),
  rule({ id: 'hidden', check: 'hidden-text', action: 'fix' }),
  rule({ id: 'word', check: 'custom', action: 'block', config: { detector: 'word' } }),
])
const detectors = { redactor, custom: { word: (text: string) => (text.includes('forbidden') ? 1 : 0) } }

/** Sends pieces through a stream, and records the shown text after each piece. */
async function send(guard: Guard, pieces: readonly string[], options?: GuardStreamOptions) {
  const stream = guard.stream(options)
  const writer = stream.writable.getWriter()
  const shown: string[] = []
  const reading = (async () => {
    const reader = stream.readable.getReader()
    for (let next = await reader.read(); !next.done; next = await reader.read()) shown.push(next.value)
  })()
  for (const piece of pieces) {
    // A stream that has ended takes no more pieces.
    if ((await writer.write(piece).catch(() => 'ended')) === 'ended') break
  }
  await writer.close().catch(() => {})
  await reading
  return { shown, text: shown.join(''), outcome: stream.outcome }
}

/** Texts that must never be shown, whole or cut into pieces. */
const FORBIDDEN = [
  'jo@example.com',
  '4111 1111 1111 1111',
  'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
  'evil.test',
  'forbidden',
  '\u200b',
]
const KEY = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(6)}-----END PRIVATE KEY-----`

const fragments = [
  'The shop is open. ',
  'Dr. No lives at no. 5! ',
  'A line\n',
  'words that go on and on without any end in sight and so does the sentence until it is too long to wait for it ',
  'Write to jo@example.com. ',
  'card 4111 1111 1111 1111 ',
  'key: sk_live_4eC39HqLyjWDarjtT1zdp7dc ',
  'see [the page. It is good](https://evil.test/?q=1) ',
  '![a picture. Really](https://evil.test/p.png?d=2)',
  '<img alt="a. b" src="https://evil.test/x"> ',
  'https://evil.test/a?b=c ',
  'hid\u200bden ',
  '。これはペンです。',
  '[unclosed ',
  '<b>bold</b> ',
  'forbidden ',
]

const cuts = (text: string, sizes: readonly number[]): string[] => {
  const pieces: string[] = []
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length]!
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return pieces
}

test('however a text is cut, the same is shown, and nothing of what must not be', async () => {
  const guard = createGuard(policy, { detectors, timeoutMs: 20_000 })
  await redactor.detect('')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }),
      async (parts, sizes) => {
        const text = parts.join('')
        const whole = await send(guard, [text])
        const cut = await send(guard, cuts(text, sizes))
        expect(cut.text).toBe(whole.text)
        for (const value of FORBIDDEN) expect(cut.text).not.toContain(value)
        expect(cut.outcome.action).toBe(whole.outcome.action)
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

test('one character at a time shows the same as one piece', async () => {
  const guard = createGuard(policy, { detectors, timeoutMs: 20_000 })
  const text = fragments.filter((each) => !each.includes('forbidden')).join('')
  const whole = await send(guard, [text])
  expect((await send(guard, [...text])).text).toBe(whole.text)
  expect(whole.text).toContain('The shop is open. ')
  expect(whole.text).toContain('words that go on and on')
}, 60_000)

test('a key of several lines is held until its end', async () => {
  const guard = createGuard(policy, { detectors, timeoutMs: 20_000 })
  const { text } = await send(guard, cuts(`Here it is. ${KEY}\nThat is all.`, [7]))
  expect(text).toBe('Here it is. [SECRET]\nThat is all.')
})

test('each sentence is shown as soon as it has passed, and the next one waits', async () => {
  const guard = createGuard(policyWith([rule({ check: 'hidden-text' })]))
  const stream = guard.stream()
  const writer = stream.writable.getWriter()
  const reader = stream.readable.getReader()
  const first = reader.read()
  await writer.write('One. Tw')
  expect(await first).toEqual({ done: false, value: 'One. ' })
  const second = reader.read()
  await writer.write('o! Three')
  expect(await second).toEqual({ done: false, value: 'Two! ' })
  const third = reader.read()
  await writer.close()
  expect(await third).toEqual({ done: false, value: 'Three' })
})

test('of a sentence that does not end, no more is held than the bound', async () => {
  const guard = createGuard(policyWith([rule({ check: 'hidden-text' })]))
  const stream = guard.stream({ holdTokens: 30 })
  const writer = stream.writable.getWriter()
  let shown = 0
  const count = (text: string) => {
    shown += text.length
  }
  const reading = stream.readable.pipeTo(new WritableStream({ write: count }))
  const text = 'word after word '.repeat(60)
  for (const [index, letter] of [...text].entries()) {
    await writer.write(letter)
    expect(index - shown).toBeLessThanOrEqual(30 * 4)
  }
  await writer.close()
  await reading
  expect(shown).toBe(text.length)
})

describe('what ends a stream', () => {
  const text = 'First. Second is forbidden here. Third.'

  test('a block ends it, and what had passed stays', async () => {
    const { text: shown, outcome } = await send(createGuard(policy, { detectors, timeoutMs: 20_000 }), [text])
    expect([shown, outcome.action]).toEqual(['First. ', 'block'])
  })

  test('a refusal ends it with the sentence of the policy', async () => {
    const refusing = {
      ...policy,
      refusal: 'No.',
      rules: policy.rules.map((each) => ({ ...each, action: 'refuse' as const })),
    }
    const { text: shown } = await send(createGuard(refusing as GuardPolicy, { detectors, timeoutMs: 20_000 }), [text])
    expect(shown).toBe('First. No.')
  })

  test.each([
    [true, 'First. Second is forbidden here. Third.'],
    [false, 'First. No.'],
  ])('an app that is asked and says %s', async (answer, expected) => {
    const asking = policyWith([rule({ id: 'w', check: 'custom', action: 'ask', config: { detector: 'word' } })], {
      refusal: 'No.',
    })
    const guard = createGuard(asking, { detectors: { custom: detectors.custom }, ask: () => answer })
    expect((await send(guard, [text])).text).toBe(expected)
  })

  test('a check that fails shows nothing', async () => {
    const failing = { custom: { word: () => Promise.reject(new Error('broken')) } }
    const guard = createGuard(policyWith([policy.rules[4]!]), { detectors: failing })
    const { text: shown, outcome } = await send(guard, [text])
    expect(shown).toBe('')
    expect(outcome).toMatchObject({ action: 'block', failed: [{ rule: 'word', code: 'threw' }] })
  })

  test('an abort fails it with its reason', async () => {
    const abort = new AbortController()
    const stream = createGuard(policyWith([])).stream({ signal: abort.signal })
    const writer = stream.writable.getWriter()
    const reading = stream.readable.getReader().read()
    const reason = new Error('gone')
    abort.abort(reason)
    await expect(writer.write('text. ')).rejects.toBe(reason)
    await expect(reading).rejects.toBe(reason)
  })
})

test('a rule on the whole text holds all of it', async () => {
  const json = policyWith([rule({ check: 'schema', action: 'fix', config: { schema: { type: 'object' } } })])
  const { shown } = await send(createGuard(json), ['Here. ', 'It is.\n', '{"a": ', '1}', '\nBye.'])
  expect(shown).toEqual(['{"a": 1}'])
})

test('a limit of length counts over all parts', async () => {
  const short = policyWith([rule({ check: 'length', action: 'fix', config: { max: 20 } })])
  const { text } = await send(createGuard(short), ['One two. ', 'Three four five six seven. ', 'Eight. '])
  expect(text.length).toBeLessThanOrEqual(20)
  expect(text).toContain('One two. Three four')
})
