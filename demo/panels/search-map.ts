import { element } from '../parts/element.js'

export interface MapPoint {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly vector: Float32Array
}

const NAMESPACE = 'http://www.w3.org/2000/svg'
const SIZE = 320

/** Draws all passages as points. Passages with the same meaning lie close together, and hits are drawn larger. */
export function createMap(): {
  readonly root: HTMLElement
  show(points: readonly MapPoint[]): void
  mark(ids: ReadonlySet<string>): void
} {
  const picture = document.createElementNS(NAMESPACE, 'svg')
  picture.setAttribute('viewBox', `-6 -6 ${SIZE + 12} ${SIZE + 12}`)
  picture.setAttribute('role', 'img')
  picture.setAttribute('aria-label', 'Map of the passages by meaning')
  const legend = element('p', { className: 'note search-legend' })
  const root = element('figure', { className: 'search-map' }, picture, legend)
  const circles = new Map<string, SVGCircleElement>()

  return {
    root,
    show(points) {
      circles.clear()
      const groups = [...new Set(points.map(({ group }) => group))]
      const places = project(points.map(({ vector }) => vector))
      picture.replaceChildren(
        ...points.map(({ id, label, group }, index) => {
          const circle = document.createElementNS(NAMESPACE, 'circle')
          const [x, y] = places[index]!
          circle.setAttribute('cx', (x * SIZE).toFixed(1))
          circle.setAttribute('cy', (y * SIZE).toFixed(1))
          circle.setAttribute('r', '2.5')
          circle.style.setProperty(
            '--group',
            `hsl(${Math.round((groups.indexOf(group) / groups.length) * 360)} 55% 50%)`,
          )
          const title = document.createElementNS(NAMESPACE, 'title')
          title.textContent = label
          circle.append(title)
          circles.set(id, circle)
          return circle
        }),
      )
      legend.replaceChildren(
        ...groups.map((group, index) =>
          element(
            'span',
            { variables: { '--group': `hsl(${Math.round((index / groups.length) * 360)} 55% 50%)` } },
            group,
          ),
        ),
      )
    },
    mark(ids) {
      for (const [id, circle] of circles) {
        circle.classList.toggle('hit', ids.has(id))
        circle.setAttribute('r', ids.has(id) ? '6' : '2.5')
        if (ids.has(id)) picture.append(circle)
      }
    },
  }
}

/**
 * Projects vectors on the two directions in which they differ most, each scaled to 0..1 (principal components by
 * repeated multiplication).
 */
function project(vectors: readonly Float32Array[]): (readonly [number, number])[] {
  if (vectors.length === 0) return []
  const dimensions = vectors[0]!.length
  const mean = new Float64Array(dimensions)
  for (const vector of vectors) for (let at = 0; at < dimensions; at++) mean[at]! += vector[at]! / vectors.length
  const centred = vectors.map((vector) => Float64Array.from(vector, (value, at) => value - mean[at]!))
  const axes: Float64Array[] = []
  for (const seed of [1, 2]) {
    let axis = Float64Array.from({ length: dimensions }, (_, at) => Math.sin(seed * (at + 1)))
    for (let round = 0; round < 25; round++) {
      const next = new Float64Array(dimensions)
      for (const vector of centred) {
        const share = dot(vector, axis)
        for (let at = 0; at < dimensions; at++) next[at]! += share * vector[at]!
      }
      for (const other of axes) {
        const share = dot(next, other)
        for (let at = 0; at < dimensions; at++) next[at]! -= share * other[at]!
      }
      const length = Math.sqrt(dot(next, next)) || 1
      axis = next.map((value) => value / length)
    }
    axes.push(axis)
  }
  const [first, second] = axes.map((axis) => ranged(centred.map((vector) => dot(vector, axis))))
  return vectors.map((_, index) => [first![index]!, second![index]!])
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!
  return sum
}

function ranged(values: readonly number[]): number[] {
  const low = Math.min(...values)
  const range = Math.max(...values) - low || 1
  return values.map((value) => (value - low) / range)
}
