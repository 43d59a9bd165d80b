import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { localePacks, patternRecognizers } from '../dist/src/redact/recognizers/index.js'

/** CPU time in milliseconds: a busy machine does not make it longer. */
function cpuTime() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Milliseconds per 1,000 characters of the rules alone, with one country and with all, on the texts of the set. */
export async function measureSpeed(folder, { verbose }) {
  const rows = JSON.parse(readFileSync(join(folder, 'presidio-research-synth/synth_dataset_v2.json'), 'utf8'))
  const texts = rows.map(({ full_text }) => full_text)
  const long = []
  for (let index = 0; index < texts.length; index += 30) long.push(texts.slice(index, index + 30).join('\n'))
  const packs = await Promise.all(Object.values(localePacks).map((load) => load()))
  const kinds = {
    'one locale': [...patternRecognizers, ...(await localePacks.us())],
    'all locales': [...patternRecognizers, ...packs.flat()],
  }
  for (const [kind, recognizers] of Object.entries(kinds)) {
    for (const [shape, set] of Object.entries({ short: texts, long })) {
      const characters = set.reduce((total, text) => total + text.length, 0)
      let best = Number.POSITIVE_INFINITY
      for (let round = 0; round < 4; round++) {
        const start = cpuTime()
        for (const text of set) {
          for (const recognizer of recognizers) {
            const found = recognizer.recognize(text)
            if (found instanceof Promise) await found
          }
        }
        best = Math.min(best, cpuTime() - start)
      }
      console.log(`speed, ${kind}, ${shape} texts: ${((1000 * best) / characters).toFixed(3)} ms per 1,000 characters`)
    }
    if (!verbose) continue
    const costs = []
    for (const recognizer of recognizers) {
      const start = cpuTime()
      for (const text of long) {
        const found = recognizer.recognize(text)
        if (found instanceof Promise) await found
      }
      costs.push([cpuTime() - start, recognizer.name])
    }
    const characters = long.reduce((total, text) => total + text.length, 0)
    for (const [cost, name] of costs.sort(([a], [b]) => b - a).slice(0, 25))
      console.log(`    ${name} ${((1e6 * cost) / characters).toFixed(2)} µs per 1,000`)
  }
}
