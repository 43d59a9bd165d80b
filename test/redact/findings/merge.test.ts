import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeEntities } from '../../../src/redact/findings/merge.js'
import type { Entity, Tier } from '../../../src/redact/findings/recognizer.js'

const text = 'Ship to 12 Main St, 90210 Springfield; card 4111 1111 1111 1111 (jo@ex.com) today.'

function entity(type: string, value: string, tier: Tier, score = 0.8): Entity {
  const start = text.indexOf(value)
  return { type, start, end: start + value.length, score, tier, recognizer: type.toLowerCase() }
}

function merged(...entities: Entity[]): string[] {
  return mergeEntities(text, entities).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`)
}

test('a checksum wins over a longer and surer pattern, and what it leaves of that stays hidden', () => {
  const all = merged(
    entity('URL', 'card 4111 1111 1111 1111 (jo', 'pattern', 1),
    entity('CREDIT_CARD', '4111 1111 1111 1111', 'checksum', 0.5),
  )
  expect(all).toEqual(['URL card', 'CREDIT_CARD 4111 1111 1111 1111', 'URL jo'])
})

test('a weak shape inside what a model found is part of it', () => {
  const address = entity('ADDRESS', '12 Main St, 90210 Springfield', 'model', 0.6)
  expect(merged(entity('POSTAL_CODE', '90210', 'context', 0.99), address)).toEqual([
    'ADDRESS 12 Main St, 90210 Springfield',
  ])
})

test('within a tier the longer wins, then the surer, then the one given first', () => {
  expect(merged(entity('A', '4111', 'pattern', 1), entity('B', '4111 1111', 'pattern', 0.5))).toEqual(['B 4111 1111'])
  expect(merged(entity('A', '4111', 'pattern', 0.5), entity('B', '4111', 'pattern', 0.6))).toEqual(['B 4111'])
  expect(merged(entity('A', '4111', 'pattern'), entity('B', '4111', 'pattern'))).toEqual(['A 4111'])
})

test('what is left of a loser is dropped if it is punctuation or was misread', () => {
  expect(merged(entity('EMAIL', 'jo@ex.com', 'pattern'), entity('PERSON', '(jo@ex.com)', 'model'))).toEqual([
    'EMAIL jo@ex.com',
  ])
  expect(merged(entity('CARD', '4111 1111 1111 1111', 'checksum'), entity('TAX', 'card 4111', 'context'))).toEqual([
    'CARD 4111 1111 1111 1111',
  ])
})

test('the application has the last word', () => {
  expect(
    merged(entity('CREDIT_CARD', '4111 1111 1111 1111', 'checksum'), entity('DENIED', '1111 1111', 'listed')),
  ).toEqual(['DENIED 1111 1111'])
})

const finding = fc.record({
  type: fc.constantFrom('A', 'B', 'C'),
  start: fc.integer({ min: 0, max: 60 }),
  length: fc.integer({ min: 1, max: 20 }),
  score: fc.constantFrom(0.5, 0.7, 1),
  tier: fc.constantFrom<Tier>('listed', 'checksum', 'pattern', 'context', 'model'),
})

test('the result is disjoint, in order, and the same whenever it is made', () => {
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
      const entities = findings.map(({ length, ...rest }) => ({ ...rest, end: rest.start + length, recognizer: 'r' }))
      const result = mergeEntities(text, entities)
      const disjoint = result.every((each, index) => index === 0 || each.start >= result[index - 1]!.end)
      expect([disjoint, result]).toEqual([true, mergeEntities(text, entities)])
    }),
    { numRuns: 10_000 },
  )
})

test('of the same stretch, a rule that read the words around it knows more than the model', () => {
  expect(merged(entity('DATE', '90210', 'model', 0.99), entity('DATE_OF_BIRTH', '90210', 'context', 0.5))).toEqual([
    'DATE_OF_BIRTH 90210',
  ])
})
