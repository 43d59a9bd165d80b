import type { Hit, VectorRecord } from 'tacet/store'
import { element } from '../parts/element.js'
import { formatMilliseconds } from '../parts/format.js'

export interface PassageRecord extends VectorRecord {
  readonly text: string
  readonly title: string
  readonly topic: string
}

/**
 * Creates one ranking beside others. It shows its name, its time, and the passages with the words of the query marked.
 */
export function createRanking(name: string, explanation: string) {
  const time = element('span', { className: 'note' })
  const list = element('ol', { className: 'search-hits' })
  const root = element(
    'section',
    { className: 'search-ranking' },
    element('h3', {}, name, ' ', time),
    element('p', { className: 'note' }, explanation),
    list,
  )
  return {
    root,
    show(hits: readonly Hit<PassageRecord>[], query: string, milliseconds: number): void {
      time.textContent = formatMilliseconds(milliseconds)
      list.replaceChildren(...hits.map((hit) => item(hit, query)))
      if (hits.length === 0) list.append(element('li', { className: 'note' }, 'Nothing found.'))
    },
    clear(): void {
      time.textContent = ''
      list.replaceChildren()
    },
  }
}

function item({ record, score }: Hit<PassageRecord>, query: string): HTMLLIElement {
  return element(
    'li',
    {},
    element(
      'div',
      { className: 'search-head' },
      element('strong', {}, record.title),
      element('span', { className: 'score-value' }, score.toFixed(2)),
    ),
    element('p', {}, ...marked(record.text, query)),
  )
}

/** Marks every word of the text that begins like one of the longer words of the query. */
function marked(text: string, query: string): (Node | string)[] {
  const wanted = [...query.toLowerCase().matchAll(/[\p{L}\p{N}]{4,}/gu)].map(([word]) => word.slice(0, -1))
  const nodes: (Node | string)[] = []
  let at = 0
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (!wanted.some((word) => match[0].toLowerCase().startsWith(word))) continue
    nodes.push(text.slice(at, match.index), element('mark', {}, match[0]))
    at = match.index + match[0].length
  }
  return [...nodes, text.slice(at)]
}
