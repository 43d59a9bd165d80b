import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { generateTexts } from './redact-texts.mjs'
import { markdownTable, median } from './statistics.mjs'

const ROUNDS = 5

/**
 * Redaction without a model, against the libraries that people use for it: the values that stay readable, the other
 * text that is lost, and the time. All are judged by their output text alone, which every one of them has.
 *
 * REDACT_DATASET names a file of presidio-research (`full_text`, `spans`) to measure on instead of generated texts.
 */
export async function run() {
  const texts = process.env.REDACT_DATASET ? readPresidio(process.env.REDACT_DATASET) : generateTexts(1200)
  const characters = texts.reduce((sum, { text }) => sum + text.length, 0)
  const rows = []
  for (const [name, open] of Object.entries(TOOLS)) {
    const redact = await open()
    const outputs = await redactAll(texts, redact)
    const times = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = process.cpuUsage()
      await redactAll(texts, redact)
      times.push(process.cpuUsage(before).user / characters)
    }
    rows.push({ name, ...judge(texts, outputs), msPerThousand: median(times) })
  }
  const percent = (share) => `${(share * 100).toFixed(1)} %`
  const table = markdownTable([
    ['library', 'values hidden', 'look-alikes and words kept', 'CPU ms per 1,000 characters'],
    ...rows.map(({ name, hidden, kept, msPerThousand }) => [
      name,
      percent(hidden),
      percent(kept),
      msPerThousand.toFixed(2),
    ]),
  ])
  return { table: `${texts.length} texts, ${characters} characters.\n\n${table}`, data: rows }
}

const peer = createRequire(new URL('package.json', import.meta.url))
const importPeer = (name) => import(pathToFileURL(peer.resolve(name)).href)

/** Each gives a function from a text to its redacted text. */
const TOOLS = {
  tacet: async () => {
    const { createRedactor } = await import('../dist/src/redact/index.js')
    const redactor = createRedactor()
    return async (text) => (await redactor.redact(text)).text
  },
  'tacet, United States': async () => {
    const { createRedactor } = await import('../dist/src/redact/index.js')
    const redactor = createRedactor({ locales: ['us'] })
    return async (text) => (await redactor.redact(text)).text
  },
  'tacet, all countries': async () => {
    const { createRedactor } = await import('../dist/src/redact/index.js')
    const redactor = createRedactor({ locales: 'all' })
    return async (text) => (await redactor.redact(text)).text
  },
  'redact-pii': async () => {
    const { SyncRedactor } = peer('redact-pii')
    const redactor = new SyncRedactor()
    return (text) => redactor.redact(text)
  },
  openredaction: async () => {
    const { OpenRedaction } = await importPeer('openredaction')
    const redactor = new OpenRedaction()
    return async (text) => (await redactor.detect(text)).redacted
  },
  '@arcjet/redact': async () => {
    const { redact } = await importPeer('@arcjet/redact')
    return async (text) => (await redact(text))[0]
  },
}

async function redactAll(texts, redact) {
  const outputs = []
  for (const { text } of texts) outputs.push(await redact(text))
  return outputs
}

function judge(texts, outputs) {
  let values = 0
  let hidden = 0
  let words = 0
  let kept = 0
  for (const [index, { text, values: secret }] of texts.entries()) {
    const output = outputs[index]
    for (const value of secret) {
      values += 1
      if (!isReadable(value, output)) hidden += 1
    }
    const rest = secret.reduce((left, value) => left.replace(value, ' '), text)
    const there = new Set(wordsOf(output))
    for (const word of wordsOf(rest)) {
      words += 1
      if (there.has(word)) kept += 1
    }
  }
  return { hidden: hidden / values, kept: kept / words }
}

/** A value of which six tenths can be read in one piece is not hidden. */
function isReadable(value, output) {
  const length = Math.max(4, Math.ceil(value.length * 0.6))
  for (let start = 0; start + length <= value.length; start += 1) {
    if (output.includes(value.slice(start, start + length))) return true
  }
  return output.includes(value)
}

const wordsOf = (text) => text.split(/[\s"?();]+|[.,:](?=\s|$)/).filter((word) => word !== '')

function readPresidio(path) {
  return JSON.parse(readFileSync(path, 'utf8')).map(({ full_text: text, spans }) => ({
    text,
    values: spans.map(({ start_position: start, end_position: end }) => text.slice(start, end)),
  }))
}
