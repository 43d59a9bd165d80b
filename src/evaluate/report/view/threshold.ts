import type { Kit } from './kit.js'
import type { ReportData } from './report-data.js'

/** Draws what precision and recall would be without the answers below a score. */
export function drawThreshold({ element, drawing, figure }: Kit, data: ReportData): HTMLElement | undefined {
  const labels = [...new Set(data.rows.flatMap((row) => row.labels ?? []))].sort()
  const hasSpans = data.rows.some(({ spans }) => spans !== undefined)
  if (labels.length === 0 && !hasSpans) return undefined
  const types = [...new Set(data.rows.flatMap(({ spans }) => spans?.gold.map(({ type }) => type) ?? []))].sort()
  const choice = element('select', { 'aria-label': 'Label' })
  const choices = hasSpans ? ['all types', ...types] : labels
  choice.append(...choices.map((label) => element('option', {}, label)))
  const slider = element('input', { type: 'range', min: 0, max: 1, step: 0.01, value: 0.5, 'aria-label': 'Threshold' })
  const output = element('output', {})
  const figures = element('p', { class: 'live', role: 'status' })

  const [width, height] = [300, 150]
  const plot = drawing('svg', {
    viewBox: `-6 -6 ${width + 12} ${height + 30}`,
    class: 'plot wide',
    'aria-hidden': 'true',
  })
  const cursor = drawing('line', { y1: 0, y2: height, class: 'cursor' })

  let given: readonly { readonly score: number; readonly right: boolean }[] = []
  /** For each wanted answer, the highest threshold at which it is still found. */
  let wanted: readonly number[] = []
  const at = (threshold: number) => {
    let kept = 0
    let right = 0
    for (const item of given) {
      if (item.score < threshold) continue
      kept += 1
      if (item.right) right += 1
    }
    const found = wanted.reduce((count, score) => count + (score >= threshold ? 1 : 0), 0)
    return {
      kept,
      right,
      precision: kept === 0 ? Number.NaN : right / kept,
      recall: wanted.length === 0 ? Number.NaN : found / wanted.length,
    }
  }
  const choose = () => {
    const label = choice.value
    if (hasSpans) {
      const ofType = ({ type }: { type: string }) => label === 'all types' || type === label
      given = data.rows.flatMap(({ spans }) => spans?.given.filter(ofType) ?? [])
      wanted = data.rows.flatMap(({ spans }) => spans?.gold.filter(ofType).map(({ foundAt }) => foundAt ?? -1) ?? [])
    } else {
      given = data.rows.map((row) => ({ score: row.scores?.[label] ?? 0, right: row.labels?.includes(label) ?? false }))
      wanted = given.filter(({ right }) => right).map(({ score }) => score)
    }
    // Computed once for each choice. While the slider moves, only the line and the numbers change.
    const steps = Array.from({ length: 51 }, (_, step) => ({ x: (step / 50) * width, ...at(step / 50) }))
    const line = (name: 'precision' | 'recall') => {
      const points = steps
        .filter((step) => !Number.isNaN(step[name]))
        .map((step) => `${step.x},${(1 - step[name]) * height}`)
      return drawing('polyline', { points: points.join(' '), class: name })
    }
    const axis = [0, 0.5, 1].flatMap((tick) => [
      drawing('line', { x1: 0, x2: width, y1: (1 - tick) * height, y2: (1 - tick) * height, class: 'grid' }),
      drawing('text', { x: tick * width, y: height + 16, 'text-anchor': 'middle' }, String(tick)),
    ])
    plot.replaceChildren(...axis, line('precision'), line('recall'), cursor)
    update()
  }
  const update = () => {
    const threshold = Number(slider.value)
    const { kept, right, precision, recall } = at(threshold)
    cursor.setAttribute('x1', String(threshold * width))
    cursor.setAttribute('x2', String(threshold * width))
    output.textContent = figure(threshold, 2)
    figures.replaceChildren(
      element('span', { class: 'precision' }, 'Precision ', element('strong', {}, figure(precision))),
      element('span', { class: 'recall' }, 'Recall ', element('strong', {}, figure(recall))),
      element('span', {}, `${kept} given, ${right} right, ${wanted.length} wanted`),
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
    plot,
  )
}
