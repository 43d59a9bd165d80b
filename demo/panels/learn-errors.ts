import type { ErrorAnalysis, ErrorRate, ErrorSlice } from 'tacet/feedback'
import { element } from '../parts/element.js'
import { formatPercent } from '../parts/format.js'
import { tableHead, tableScroll } from '../parts/table.js'

const SHOWN = 3

/** Where the answers were wrong, in figures and in texts. */
export function errorReport({ all, random, confusion, slices, clusters }: ErrorAnalysis): HTMLElement[] {
  if (all.judged === 0) return [element('p', { className: 'note' }, 'Nothing was judged yet.')]
  const confused = confusion.map(({ actual, predicted, count }) => [actual, predicted, String(count)])
  return [
    element(
      'p',
      {},
      `${rateInWords(all)} ${random === undefined ? '' : `Of those drawn at random: ${rateInWords(random)}`}`,
    ),
    element(
      'p',
      { className: 'note' },
      'People judge what is wrong more often than what is right. The answers drawn at random are free of that.',
    ),
    ...(confused.length === 0 ? [] : [tableOf('Confused labels', ['Right', 'Given', 'Times'], confused)]),
    ...(slices.length === 0
      ? []
      : [
          tableOf(
            'Errors by group',
            ['Group', 'Wrong', 'Times as often as the rest'],
            slices.slice(0, 8).map(sliceRow),
          ),
        ]),
    ...clusters.map(({ words, entries }) =>
      element(
        'div',
        {},
        element('h4', {}, `${entries.length} × ${words.join(', ') || 'no common word'}`),
        element(
          'ul',
          { className: 'learn-texts' },
          ...entries.slice(0, SHOWN).map(({ text = '' }) => element('li', {}, text)),
        ),
      ),
    ),
  ]
}

const rateInWords = ({ judged, wrong, low, high }: ErrorRate) =>
  `${wrong} of ${judged} wrong (95 %: ${formatPercent(low)} to ${formatPercent(high)}).`

const sliceRow = ({ slice, group, wrong, judged, lift }: ErrorSlice): string[] => [
  `${slice}: ${group}`,
  `${wrong} of ${judged}`,
  `${lift.times.toFixed(1)} (${lift.low.toFixed(1)} to ${lift.high.toFixed(1)})`,
]

function tableOf(name: string, columns: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  const body = rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, cell))))
  const caption = element('caption', {}, name)
  return tableScroll(
    name,
    element('table', { className: 'learn-table' }, caption, tableHead(columns), element('tbody', {}, ...body)),
  )
}
