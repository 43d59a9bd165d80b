import { expect, test } from 'vitest'
import type { TaskMap } from '../../../src/shared/tasks.js'
import type { CallContext } from '../../../workers/tasks/model.js'
import { createSimilarityClassify } from '../../../workers/tasks/similarity.js'

const context: CallContext = { priority: 'interactive', signal: new AbortController().signal }

/** A text has one dimension for each of its letters; `?` is an unreadable sign. */
function letterEmbedder() {
  const asked: string[] = []
  const embed = async ({ texts }: TaskMap['embed']['input']) => {
    asked.push(...texts)
    const rows = texts.map((text) => {
      const row = Array.from('abcdefgh', (letter) => (text.includes(letter) ? 1 : 0) as number)
      const length = Math.hypot(...row) || 1
      return row.map((value) => value / length)
    })
    return {
      vectors: Float32Array.from(rows.flat()),
      dimensions: 8,
      truncated: [],
      coverage: texts.map((text) => (text.includes('?') || text === '' ? 0 : 1)),
    }
  }
  return { asked, embed }
}

test('labels are embedded once, whatever the number of calls and texts', async () => {
  const { asked, embed } = letterEmbedder()
  const classify = createSimilarityClassify(embed)
  const first = await classify({ texts: ['ab'], labels: ['a', 'b'] }, context)
  await classify({ texts: ['cd', 'ab'], labels: ['b', 'c', 'a'] }, context)
  expect(asked.filter((text) => text.length === 1).sort()).toEqual(['a', 'b', 'c'])
  expect(await classify({ texts: ['ab'], labels: ['a', 'b'] }, context)).toEqual(first)
})

test('another sentence around a label is another label', async () => {
  const { asked, embed } = letterEmbedder()
  const classify = createSimilarityClassify(embed)
  await classify({ texts: ['a'], labels: ['a'] }, context)
  await classify({ texts: ['a'], labels: ['a'], hypothesis: 'of {}' }, context)
  expect(asked).toContain('of a')
})

test('labels without end are not all kept, and each call still gets its own', async () => {
  const { embed } = letterEmbedder()
  const classify = createSimilarityClassify(embed)
  const labels = Array.from({ length: 2_500 }, (_, index) => `${'abc'[index % 3]}${index}`)
  const { scores } = await classify({ texts: ['a'], labels }, context)
  expect(scores[0]).toHaveLength(2_500)
  expect(scores[0]?.[0]?.label).toMatch(/^a/)
})

test('what is like no label leaves most to none, what is like one nearly nothing', async () => {
  const classify = createSimilarityClassify(letterEmbedder().embed)
  const { scores, none } = await classify({ texts: ['h', 'a'], labels: ['a', 'b'] }, context)
  expect(none?.[0]).toBeGreaterThan(0.9)
  expect(none?.[1]).toBeLessThan(0.01)
  for (const row of scores) expect(row.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 9)
})

test.each(['', 'a?'])('all labels of %j, which cannot be read, are alike', async (text) => {
  const classify = createSimilarityClassify(letterEmbedder().embed)
  const { scores, coverage } = await classify({ texts: [text], labels: ['a', 'b'] }, context)
  expect(scores).toEqual([
    [
      { label: 'a', score: 0.5 },
      { label: 'b', score: 0.5 },
    ],
  ])
  expect(coverage).toEqual([0])
  const alone = await classify({ texts: [text], labels: ['a', 'b'], multiLabel: true }, context)
  expect(alone.scores[0]?.map(({ score }) => score)).toEqual([0, 0])
})
