import { expect, test } from 'vitest'
import { joinAddresses } from '../../../src/redact/findings/join-address.js'
import { mergeEntities } from '../../../src/redact/findings/merge.js'
import type { Entity } from '../../../src/redact/findings/recognizer.js'

/** The types of the marked stretches; marks are written <TYPE text>. */
function joined(marked: string): string[] {
  const entities: Entity[] = []
  let text = ''
  for (const part of marked.split(/(<[A-Z_]+ [^>]*>)/)) {
    const mark = /^<([A-Z_]+) ([^>]*)>$/.exec(part)
    const value = mark ? mark[2]! : part
    if (mark) {
      const end = text.length + value.length
      entities.push({ type: mark[1]!, start: text.length, end, score: 0.8, tier: 'model', recognizer: 'r' })
    }
    text += value
  }
  return joinAddresses(text, mergeEntities(text, entities)).map(
    ({ type, start, end }) => `${type} ${text.slice(start, end)}`,
  )
}

test.each([
  ['<STREET_ADDRESS 12 Main St>, <LOCATION Springfield>', ['ADDRESS 12 Main St, Springfield']],
  ['<ADDRESS 12 Main St>\n<LOCATION Springfield>, IL 62704!', ['ADDRESS 12 Main St\nSpringfield, IL 62704']],
  ['<ADDRESS Hauptstr. 5>, 10115 <LOCATION Berlin>', ['ADDRESS Hauptstr. 5, 10115 Berlin']],
  ['<ADDRESS 12 Main St>, NY <POSTAL_CODE 10001>', ['ADDRESS 12 Main St, NY 10001']],
  ['<ADDRESS 12 Main St> costs 12345.50', ['ADDRESS 12 Main St']],
  ['<ADDRESS 12 Main St> is in <LOCATION Rome>', ['ADDRESS 12 Main St', 'LOCATION Rome']],
  ['<LOCATION Rome>, <LOCATION Italy>', ['LOCATION Rome', 'LOCATION Italy']],
  ['<ADDRESS 12 Mill Lane, Dover>. <ADDRESS 12 Mill Lane>', ['ADDRESS 12 Mill Lane, Dover', 'ADDRESS 12 Mill Lane']],
  ['<ADDRESS 12 Mill Lane>. <LOCATION Dover> is nice', ['ADDRESS 12 Mill Lane', 'LOCATION Dover']],
  ['<ADDRESS 12 Main St>. <LOCATION Springfield>', ['ADDRESS 12 Main St. Springfield']],
  ['<ADDRESS Hauptstr>. <LOCATION Berlin>', ['ADDRESS Hauptstr. Berlin']],
  [
    '<ADDRESS 12 Mill Lane, Dover>\n<STREET_ADDRESS 14 Mill Lane>, <LOCATION Dover>',
    ['ADDRESS 12 Mill Lane, Dover', 'ADDRESS 14 Mill Lane, Dover'],
  ],
  ['<ADDRESS Apt 4>, <ADDRESS 12 Mill Lane>', ['ADDRESS Apt 4, 12 Mill Lane']],
  ['<ADDRESS 12 Mill Lane>\n<ADDRESS Flat 3>', ['ADDRESS 12 Mill Lane\nFlat 3']],
  ['<STREET_ADDRESS Hauptstr. 5>\n<ADDRESS 10115 Berlin>', ['ADDRESS Hauptstr. 5\n10115 Berlin']],
  ['<ADDRESS Molenstraat 5> bus 2, <ADDRESS 9000 Gent>', ['ADDRESS Molenstraat 5 bus 2, 9000 Gent']],
  ['<ADDRESS Rua Nova 12, 2>.º Dto., <LOCATION Porto>', ['ADDRESS Rua Nova 12, 2.º Dto., Porto']],
  ['<ADDRESS Calle Sol 22, Col>. Centro, <ADDRESS 06010 Puebla>', ['ADDRESS Calle Sol 22, Col. Centro, 06010 Puebla']],
  ['<ADDRESS Calle Larga 3, Mestre> (VE)', ['ADDRESS Calle Larga 3, Mestre (VE)']],
  ['<ADDRESS ul. Krótka 4> m. 7, 50-001 Opole', ['ADDRESS ul. Krótka 4 m. 7, 50-001 Opole']],
  ['<ADDRESS Rosenweg 2, 60311 Frankfurt> am Main', ['ADDRESS Rosenweg 2, 60311 Frankfurt am Main']],
  ['<ADDRESS Rosenweg 2, 60311 Frankfurt> im August', ['ADDRESS Rosenweg 2, 60311 Frankfurt']],
  ['in via <ADDRESS Nassa 5, Lugano>', ['ADDRESS via Nassa 5, Lugano']],
  ['<ADDRESS 12 Main St>, <PERSON Ann>', ['ADDRESS 12 Main St', 'PERSON Ann']],
])('%j joins to %j', (marked, expected) => {
  expect(joined(marked)).toEqual(expected)
})
