import type { Kit } from './kit.js'
import type { ReportData } from './report-data.js'

/** Draws how often the model is right at each confidence. A model whose scores are accurate lies on the diagonal. */
export function drawReliability({ element, drawing, figure }: Kit, data: ReportData): HTMLElement | undefined {
  const { details } = data.score
  if (details.type !== 'labels' || details.reliability.length === 0) return undefined
  const [size, left] = [220, 34]
  const x = (value: number) => left + value * size
  const y = (value: number) => 10 + (1 - value) * size
  const most = Math.max(...details.reliability.map(({ rows }) => rows))
  const view = `0 0 ${left + size + 12} ${size + 50}`
  const plot = drawing('svg', {
    viewBox: view,
    class: 'plot',
    role: 'img',
    'aria-label': 'Confidence against accuracy',
  })
  for (const tick of [0, 0.25, 0.5, 0.75, 1]) {
    plot.append(
      drawing('line', { x1: x(0), x2: x(1), y1: y(tick), y2: y(tick), class: 'grid' }),
      drawing('text', { x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, String(tick)),
      drawing('text', { x: x(tick), y: y(0) + 16, 'text-anchor': 'middle' }, String(tick)),
    )
  }
  plot.append(drawing('line', { x1: x(0), y1: y(0), x2: x(1), y2: y(1), class: 'diagonal' }))
  for (const { low, high, rows, confidence, accuracy } of details.reliability) {
    const label = `confidence ${figure(confidence)}, accuracy ${figure(accuracy)}, ${rows} rows`
    const [start, width] = [x(low) + 1, Math.max(1, (high - low) * size - 2)]
    plot.append(
      drawing(
        'rect',
        { x: start, y: y(accuracy), width, height: accuracy * size, class: 'bin' },
        drawing('title', {}, label),
      ),
      drawing(
        'circle',
        { cx: x(confidence), cy: y(accuracy), r: 2.5 + 4 * Math.sqrt(rows / most), class: 'point' },
        drawing('title', {}, label),
      ),
    )
  }
  plot.append(drawing('text', { x: x(0.5), y: y(0) + 34, 'text-anchor': 'middle' }, 'confidence'))
  return element(
    'section',
    {},
    element('h2', {}, 'Reliability'),
    element('p', { class: 'note' }, 'Right answers by confidence; on the line, a score of 0.8 is right 8 times in 10.'),
    plot,
  )
}
