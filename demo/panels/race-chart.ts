import { element } from '../parts/element.js'
import { formatMilliseconds } from '../parts/format.js'
import type { Finished, RaceResult } from './race-run.js'

const SVG = 'http://www.w3.org/2000/svg'

/** A bar for each contender, as long as its median. Thin lines are single rounds, and the high line is the 95th percentile. */
export function raceChart({ finished }: RaceResult): HTMLElement {
  const longest = Math.max(...finished.flatMap(({ roundsMs }) => roundsMs))
  return element(
    'ul',
    { className: 'race-chart' },
    ...finished.map((each) =>
      element(
        'li',
        { className: each.name === 'tacet' ? 'race-own' : '' },
        element('strong', {}, `${each.name} `, element('small', {}, each.version)),
        element('span', { className: 'race-time' }, formatMilliseconds(each.medianMs)),
        bar(each, longest),
        element(
          'span',
          { className: 'note' },
          `95 % within ${formatMilliseconds(each.p95Ms)} · ready in ${formatMilliseconds(each.readyMs)} · ${each.by}${each.quality === undefined ? '' : ` · ${each.quality}`}`,
        ),
      ),
    ),
  )
}

/**
 * Drawn a thousand units wide and stretched to the available width. The numbers are beside it, so screen readers skip
 * it.
 */
function bar({ roundsMs, medianMs, p95Ms }: Finished, longest: number): SVGElement {
  const chart = shape('svg', { viewBox: '0 0 1000 20', preserveAspectRatio: 'none', 'aria-hidden': 'true' })
  const at = (milliseconds: number) => String((milliseconds / longest) * 1000)
  const line = (className: string, place: number, from: number, to: number) =>
    shape('line', {
      class: className,
      x1: at(place),
      x2: at(place),
      y1: String(from),
      y2: String(to),
      'vector-effect': 'non-scaling-stroke',
    })
  chart.append(
    shape('rect', { class: 'race-bar', x: '0', y: '4', width: at(medianMs), height: '12' }),
    ...roundsMs.map((each) => line('race-round', each, 6, 14)),
    line('race-p95', p95Ms, 0, 20),
  )
  return chart
}

function shape(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}
