import type { ReportData } from '../report-data.js'
import type { Kit } from './kit.js'

/** What precision and recall would be if answers below a score were thrown away. */
export function drawThreshold({ element, figure }: Kit, data: ReportData): HTMLElement | undefined {
  const labels = [...new Set(data.rows.flatMap(({ scores }) => Object.keys(scores ?? {})))].sort()
  const hasSpans = data.rows.some(({ spans }) => spans !== undefined)
  if (labels.length === 0 && !hasSpans) return undefined
  const types = [...new Set(data.rows.flatMap(({ spans }) => spans?.gold.map(({ type }) => type) ?? []))].sort()
  const choice = element('select', { 'aria-label': 'Label' })
  const choices = hasSpans ? ['all types', ...types] : labels
  choice.append(...choices.map((label) => element('option', {}, label)))
  const slider = element('input', { type: 'range', min: 0, max: 1, step: 0.01, value: 0.5, 'aria-label': 'Threshold' })
  const output = element('output', {})
  const figures = element('p', { class: 'live', role: 'status' })

  /** Sorted once for each choice: while the slider moves, only two numbers are looked up. */
  let found: { score: number; right: boolean }[] = []
  let wanted = 0
  const choose = () => {
    const label = choice.value
    if (hasSpans) {
      const ofType = (type: string) => label === 'all types' || type === label
      found = data.rows.flatMap(({ spans }) => spans?.given.filter(({ type }) => ofType(type)) ?? [])
      wanted = data.rows.reduce(
        (sum, { spans }) => sum + (spans?.gold.filter(({ type }) => ofType(type)).length ?? 0),
        0,
      )
    } else {
      const has = (row: string) => row.split(', ').includes(label)
      found = data.rows.map(({ scores, wanted: truth }) => ({ score: scores?.[label] ?? 0, right: has(truth) }))
      wanted = found.filter(({ right }) => right).length
    }
    update()
  }
  const update = () => {
    const threshold = Number(slider.value)
    let kept = 0
    let right = 0
    for (const item of found) {
      if (item.score < threshold) continue
      kept += 1
      if (item.right) right += 1
    }
    const precision = kept === 0 ? Number.NaN : right / kept
    // Two findings in one wanted span would otherwise count as more than all of it.
    const recall = wanted === 0 ? Number.NaN : Math.min(1, right / wanted)
    output.textContent = figure(threshold, 2)
    figures.replaceChildren(
      element('span', {}, 'Precision ', element('strong', {}, figure(precision))),
      element('span', {}, 'Recall ', element('strong', {}, figure(recall))),
      element('span', {}, `${kept} given, ${right} right, ${wanted} wanted`),
    )
  }
  slider.addEventListener('input', update)
  choice.addEventListener('change', choose)
  choose()
  return element(
    'section',
    {},
    element('h2', {}, 'Threshold'),
    element('div', { class: 'controls' }, choice, slider, output),
    figures,
  )
}
