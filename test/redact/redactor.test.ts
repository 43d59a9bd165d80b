import { describe, expect, test } from 'vitest'
import type { Recognizer } from '../../src/redact/findings/recognizer.js'
import { patternRecognizer } from '../../src/redact/recognizers/parts/pattern-recognizer.js'
import { createRedactor } from '../../src/redact/redactor.js'
import type { RedactorOptions } from '../../src/redact/redactor-options.js'
import { restore } from '../../src/redact/restore/restore.js'
import { Vault } from '../../src/redact/vault/vault.js'
import { NlpError } from '../../src/shared/errors.js'
import { toyRecognizers } from './arbitrary-text.js'

function toy(options: RedactorOptions = {}) {
  return createRedactor({ recognizers: toyRecognizers, locales: [], ...options })
}

async function redacted(text: string, options: RedactorOptions = {}): Promise<string> {
  return (await toy(options).redact(text)).text
}

test('values become numbered placeholders, the same value the same one', async () => {
  const redaction = await toy().redact('a@b.co, c@d.co and a@b.co, 555-1234')
  expect(redaction.text).toBe('[EMAIL_1], [EMAIL_2] and [EMAIL_1], [PHONE_1]')
  expect(restore(redaction.text, redaction)).toBe('a@b.co, c@d.co and a@b.co, 555-1234')
})

test('entities carry both places, tier and operator', async () => {
  const text = 'to a@b.co'
  const { entities, text: out } = await toy().redact(text)
  expect(entities).toEqual([
    {
      type: 'EMAIL',
      start: 3,
      end: 9,
      score: 0.5,
      tier: 'pattern',
      recognizer: 'toy-email',
      operator: 'placeholder',
      replacement: '[EMAIL_1]',
      redactedStart: 3,
      redactedEnd: 12,
    },
  ])
  expect(out.slice(entities[0]!.redactedStart, entities[0]!.redactedEnd)).toBe('[EMAIL_1]')
})

test('several texts share a vault and keep their order', async () => {
  const redactions = await toy().redact(['c@d.co', 'a@b.co c@d.co', ''])
  expect(redactions.map(({ text }) => text)).toEqual(['[EMAIL_1]', '[EMAIL_2] [EMAIL_1]', ''])
  expect(await toy().detect(['', 'a@b.co'])).toEqual([[], [expect.objectContaining({ start: 0, end: 6 })]])
})

test('placeholders stay the same over a conversation', async () => {
  const vault = new Vault()
  const redactor = toy()
  await redactor.redact('a@b.co', { vault })
  expect((await redactor.redact('c@d.co a@b.co', { vault })).text).toBe('[EMAIL_2] [EMAIL_1]')
})

test('calls at the same time never give one number to two values', async () => {
  const vault = new Vault()
  const texts = Array.from({ length: 30 }, (_, index) => `u${'abcdefghijklmnopqrstuvwxyzabcd'[index]}x@b.co`)
  const redactions = await Promise.all(texts.map((text) => toy().redact(text, { vault })))
  expect(redactions.map((redaction) => restore(redaction.text, redaction))).toEqual(texts)
})

test('placeholders of the user are not taken for values and come back as they were', async () => {
  const vault = new Vault()
  const redactor = toy()
  expect((await redactor.redact('[EMAIL_1] a@b.co', { vault })).text).toBe('[EMAIL_1] [EMAIL_2]')
  const second = await redactor.redact('what is [EMAIL_2]?', { vault })
  expect(second.text).toBe('what is [LITERAL_1]?')
  expect(second.entities).toEqual([])
  expect(restore(second.text, { vault })).toBe('what is [EMAIL_2]?')
})

test('text that was redacted before keeps its placeholders if asked to', async () => {
  const vault = new Vault()
  const redactor = toy()
  await redactor.redact('a@b.co', { vault })
  const { text } = await redactor.redact('I wrote to [EMAIL_1] and c@d.co', { vault, existing: 'keep' })
  expect(text).toBe('I wrote to [EMAIL_1] and [EMAIL_2]')
})

test('disguised values are found, and the span covers all of the disguise', async () => {
  const original = 'ａ@b\u200b.co and 5 5 5 - 1 2 3 4'
  const redaction = await toy().redact(original)
  expect(redaction.entities[0]).toMatchObject({ start: 0, end: 7 })
  expect(redaction.text).toMatch(/^\[EMAIL_1\]/)
  expect(restore(redaction.text, redaction)).toBe(original)
})

test('only the wanted types are looked for', async () => {
  expect(await redacted('a@b.co 555-1234', { types: ['PHONE'] })).toBe('a@b.co [PHONE_1]')
})

test('a type that nobody finds is refused, not silently ignored', async () => {
  await expect(redacted('a@b.co', { types: ['EMIAL'] })).rejects.toThrow(RangeError)
})

test('allowed values stay, in any case and by pattern', async () => {
  const allow = ['A@B.CO', /555-\d+/]
  expect(await redacted('a@b.co aa@b.co 555-1234', { allow })).toBe('a@b.co [EMAIL_1] 555-1234')
})

test('denied values go, in any case, as whole words, before anything else', async () => {
  const deny = ['Project X', { value: 'b.co', type: 'DOMAIN' }]
  expect(await redacted('project  x, Project Xy, jo@b.co', { deny })).toBe(
    '[DENIED_1], Project Xy, [EMAIL_1]@[DOMAIN_1]',
  )
})

test('entities of the caller replace detection', async () => {
  const entities = [{ type: 'NAME', start: 3, end: 6, score: 1, tier: 'listed', recognizer: 'me' } as const]
  expect((await toy().redact('hi Ann a@b.co', { entities })).text).toBe('hi [NAME_1] a@b.co')
  for (const span of [
    { start: 3, end: 99 },
    { start: -1, end: 2 },
    { start: 3, end: 3 },
  ]) {
    const wrong = [{ ...entities[0]!, ...span }]
    await expect(toy().redact('hi Ann', { entities: wrong })).rejects.toThrow(RangeError)
  }
})

describe('strictness', () => {
  const weak = patternRecognizer({ name: 'weak', type: 'WEAK', pattern: /\b\d{4}\b/, score: 0.4, context: ['pin'] })
  test.each([
    ['relaxed', '1234', '1234'],
    ['relaxed', 'pin 1234', 'pin [WEAK_1]'],
    ['balanced', '1234', '1234'],
    ['balanced', 'pin 1234', 'pin [WEAK_1]'],
    ['strict', '1234', '[WEAK_1]'],
  ] as const)('%s reads %j as %j', async (strictness, text, expected) => {
    expect(await redacted(text, { recognizers: [weak], strictness })).toBe(expected)
  })

  test('words from outside the text count', async () => {
    const { text } = await toy({ recognizers: [weak] }).redact('1234', { context: 'PIN' })
    expect(text).toBe('[WEAK_1]')
  })
})

describe('wrong use', () => {
  test.each([
    [{ strictness: 'harsh' }, TypeError],
    [{ locales: ['atlantis'] }, RangeError],
    [{ allow: [''] }, TypeError],
    [{ deny: [' '] }, TypeError],
    [{ deny: [7] }, TypeError],
    [{ operators: { EMAIL: { type: 'hide' } } }, TypeError],
    [{ operators: { EMAIL: { type: 'token' } } }, TypeError],
  ])('%j is refused when the redactor is made', (options, error) => {
    expect(() => createRedactor(options as RedactorOptions)).toThrow(error)
  })

  test.each([[undefined], [null], [7], [{}], [Symbol('x')]])('%s is no text', async (text) => {
    await expect(toy().redact(text as never)).rejects.toThrow(TypeError)
    await expect(toy().detect(text as never)).rejects.toThrow(TypeError)
  })

  test('an unknown format is refused', async () => {
    await expect(toy().redact('a', { format: 'xml' as never })).rejects.toThrow(TypeError)
  })
})

describe('a recognizer that fails', () => {
  const secret = 'a@b.co'
  const throwing = (error: unknown): Recognizer => ({
    name: 'broken',
    types: ['X'],
    recognize: () => {
      throw error
    },
  })

  test.each([
    throwing(new Error(`cannot read ${secret}`)),
    throwing(secret),
    { ...throwing(0), recognize: () => Promise.reject(new RangeError(secret)) },
    { ...throwing(0), recognize: (text: string) => [span(0, text.length + 1)] },
    { ...throwing(0), recognize: () => [span(2, 2)] },
    { ...throwing(0), recognize: () => [span(Number.NaN, 2)] },
  ])('%# stops the redaction, leaves the vault as it was, and shows no value', async (broken) => {
    const vault = new Vault()
    const redactor = toy({ recognizers: [...toyRecognizers, broken] })
    const error = await redactor.redact(secret, { vault }).catch((reason: unknown) => reason)
    expect(NlpError.is(error, 'invalid-output')).toBe(true)
    expect(String((error as Error).stack) + JSON.stringify(error)).not.toContain(secret)
    expect((error as Error).cause).toBeUndefined()
    expect(vault.size).toBe(0)
  })

  test('an error of a model keeps its code', async () => {
    const crashed = new NlpError('worker-crashed', 'The worker died.')
    await expect(redacted('a', { recognizers: [throwing(crashed)] })).rejects.toBe(crashed)
  })

  test('a replacement function that throws leaves the vault as it was', async () => {
    const vault = new Vault()
    const operators = {
      PHONE: {
        type: 'replace',
        with: () => {
          throw new Error('no')
        },
      },
    } as const
    await expect(toy({ operators }).redact('a@b.co 555-1234', { vault })).rejects.toThrow('no')
    expect(vault.size).toBe(0)
  })
})

describe('abort', () => {
  test('before the start rejects with the reason', async () => {
    const reason = new Error('stop')
    await expect(toy().redact('a@b.co', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })

  test('between recognizers rejects with the reason and enters nothing', async () => {
    const controller = new AbortController()
    const aborting: Recognizer = {
      name: 'aborting',
      types: ['X'],
      recognize: () => {
        controller.abort('enough')
        return []
      },
    }
    const vault = new Vault()
    const redactor = toy({ recognizers: [aborting, ...toyRecognizers] })
    await expect(redactor.redact('a@b.co', { signal: controller.signal, vault })).rejects.toBe('enough')
    expect(vault.size).toBe(0)
  })
})

test('5 MB with lone surrogates and thousands of values come back exactly', async () => {
  const text = `${'word \ud800 ünd '.repeat(40)} a@b.co [EMAIL_1] 555-1234 `.repeat(9000)
  const redaction = await toy().redact(text)
  expect(redaction.entities).toHaveLength(18_000)
  expect(restore(redaction.text, redaction) === text).toBe(true)
})

test('an entity type cannot reach into the prototype of the operators', async () => {
  const recognizer = patternRecognizer({ name: 'odd', type: 'constructor', pattern: /odd/ })
  expect(await redacted('odd', { recognizers: [recognizer], operators: {} })).toBe('[constructor_1]')
})

function span(start: number, end: number) {
  return { type: 'X', start, end, score: 1, tier: 'pattern', recognizer: 'broken' } as const
}
