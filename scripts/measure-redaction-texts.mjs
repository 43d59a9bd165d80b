import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRedactor } from '../dist/src/redact/redactor.js'

/** Types that rules find by structure, and what the set calls them. */
const structured = {
  AGE: ['AGE'],
  CREDIT_CARD: ['CREDIT_CARD'],
  EMAIL: ['EMAIL_ADDRESS'],
  IBAN: ['IBAN_CODE'],
  IP_ADDRESS: ['IP_ADDRESS'],
  PHONE: ['PHONE_NUMBER'],
  URL: ['DOMAIN_NAME', 'URL'],
  US_SSN: ['US_SSN'],
  POSTAL_CODE: ['ZIP_CODE', 'STREET_ADDRESS', 'ADDRESS', 'LOCATION'],
  STREET_ADDRESS: ['STREET_ADDRESS', 'ADDRESS', 'LOCATION', 'ZIP_CODE', 'GPE'],
  ADDRESS: ['STREET_ADDRESS', 'ADDRESS', 'LOCATION', 'ZIP_CODE', 'GPE'],
  DRIVERS_LICENSE: ['US_DRIVER_LICENSE'],
  DATE_OF_BIRTH: ['DATE_TIME'],
}

/** Precision by type, leak by gold type, and everything that was flagged where the set has nothing. */
export async function measureTexts(folder, { verbose }) {
  const rows = JSON.parse(readFileSync(join(folder, 'presidio-research-synth/synth_dataset_v2.json'), 'utf8'))
  const redactor = createRedactor()
  const predicted = new Map()
  const gold = new Map()
  const bump = (map, key, field, amount = 1) => {
    const entry = map.get(key) ?? { right: 0, all: 0, characters: 0, leaked: 0, overlapped: 0, wrong: [] }
    entry[field] += amount
    map.set(key, entry)
    return entry
  }
  for (const { full_text: text, spans } of rows) {
    const entities = await redactor.detect(text)
    for (const { type, start, end } of entities) {
      const right = spans.some(
        (span) =>
          span.start_position < end && span.end_position > start && (structured[type] ?? []).includes(span.entity_type),
      )
      const entry = bump(predicted, type, 'all')
      if (right) entry.right++
      else
        entry.wrong.push(
          JSON.stringify(
            text.slice(Math.max(0, start - 30), start) +
              '>>' +
              text.slice(start, end) +
              '<<' +
              text.slice(end, end + 12),
          ),
        )
    }
    for (const span of spans) {
      const entry = bump(gold, span.entity_type, 'all')
      let covered = 0
      for (let index = span.start_position; index < span.end_position; index++) {
        if (entities.some(({ start, end }) => start <= index && index < end)) covered++
      }
      entry.characters += span.end_position - span.start_position
      entry.leaked += span.end_position - span.start_position - covered
      if (covered > 0) entry.overlapped++
      if (covered < span.end_position - span.start_position) entry.wrong.push(span.entity_value)
    }
  }
  console.log('texts, default locales, balanced: precision by predicted type')
  let right = 0
  let all = 0
  for (const [type, entry] of [...predicted].sort()) {
    right += entry.right
    all += entry.all
    console.log(`  ${type} ${entry.right}/${entry.all} = ${(entry.right / entry.all).toFixed(3)}`)
    if (verbose) for (const line of entry.wrong.slice(0, 12)) console.log(`      ${line}`)
  }
  console.log(`  all ${right}/${all} = ${(right / all).toFixed(3)}`)
  console.log('texts: gold type, spans touched, characters leaked')
  for (const [type, entry] of [...gold].sort()) {
    console.log(`  ${type} ${entry.overlapped}/${entry.all}, leak ${(entry.leaked / entry.characters).toFixed(3)}`)
    if (verbose && !['PERSON', 'GPE', 'ORGANIZATION', 'STREET_ADDRESS', 'TITLE', 'NRP', 'AGE'].includes(type))
      console.log(`      ${JSON.stringify(entry.wrong.slice(0, 25))}`)
  }
}
