import { element } from './element.js'

/** About so many characters are laid out together. In one block, a text of 200 kB would hold the page for a good part of a second. */
const SLICE = 4000
/** A place to cut is looked for within so many characters, which are a few lines. */
const REACH = 500

/** The first place to cut after `from`: the end of the line, of the word if the line is long, else a place in a long word. */
export function cutAfter(text: string, from: number): number {
  const near = text.slice(from, from + REACH)
  const line = near.indexOf('\n')
  const end = line < 0 ? near.indexOf(' ') : line
  if (end >= 0) return from + end + 1
  // The two halves of one sign stay together.
  return /[\uD800-\uDBFF]$/.test(near) ? from + near.length - 1 : from + near.length
}

/** Puts a long text into blocks that are laid out when the visitor comes near. A short text stays as it is. */
export function inSlices(nodes: readonly (Node | string)[]): readonly (Node | string)[] {
  const whole = nodes.reduce((sum, node) => sum + lengthOf(node), 0)
  if (whole <= 2 * SLICE) return nodes
  const slices: HTMLElement[] = []
  let slice: (Node | string)[] = []
  let room = SLICE
  const close = () => {
    slices.push(element('div', { className: 'text-slice' }, ...slice))
    slice = []
    room = SLICE
  }
  for (const node of nodes) {
    let rest = node
    while (typeof rest === 'string' && rest.length > room) {
      const end = cutAfter(rest, Math.max(0, room))
      slice.push(rest.slice(0, end))
      rest = rest.slice(end)
      close()
    }
    slice.push(rest)
    room -= lengthOf(rest)
  }
  close()
  return slices
}

const lengthOf = (node: Node | string) => (typeof node === 'string' ? node : (node.textContent ?? '')).length
