import { expect, test } from 'vitest'
import { cutWords, wordsOf } from '../../../workers/tasks/cut-words.js'
import { markedSpans, scoredSpans, withoutOverlap } from '../../../workers/tasks/open-spans.js'

test.each<[string, string[]]>([
  ['', []],
  [' \n\t\u00a0', []],
  ['Zoë’s well-known café_bar!', ['Zoë', '’', 's', 'well-known', 'café_bar', '!']],
  ['a - b --c', ['a', '-', 'b', '-', '-', 'c']],
  ['20 mg/ml', ['20', 'mg', '/', 'ml']],
  ['王小明 met 👍🏽', ['王小明', 'met', '👍', '🏽']],
  ['x\ud800y', ['x', '\ud800', 'y']],
])('%j has the words %j at their places', (text, words) => {
  const found = wordsOf(text)
  expect(found.map((word) => word.text)).toEqual(words)
  for (const { start, end, text: word } of found) expect(text.slice(start, end)).toBe(word)
})

test.each([
  [[], 10, 10],
  [[1, 1, 1], 10, 10],
  [new Array<number>(100).fill(1), 10, 100],
  [new Array<number>(100).fill(3), 50, 30],
  [[1, 50, 1, 1, 50, 50, 1], 10, 20],
  [new Array<number>(9).fill(40), 3, 20],
])('each of the words %j is decided by one window of %i words and %i tokens', (sizes, words, tokens) => {
  const windows = cutWords(sizes, { words, tokens, overlap: 4 })
  const decided = windows.flatMap(({ keepFrom, keepTo }) =>
    Array.from({ length: keepTo - keepFrom }, (_, index) => keepFrom + index),
  )
  expect(decided).toEqual([...sizes.keys()])
  for (const { from, to, keepFrom, keepTo } of windows) {
    expect(from <= keepFrom && keepTo <= to && to - from <= words).toBe(true)
    const used = sizes.slice(from, to).reduce((sum, size) => sum + size, 0)
    expect(used <= tokens || to - from === 1).toBe(true)
  }
})

const window = { from: 2, to: 5, keepFrom: 2, keepTo: 4 }

test('spans are read above the threshold, and none reaches beyond the window', () => {
  // Three words, two widths, one label.
  const logits = Float32Array.of(-1, 2, 3, -1, 4, 9)
  const found = [...scoredSpans({ ...window, logits }, { labels: 1, threshold: 0.5, width: 2 })]
  expect(found.map(({ first, last }) => [first, last])).toEqual([
    [2, 3],
    [3, 3],
  ])
  expect(found[0]?.score).toBeCloseTo(0.8808, 4)
})

test('marks of words become spans with their lowest score, and a span ends where its inside ends', () => {
  const [yes, no] = [3, -3]
  // The beginning, the end and the inside of a span, for three words and one label.
  const logits = Float32Array.of(yes, no, yes, yes, 1, 2, no, yes, no)
  const found = [...markedSpans({ ...window, logits }, { labels: 1, threshold: 0.5 })]
  expect(found.map(({ first, last }) => [first, last])).toEqual([
    [2, 3],
    [3, 3],
  ])
  expect(found[0]?.score).toBeCloseTo(0.731, 3)
})

test('of spans that share a word the best stays, and the first of equals', () => {
  const span = (first: number, last: number, score: number, label = 0) => ({ first, last, label, score })
  const spans = [span(0, 2, 0.6), span(2, 3, 0.9), span(4, 4, 0.7, 1), span(4, 4, 0.7, 2), span(0, 1, 0.55)]
  expect(withoutOverlap(spans, 5)).toEqual([span(0, 1, 0.55), span(2, 3, 0.9), span(4, 4, 0.7, 1)])
  expect(withoutOverlap([], 0)).toEqual([])
})
