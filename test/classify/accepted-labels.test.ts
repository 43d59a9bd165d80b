import { createClassifier } from 'tacet'
import { fakeEngine } from 'tacet/testing'
import { expect, test } from 'vitest'
import type { ClassifyOptions } from '../../src/classify.js'
import type { OperatingPoints } from '../../src/shared/model-manifest.js'
import type { LabelScore } from '../../src/shared/tasks.js'

const points: OperatingPoints = {
  'high-precision': { spam: 0.9 },
  balanced: { spam: 0.3 },
  'high-recall': { spam: 0.1 },
}
const several: OperatingPoints = { balanced: { anger: 0.2, joy: 0.4 } }

const rows = (scores: Record<string, number>): LabelScore[] =>
  Object.entries(scores)
    .map(([label, score]) => ({ label, score }))
    .sort((a, b) => b.score - a.score)

const spam = (score: number) => rows({ spam: score, ham: 1 - score })

interface Case {
  readonly scores: LabelScore[]
  readonly coverage?: number
  readonly none?: number
  readonly operatingPoints?: OperatingPoints
  readonly labels?: readonly string[]
  readonly multiLabel?: boolean
}

async function classify(
  { scores, coverage, none, operatingPoints, labels, multiLabel }: Case,
  options?: ClassifyOptions,
) {
  const listed = (value: number | undefined) => (value === undefined ? undefined : [value])
  const output = { scores: [scores], truncated: [], coverage: listed(coverage), none: listed(none) }
  const engine = fakeEngine({ classify: output }, { operatingPoints })
  await using classifier = await createClassifier({ engines: [engine], labels, multiLabel })
  return classifier.classify('a text', options)
}

test.each<[string, Case, ClassifyOptions['threshold'], string[]]>([
  [
    'the label of a flag from its balanced point on',
    { scores: spam(0.3), operatingPoints: points },
    undefined,
    ['spam'],
  ],
  ['the other label below it', { scores: spam(0.29), operatingPoints: points }, undefined, ['ham']],
  ['a flag only when sure', { scores: spam(0.8), operatingPoints: points }, 'high-precision', ['ham']],
  ['a flag at the least sign', { scores: spam(0.1), operatingPoints: points }, 'high-recall', ['spam']],
  ['a flag from a number on', { scores: spam(0.5), operatingPoints: points }, 0.5, ['spam']],
  ['never both sides of a flag', { scores: spam(0.4), operatingPoints: points }, 0.4, ['spam']],
  [
    'each of several labels by its own point',
    { scores: rows({ anger: 0.3, joy: 0.3 }), operatingPoints: several },
    undefined,
    ['anger'],
  ],
  ['none of several labels', { scores: rows({ anger: 0.1, joy: 0.3 }), operatingPoints: several }, undefined, []],
  ['the best of labels of which one must hold', { scores: rows({ a: 0.4, b: 0.35, c: 0.25 }) }, undefined, ['a']],
  [
    'none where that is more probable',
    { scores: rows({ a: 0.6, b: 0.4 }), none: 0.5, labels: ['a', 'b'] },
    undefined,
    [],
  ],
  ['what reaches a number', { scores: rows({ a: 0.4, b: 0.35, c: 0.25 }) }, 0.3, ['a', 'b']],
  [
    'own labels from a half on, where each stands alone',
    { scores: rows({ a: 0.6, b: 0.5, c: 0.4 }), labels: ['a', 'b', 'c'], multiLabel: true },
    undefined,
    ['a', 'b'],
  ],
  ['nothing of a text that was not read', { scores: spam(0.99), operatingPoints: points, coverage: 0.4 }, 0, []],
  [
    'as usual what was read by half',
    { scores: spam(0.99), operatingPoints: points, coverage: 0.5 },
    undefined,
    ['spam'],
  ],
])('accepts %s', async (_, given, threshold, accepted) => {
  const result = await classify(given, { threshold })
  expect(result.accepted).toEqual(accepted)
  expect(result).toMatchObject({ label: given.scores[0]?.label, coverage: given.coverage ?? 1 })
})

test.each([
  ['low', TypeError],
  [-1, RangeError],
  [1.5, RangeError],
  [Number.NaN, RangeError],
  [null, TypeError],
])('the threshold %j is refused', async (threshold, kind) => {
  await expect(classify({ scores: spam(0.5) }, { threshold: threshold as never })).rejects.toThrow(kind)
})

test('a point that the model does not have is refused by name', async () => {
  const call = classify({ scores: rows({ anger: 0.3 }), operatingPoints: several }, { threshold: 'high-recall' })
  await expect(call).rejects.toThrow("`threshold` must be 'balanced' or a number for fake, which has no 'high-recall'")
})
