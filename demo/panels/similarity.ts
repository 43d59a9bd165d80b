import './similarity.css'
import { cosine, createEmbedder, type Embedder } from 'tacet'
import { element } from '../parts/element.js'
import { formatMilliseconds } from '../parts/format.js'
import { latest } from '../parts/latest.js'
import type { Panel } from '../parts/panel.js'
import { tableScroll } from '../parts/table.js'

const SENTENCES = [
  'The cat is asleep on the sofa.',
  'A kitten naps on the couch.',
  'My invoice for March is still open.',
  'I have not paid the bill of last month yet.',
  'It will rain in the mountains tomorrow.',
]

const MOST = 24

/** Compares sentences by meaning: every pair is a cell of a heat map. */
export const similarityPanel: Panel = {
  async mount(root, { load, timed }) {
    const lines = element('textarea', { id: 'similarity-lines', rows: 7, value: SENTENCES.join('\n') })
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const map = tableScroll('Heat map')
    const pairs = element('ol', { className: 'pairs' })
    root.append(
      element('h2', {}, 'Compare sentences by meaning'),
      element(
        'p',
        { className: 'lead' },
        'Each line becomes a vector of 384 numbers. The closer to 1, the nearer in meaning.',
      ),
      element(
        'div',
        { className: 'field' },
        element('label', { htmlFor: lines.id }, `Sentences, one a line, at most ${MOST}`),
        lines,
      ),
      status,
      map,
      element('h3', {}, 'Nearest pairs'),
      pairs,
    )

    let embedder: Promise<Embedder> | undefined
    const run = latest<void>(async (_, signal) => {
      const sentences = lines.value
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .slice(0, MOST)
      if (sentences.length < 2) {
        map.replaceChildren()
        pairs.replaceChildren()
        status.textContent = 'Write at least two sentences.'
        return
      }
      status.textContent = 'Reading…'
      embedder ??= load('minilm', createEmbedder, () => run())
      embedder.catch(() => {
        embedder = undefined
      })
      const model = await embedder
      const started = performance.now()
      const vectors = await timed('minilm', () => model.embed(sentences, { signal }))
      status.textContent = `${sentences.length} sentences in ${formatMilliseconds(performance.now() - started)}.`
      const scores = vectors.map((one) => vectors.map((other) => cosine(one, other)))
      map.replaceChildren(heatMap(sentences, scores))
      pairs.replaceChildren(...nearestPairs(sentences, scores))
    }, status)
    lines.addEventListener('input', () => run())
    run()
  },
}

function heatMap(sentences: readonly string[], scores: readonly (readonly number[])[]): HTMLTableElement {
  const head = element(
    'tr',
    {},
    element('td'),
    ...sentences.map((sentence, index) => element('th', { scope: 'col', title: sentence }, String(index + 1))),
  )
  const rows = sentences.map((sentence, row) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, `${row + 1}. ${sentence}`),
      ...(scores[row] ?? []).map((score, column) =>
        element(
          'td',
          {
            title: `${sentence} / ${sentences[column]}`,
            className: score > 0.55 ? 'strong' : '',
            variables: { '--heat': String(Math.max(0, score).toFixed(3)) },
          },
          // Without the `+ 0`, a score that rounds to zero could read -0.00.
          (Math.round(score * 100) / 100 + 0).toFixed(2),
        ),
      ),
    ),
  )
  return element(
    'table',
    { className: 'heat' },
    element('caption', { className: 'visually-hidden' }, 'Similarity of every pair of sentences'),
    element('thead', {}, head),
    element('tbody', {}, ...rows),
  )
}

function nearestPairs(sentences: readonly string[], scores: readonly (readonly number[])[]): HTMLElement[] {
  return sentences
    .flatMap((one, row) =>
      sentences.slice(row + 1).map((other, offset) => ({ one, other, score: scores[row]?.[row + 1 + offset] ?? 0 })),
    )
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ one, other, score }) => element('li', {}, element('strong', {}, score.toFixed(2)), ` ${one} — ${other}`))
}
