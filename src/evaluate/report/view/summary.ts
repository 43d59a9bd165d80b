import type { Kit } from './kit.js'
import type { ReportData } from './report-data.js'

/** Draws the figures with their intervals, the changes since the baseline, and the warnings. */
export function drawSummary({ element, figure, title }: Kit, data: ReportData): HTMLElement {
  const { run, score, comparison, baseline } = data
  const changes = new Map(comparison?.metrics.map((change) => [change.name, change]))
  const head = [
    'Figure',
    'Value',
    '95 % interval',
    ...(comparison === undefined ? [] : ['Change', 'Interval', 'p (Holm)']),
  ]
  const rows = score.metrics.map(({ name, value, low, high, better }) => {
    const change = changes.get(name)
    // Figures above 1 (BLEU, chrF, bits) are drawn relative to the upper end of their interval.
    const scale = Math.max(1, high ?? value)
    const bar = element('span', { class: 'interval', 'aria-hidden': 'true' }, element('span'), element('i'))
    const [band, point] = bar.children as unknown as [HTMLElement, HTMLElement]
    band.style.setProperty('left', `${Math.max(0, (low ?? value) / scale) * 100}%`)
    band.style.setProperty('width', `${(Math.max(0, (high ?? value) - Math.max(0, low ?? value)) / scale) * 100}%`)
    point.style.setProperty('left', `${Math.max(0, value / scale) * 100}%`)
    const cells = [
      element('th', { scope: 'row' }, title(name), better === 'lower' ? element('small', {}, ' lower is better') : ''),
      element('td', { class: 'number strong' }, figure(value)),
      element('td', {}, bar, element('span', { class: 'range' }, `${figure(low)} – ${figure(high)}`)),
    ]
    if (comparison !== undefined) {
      const sign = change !== undefined && change.value > 0 ? '+' : ''
      cells.push(
        element('td', { class: `number ${change?.verdict ?? ''}` }, change ? sign + figure(change.value) : '–'),
        element('td', { class: 'range' }, change ? `${figure(change.low)} – ${figure(change.high)}` : '–'),
        element('td', { class: 'number' }, change ? figure(change.adjustedP, 4) : '–'),
      )
    }
    return element('tr', {}, ...cells)
  })
  const { system } = run
  const facts: [string, string | undefined][] = [
    ['Rows', `${score.rows}, ${score.answered} answered`],
    ['Dataset', `${run.dataset.name} · ${run.dataset.digest.slice(0, 12)}`],
    ['Model', `${run.model.id}${run.model.digest ? ` · ${run.model.digest.slice(0, 12)}` : ''}`],
    ['Baseline', baseline && `${baseline.model}, ${baseline.startedAt.slice(0, 10)}`],
    ['One row', system.latency && `p50 ${figure(system.latency.p50, 1)} ms, p95 ${figure(system.latency.p95, 1)} ms`],
    ['In batches', system.rowsPerSecond ? `${figure(system.rowsPerSecond, 1)} rows/s` : undefined],
    ['First token', system.firstTokenMs && `p50 ${figure(system.firstTokenMs.p50, 0)} ms`],
    ['Speed', system.tokensPerSecond ? `${figure(system.tokensPerSecond, 1)} tokens/s` : undefined],
    [
      'Loaded',
      system.bytesLoaded
        ? `${figure(system.bytesLoaded / 1e6, 1)} MB in ${figure(system.loadMs ?? 0, 0)} ms`
        : undefined,
    ],
    ...Object.entries({ ...run.environment, ...run.options }).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]),
    ['Started', run.startedAt],
  ]
  const list = element('dl', { class: 'facts' })
  for (const [name, value] of facts) {
    if (value !== undefined) list.append(element('div', {}, element('dt', {}, name), element('dd', {}, value)))
  }
  const notes = run.warnings.map((warning) => element('p', { class: 'warning', role: 'note' }, warning))
  const unclear = comparison?.metrics.every(({ verdict }) => verdict === 'unclear')
  if (unclear) notes.push(element('p', { class: 'note' }, 'No figure differs from the baseline beyond doubt.'))
  if (comparison?.accuracy !== undefined) {
    const { onlyFirst, onlySecond, p } = comparison.accuracy
    const text = `Right only before: ${onlyFirst} rows; right only now: ${onlySecond}; McNemar p ${figure(p, 4)}.`
    notes.push(element('p', { class: 'note' }, text))
  }
  const table = element(
    'table',
    { class: 'figures' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...head.map((text) =>
          element('th', { scope: 'col', class: text === 'Value' || text === 'Change' ? 'number' : undefined }, text),
        ),
      ),
    ),
    element('tbody', {}, ...rows),
  )
  const section = element(
    'section',
    {},
    ...notes,
    element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Figures' }, table),
  )
  section.append(element('details', {}, element('summary', {}, 'How this was measured'), list))
  return section
}
