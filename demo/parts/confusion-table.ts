import './confusion-table.css'
import { classificationReport, confusionMatrix } from 'tacet/evaluate/metrics'
import { element } from './element.js'
import { formatPercent } from './format.js'
import { tableScroll } from './table.js'

/** A table of true and given labels: rows are the truth, and the diagonal is right. */
export function confusionTable(actual: readonly string[], given: readonly string[]): HTMLElement {
  const { labels, counts } = confusionMatrix(actual, given)
  const { labels: figures } = classificationReport(actual, given)
  const named = (label: string, scope: string) => element('th', { attributes: { scope } }, label)
  const rows = labels.map((label, row) => {
    const total = counts[row]?.reduce((sum, count) => sum + count, 0) ?? 0
    const cells = labels.map((_, column) => {
      const count = counts[row]?.[column] ?? 0
      const className = count === 0 ? '' : row === column ? 'confusion-right' : 'confusion-wrong'
      const share = String(total === 0 ? 0 : count / total)
      return element('td', { className, variables: { '--share': share } }, count === 0 ? '·' : String(count))
    })
    const { recall = 0, precision = 0, support = 0 } = figures.find((each) => each.label === label) ?? {}
    const found = support === 0 ? '' : formatPercent(recall)
    return element(
      'tr',
      {},
      named(label, 'row'),
      ...cells,
      element('td', {}, found),
      element('td', {}, support === 0 ? '' : formatPercent(precision)),
    )
  })
  const table = element(
    'table',
    { className: 'confusion' },
    element('caption', {}, 'Each row is a true label, each column the label that was given.'),
    element(
      'thead',
      {},
      element('tr', {}, element('td'), ...[...labels, 'found', 'right when given'].map((label) => named(label, 'col'))),
    ),
    element('tbody', {}, ...rows),
  )
  return tableScroll('Confusion matrix', table)
}
