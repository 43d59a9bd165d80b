import './write-summarize.css'
import { type Summary, type SummaryLength, type SummaryType, summarize } from 'tacet'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { newestRun } from '../parts/newest-run.js'
import { textBox } from '../parts/text-box.js'

const SAMPLE =
  'Bees have become rare in the valley since the meadows were drained. In this report we show that bees return where hedges are planted. Farmers planted 14 kilometres of hedges between 2019 and 2023. Each hedge holds wild roses, hawthorn and blackthorn. The number of bees in planted fields doubled within three years. Fields without hedges lost a third of their bees. Some farmers fear that hedges take light from their crops. The harvest of beans rose by a tenth beside the hedges. The district will pay for 20 more kilometres.'

const TYPES: readonly (readonly [SummaryType, string])[] = [
  ['key-points', 'Points'],
  ['tldr', 'Gist'],
  ['teaser', 'Teaser'],
  ['headline', 'Headline'],
]
const LENGTHS: readonly (readonly [SummaryLength, string])[] = [
  ['short', 'Short'],
  ['medium', 'Medium'],
  ['long', 'Long'],
]

/** Summarizes a text while the visitor edits it, and marks in the text the sentences that were taken. */
export function summarizePart(): HTMLElement {
  const text = element('textarea', { id: 'summarize-text', rows: 7, value: SAMPLE, maxLength: 1_000_000 })
  const type = choice('summarize-type', TYPES)
  const length = choice('summarize-length', LENGTHS)
  const points = element('ul', { className: 'summarize-points', attributes: { 'aria-live': 'polite' } })
  const source = textBox('Where the sentences stand', 'summarize-source')
  const status = element('p', { className: 'note', attributes: { role: 'status' } })

  const runs = newestRun()
  async function show(): Promise<void> {
    const signal = runs.begin()
    try {
      const chosen = { type: type.value as SummaryType, length: length.value as SummaryLength }
      const summary = text.value.trim() === '' ? undefined : await summarize(text.value, { ...chosen, signal }).result
      if (signal.aborted) return
      points.replaceChildren(...(summary?.points ?? []).map((point) => element('li', {}, point.text)))
      source.replaceChildren(...(summary === undefined ? [] : markedSource(text.value, summary)))
      status.textContent = ''
    } catch (error) {
      if (signal.aborted) return
      points.replaceChildren()
      source.replaceChildren()
      status.replaceChildren(failureOf(error))
    }
  }
  for (const control of [text, type, length]) control.addEventListener('input', () => void show())
  void show()

  return element(
    'section',
    { className: 'summarize', attributes: { 'aria-labelledby': 'summarize-title' } },
    element('h3', { id: 'summarize-title' }, 'Summarize'),
    element(
      'p',
      { className: 'note' },
      'Without a model: the sentences that stand for the text, ranked by their words. Nothing is invented, and the marks show where they stand.',
    ),
    element('div', { className: 'field' }, element('label', { htmlFor: text.id }, 'Text to summarize'), text),
    element(
      'div',
      { className: 'write-grid' },
      element('div', { className: 'field' }, element('label', { htmlFor: type.id }, 'Kind'), type),
      element('div', { className: 'field' }, element('label', { htmlFor: length.id }, 'Length'), length),
    ),
    status,
    points,
    source,
  )
}

function choice(id: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  return element('select', { id }, ...options.map(([value, name]) => element('option', { value }, name)))
}

/** The text with a mark on each sentence that the summary took. */
function markedSource(text: string, { points }: Summary): (Node | string)[] {
  const places = points.flatMap(({ sources }) => sources).sort((a, b) => a.start - b.start)
  const parts: (Node | string)[] = []
  let at = 0
  for (const { start, end } of places) {
    parts.push(text.slice(at, start), element('mark', {}, text.slice(start, end)))
    at = end
  }
  return [...parts, text.slice(at)]
}
