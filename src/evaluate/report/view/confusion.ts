import type { Kit, ShowRows } from './kit.js'
import type { ReportData } from './report-data.js'

/** Draws which label was taken for which. Each number lists its rows. */
export function drawConfusion({ element }: Kit, data: ReportData, show: ShowRows): HTMLElement | undefined {
  const { details } = data.score
  if (details.type !== 'labels') return undefined
  const { labels: all, counts: table } = details.confusion
  // With more than 15 labels, only the confused ones are shown: the diagonal would fill most of the table and show no mistake.
  const mistaken = all.map((_, label) =>
    table.some((line, actual) => actual !== label && (line[label] || table[label]?.[actual])),
  )
  const kept = all.flatMap((_, label) => (all.length <= 15 || mistaken[label] ? [label] : []))
  const left = all.length - kept.length
  if (kept.length === 0 || kept.length > 60) return undefined
  const labels = kept.map((label) => all[label] ?? '')
  const counts = kept.map((actual) => kept.map((given) => table[actual]?.[given] ?? 0))
  const note = left === 0 ? '' : ` ${left} labels without a mistake are left out.`
  const head = element('tr', {}, element('td', { class: 'corner' }, 'true ↓ given →'))
  head.append(...labels.map((label) => element('th', { scope: 'col' }, element('span', {}, label))))
  const lines = counts.map((line, actual) => {
    const total = line.reduce((sum, count) => sum + count, 0)
    const cells = line.map((count, given) => {
      if (count === 0) return element('td', { class: 'empty' }, '·')
      const [wanted = '', answer = ''] = [labels[actual], labels[given]]
      const name = `${count} rows of ${wanted} given ${answer}`
      const button = element('button', { type: 'button', 'aria-label': name, title: name }, String(count))
      button.addEventListener('click', () => show({ wanted, given: answer }))
      const cell = element('td', { class: actual === given ? 'right' : 'wrong' }, button)
      cell.style.setProperty('--share', String(0.12 + (0.88 * count) / total))
      return cell
    })
    return element('tr', {}, element('th', { scope: 'row' }, labels[actual] ?? ''), ...cells)
  })
  return element(
    'section',
    {},
    element('h2', {}, 'Confusion'),
    element('p', { class: 'note' }, `Choose a number to see its rows.${note}`),
    element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Confusion' },
      element('table', { class: 'confusion' }, element('thead', {}, head), element('tbody', {}, ...lines)),
    ),
  )
}
