import {
  createLabeler,
  createLanguageDetector,
  createNameRecognizer,
  createRedactor,
  localEngine,
  restore,
} from 'tacet'
import { afterAll, describe, expect, test } from 'vitest'

// Every model of the package is loaded, passes its probe and does what it is for.
const engine = localEngine({ baseUrl: '/' })
afterAll(() => engine.stop())
const here = { engines: [engine] }

describe('names', () => {
  test('people, places and addresses are found beside structured values, and come back', async () => {
    const names = await createNameRecognizer(here)
    const redactor = createRedactor({ model: names })
    const text =
      'Dear Ms. Margaret Thompson, we sent it to 12 Oak Street, Springfield. Call 212-555-0187 or mail m.t@example.com.'
    const redaction = await redactor.redact(text)
    for (const value of ['Margaret', 'Thompson', 'Oak Street', 'm.t@example.com']) {
      expect(redaction.text).not.toContain(value)
    }
    expect(restore(redaction.text, redaction)).toBe(text)
    await names.close()
  })

  test('spans are exact in a long text, at its end as at its beginning', async () => {
    const labeler = await createLabeler(here)
    const sentence = 'Yesterday Margaret Thompson flew from London to Berlin. '
    const text = sentence.repeat(400)
    const spans = await labeler.label(text)
    const people = spans.filter(({ type }) => type === 'PERSON').map(({ start, end }) => text.slice(start, end))
    expect(people).toHaveLength(400)
    expect(new Set(people)).toEqual(new Set(['Margaret Thompson']))
    await labeler.close()
  })
})

test.each([
  ['Where is the next railway station, please?', 'en'],
  ['Wo ist bitte der nächste Bahnhof?', 'de'],
  ['¿Dónde está la estación de tren más cercana?', 'es'],
  ['Где находится ближайший вокзал?', 'ru'],
  ['最寄りの駅はどこですか', 'ja'],
  ['', 'und'],
  ['12345 !!!', 'und'],
])('the language of %j is %s', async (text, language) => {
  const detector = await createLanguageDetector(here)
  expect((await detector.detect(text)).language).toBe(language)
  await detector.close()
})
