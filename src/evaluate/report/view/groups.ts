import type { Kit, ShowRows } from './kit.js'
import type { ReportData } from './report-data.js'

/** Draws the groups of rows, the weakest first, and for spans the types. */
export function drawGroups({ element, figure, title }: Kit, data: ReportData, show: ShowRows): HTMLElement | undefined {
  const { slices, headline, details } = data.score
  const section = element('section')
  const table = (head: readonly string[], rows: readonly HTMLElement[]) =>
    element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${head[0]}, a table` },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...head.map((text, index) =>
              element('th', { scope: 'col', class: index > 0 ? 'number' : undefined }, text),
            ),
          ),
        ),
        element('tbody', {}, ...rows),
      ),
    )
  if (details.type === 'spans') {
    const rows = details.report.types.map(({ type, support, predicted, exact, overlap }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, type),
        ...[
          String(support),
          String(predicted),
          figure(exact.f1),
          figure(overlap.recall),
          figure(overlap.precision),
        ].map((text) => element('td', { class: 'number' }, text)),
      ),
    )
    section.append(element('h2', {}, 'Types'))
    section.append(table(['Type', 'Wanted', 'Given', 'Exact F1', 'Recall (overlap)', 'Precision (overlap)'], rows))
  }
  if (slices.length > 0) {
    const worse = new Set(data.comparison?.worseSlices.map(({ slice, group }) => JSON.stringify([slice, group])))
    const rows = slices.map(({ slice, group, rows: count, value, low, high }) => {
      const button = element('button', { type: 'button', class: 'link' }, `${slice}: ${group}`)
      button.addEventListener('click', () => show({ slice: [slice, group] }))
      const gotWorse = worse.has(JSON.stringify([slice, group]))
      return element(
        'tr',
        {},
        element(
          'th',
          { scope: 'row' },
          slice === 'length' ? `${slice}: ${group}` : button,
          gotWorse ? element('em', { class: 'worse' }, ' got worse') : '',
        ),
        element('td', { class: 'number' }, String(count)),
        element('td', { class: 'number strong' }, figure(value)),
        element('td', { class: 'number range' }, `${figure(low)} – ${figure(high)}`),
      )
    })
    section.append(
      element('h2', {}, 'Groups, the weakest first'),
      table(['Group', 'Rows', title(headline), '95 % interval'], rows),
    )
  }
  return section.childElementCount > 0 ? section : undefined
}
