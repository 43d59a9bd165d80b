import { readFileSync } from 'node:fs'

// Orders to a model and harmless sentences that no training reads, each within three of the mails, pages and tickets that no training reads.

const folder = new URL('../models/train/heads/written/placed/', import.meta.url)
const ENDS = /(?<=[.!?:])[ \t]+|\n+/g
const PLACES = 3

const texts = sections('held-back-texts').map((lines) => lines.join('\n').trim())

/** The texts with an order in them. `disguised` changes the orders alone. */
export const withOrders = (disguised = (order) => order) => placed(sections('held-back-orders').flat(), disguised)

/** The texts with a harmless sentence in them, such as a polite order to a person. `disguised` changes the sentences alone. */
export const withHarmless = (disguised = (sentence) => sentence) =>
  placed(sections('held-back-harmless').flat(), disguised)

/** Each line at the start of a text, in the middle of the next, and at the end of the one after. */
function placed(lines, disguised) {
  return lines.filter(Boolean).flatMap((line, number) =>
    Array.from({ length: PLACES }, (_, turn) => {
      const text = texts[(PLACES * number + turn) % texts.length]
      const ends = [...text.matchAll(ENDS)].map((found) => found.index + found[0].length)
      const at = [0, ends[Math.floor(ends.length / 2)], text.length][turn]
      return [text.slice(0, at).trim(), disguised(line), text.slice(at).trim()].filter(Boolean).join(' ')
    }),
  )
}

/** The lines below each heading `# kind`. */
function sections(name) {
  const found = []
  for (const line of readFileSync(new URL(`${name}.txt`, folder), 'utf8')
    .trimEnd()
    .split('\n')) {
    if (line.startsWith('# ')) found.push([])
    else found.at(-1).push(line)
  }
  return found
}

/** How many of the answers are yes, with the 95 % interval by Wilson's formula. */
export function shareWithInterval(answers) {
  const count = answers.length
  const share = answers.filter(Boolean).length / count
  const square = 1.96 ** 2 / count
  const middle = (share + square / 2) / (1 + square)
  const half = (1.96 / (1 + square)) * Math.sqrt((share * (1 - share)) / count + square / (4 * count))
  return `${share.toFixed(3)} [${Math.max(0, middle - half).toFixed(3)}, ${Math.min(1, middle + half).toFixed(3)}]`
}
