import { createLabeler, type LabelerOptions } from 'tacet'
import { localEngine } from 'tacet/engines'
import { nameRecognizer } from 'tacet/redact'
import { afterAll, expect, test } from 'vitest'
import expected from '../fixtures/open-labels/expected.json' with { type: 'json' }

/**
 * Compares models with random weights that take their labels with the text to the spans that Python finds with PyTorch.
 */
const engine = localEngine({ baseUrl: '/', device: 'wasm' })
afterAll(() => engine.stop())

const { labels } = expected
const open = (kind: string, options: LabelerOptions = {}) =>
  createLabeler({ engines: [engine], model: `/test/fixtures/open-labels/${kind}/`, labels, ...options })

test.each(['spans', 'words'] as const)(
  'a model that scores %s finds what Python finds, also in long texts',
  async (kind) => {
    await using labeler = await open(kind)
    expect(labeler.labels).toEqual(labels)
    const rows = expected[kind]
    const found = await labeler.label(rows.map(({ text }) => text))
    const places = (spans: readonly { start: number; end: number; type: string }[]) =>
      spans.map(({ start, end, type }) => [start, end, type])
    expect(found.map(places)).toEqual(rows.map(({ spans }) => places(spans)))
    for (const [row, { spans }] of rows.entries()) {
      for (const [index, { score }] of spans.entries()) expect(found[row]?.[index]?.score).toBeCloseTo(score, 3)
    }
  },
)

test('a higher threshold finds less, and no two spans share a word', async () => {
  const text = expected.spans.at(-1)?.text ?? ''
  await using bold = await open('spans', { threshold: 0.05 })
  await using careful = await open('spans', { threshold: 0.9999 })
  const spans = await bold.label(text)
  expect((await careful.label(text)).length).toBeLessThan(spans.length)
  for (const [index, { start }] of spans.entries()) {
    if (index > 0) expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0)
  }
})

test('a recognizer of a redactor takes such a model', async () => {
  await using labeler = await open('spans')
  expect(() => nameRecognizer(labeler, { labels: { person: 'PERSON' } })).not.toThrow()
})

test('labels that cannot be used are refused', async () => {
  await expect(open('spans', { labels: [] })).rejects.toThrow('`labels` must be a list of at least one label')
  await expect(open('spans', { labels: ['a', 'a'] })).rejects.toThrow('none comes twice')
  await expect(open('spans', { threshold: 1 })).rejects.toThrow('`threshold` must be above 0 and below 1')
  await expect(open('spans', { labels: undefined, threshold: 0.4 })).rejects.toThrow('`threshold` goes with `labels`')
  const fixed = '/test/fixtures/models/label/'
  await expect(open('', { model: fixed })).rejects.toThrow(/knows only its own labels: .* Leave out `labels`/)
  await using unlabelled = await open('spans', { labels: undefined })
  await expect(unlabelled.label('Ada')).rejects.toThrow(/createLabeler\(\{ model, labels/)
  await using crowded = await open('spans', { labels: Array.from({ length: 200 }, (_, index) => `label ${index}`) })
  await expect(crowded.label('Ada')).rejects.toMatchObject({ code: 'context-overflow' })
})
