import type { RedactedEntity } from 'tacet/redact'
import { element } from '../parts/element.js'
import { tableHead } from '../parts/table.js'
import { hueOf } from './redact-marks.js'

const REASONS: Readonly<Record<RedactedEntity['tier'], string>> = {
  listed: 'on your list',
  checksum: 'its check digits are right',
  pattern: 'its shape',
  context: 'the words around it',
  known: 'hidden before in this text',
  model: 'a model read the sentence',
}

/** More rows would hold the page while it lays them out. */
const MOST_ROWS = 300

/**
 * A table of the values that were found: the type, how sure the finder is, and why. A click on a value keeps it. Where the
 * text has pages, `pageOf` tells the page of a place.
 */
export function findingsTable(
  text: string,
  entities: readonly RedactedEntity[],
  keep: (value: string) => void,
  pageOf?: (place: number) => number,
): HTMLElement {
  const values = distinct(text, entities)
  const columns = ['Value', 'Type', 'Score', 'Found by', ...(pageOf === undefined ? [] : ['Page'])]
  const rows = values.slice(0, MOST_ROWS).map(({ value, entity, places }) => {
    const button = element(
      'button',
      { type: 'button', className: 'redact-value', variables: { '--hue': hueOf(entity.type) } },
      value,
    )
    button.addEventListener('click', () => keep(value))
    const found = element(
      'td',
      { className: 'redact-reason' },
      REASONS[entity.tier],
      ' ',
      element('small', {}, entity.recognizer),
    )
    return element(
      'tr',
      {},
      element('td', {}, button, places.length > 1 ? ` × ${places.length}` : ''),
      element('td', {}, entity.type),
      element('td', {}, entity.score.toFixed(2)),
      found,
      pageOf && element('td', {}, [...new Set(places.map(pageOf))].join(', ')),
    )
  })
  if (values.length > MOST_ROWS) {
    const rest = `and ${values.length - MOST_ROWS} other values, which are hidden as well`
    rows.push(element('tr', {}, element('td', { colSpan: columns.length }, rest)))
  }
  return element('table', { className: 'redact-findings' }, tableHead(columns), element('tbody', {}, ...rows))
}

interface Finding {
  readonly value: string
  readonly entity: RedactedEntity
  /** Where the value begins, each time. */
  readonly places: readonly number[]
}

/** One row for one value of one type, in the order of the text. */
function distinct(text: string, entities: readonly RedactedEntity[]): readonly Finding[] {
  const rows = new Map<string, Finding & { readonly places: number[] }>()
  for (const entity of entities) {
    const value = text.slice(entity.start, entity.end)
    const key = `${entity.type} ${value}`
    const row = rows.get(key)
    if (row === undefined) rows.set(key, { value, entity, places: [entity.start] })
    else row.places.push(entity.start)
  }
  return [...rows.values()]
}
