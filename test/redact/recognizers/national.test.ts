import { describe, expect, test } from 'vitest'
import type { LocalePack, Recognizer } from '../../../src/redact/findings/recognizer.js'
import { createRedactor } from '../../../src/redact/index.js'
import { type Locale, localePacks as packs } from '../../../src/redact/recognizers/index.js'
import { nationalCases } from './national-cases.js'

const localePacks: Readonly<Record<string, LocalePack>> = packs

async function recognizerNamed(country: string, name: string): Promise<Recognizer> {
  const recognizer = (await localePacks[country]!()).find((candidate) => candidate.name === name)
  if (!recognizer) throw new Error(`no recognizer ${name}`)
  return recognizer
}

describe('national identifiers', () => {
  test.for(nationalCases)(
    '%s %s is found whole beside the word that names it',
    async ([country, name, text, value]) => {
      const recognizer = await recognizerNamed(country, name)
      const entities = await recognizer.recognize(text)
      const found = entities.find(({ start, end }) => text.slice(start, end) === value)
      expect(found).toMatchObject({ recognizer: name, type: recognizer.types[0] })
      expect(found!.score).toBeGreaterThanOrEqual(0.5)
    },
  )

  test.for(nationalCases.filter(([, , , , wrong]) => wrong !== undefined))(
    '%s %s with a wrong check digit is not found as itself',
    async ([country, name, text, value, wrong]) => {
      const recognizer = await recognizerNamed(country, name)
      const entities = await recognizer.recognize(text.replace(value, wrong!))
      expect(entities.filter(({ type }) => type === recognizer.types[0])).toEqual([])
    },
  )

  // Codes of places, branches and vehicles identify nobody by themselves.
  const identities = nationalCases.filter(
    ([, name, , , wrong]) => wrong !== undefined && !/zip-code|eircode|vehicle|ifsc/.test(name),
  )
  test.for(identities)(
    '%s %s with a wrong check digit is hidden beside the word that names it',
    async ([country, , text, value, wrong]) => {
      const slip = text.replace(value, wrong!)
      const entities = await createRedactor({ locales: [country as Locale] }).detect(slip)
      const from = slip.indexOf(wrong!)
      expect(entities.map(({ start, end }) => [start, end])).toContainEqual([from, from + wrong!.length])
    },
  )

  test('every recognizer of every pack has a case', async () => {
    const named = new Set(nationalCases.map(([, name]) => name))
    const packs = await Promise.all(Object.values(localePacks).map((load) => load()))
    const untested = packs.flat().filter(({ name }) => !named.has(name) && !name.endsWith('-phone'))
    // Each of these needs a row in national-cases.ts.
    expect(untested.map(({ name }) => name)).toEqual([])
  })

  test('at least 45 countries have a pack, keyed by lower-case ISO code, with names of their own', async () => {
    const codes = Object.keys(localePacks)
    expect(codes.length).toBeGreaterThanOrEqual(45)
    for (const code of codes) {
      const recognizers = await localePacks[code]!()
      expect(recognizers.filter(({ name }) => !name.startsWith(`${code}-`))).toEqual([])
    }
  })

  test('recognizer names are unique over all packs', async () => {
    const packs = await Promise.all(Object.values(localePacks).map((load) => load()))
    const names = packs.flat().map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test('a word for things keeps a weak number back, a word that names it brings it in', async () => {
    const routing = await recognizerNamed('us', 'us-routing-number')
    const [neutral] = await routing.recognize('see 121000358')
    const [opposed] = await routing.recognize('order 121000358')
    const [supported] = await routing.recognize('routing 121000358')
    expect(neutral!.score).toBeLessThan(0.5)
    expect(opposed!.score).toBeLessThan(0.2)
    expect(supported!.score).toBeGreaterThanOrEqual(0.75)
  })

  test('a number inside a longer one is not an identifier', async () => {
    const ssn = await recognizerNamed('us', 'us-ssn')
    for (const text of ['1.536-90-4399', '536-90-4399/7', 'x536-90-4399', '536-90-43990', '5536-90-4399']) {
      expect(await ssn.recognize(text), text).toEqual([])
    }
    for (const text of ['536-90-4399.', '(536-90-4399)', 'ssn=536-90-4399,', '漢536-90-4399字', '"536-90-4399"']) {
      expect(await ssn.recognize(text), text).toHaveLength(1)
    }
  })
})
