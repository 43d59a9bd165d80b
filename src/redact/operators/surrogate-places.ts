import { pick, random } from './random.js'

const CITIES =
  'Ashford Bellmont Brookfield Carlow Eastham Fairview Glenrock Greenville Hartwell Kingsbury Lakewood Millbrook Northfield Oakdale Redmond Riverton Stonebridge Westbury Winslow Woodstock'.split(
    ' ',
  )
const STREETS =
  'Birch Cedar Chapel Church Cherry Elm Forest Garden Harbor High Lake Linden Maple Meadow Mill Orchard Park River Spring Station'.split(
    ' ',
  )
const KINDS = ['Street', 'Avenue', 'Road', 'Lane']
const COMPANIES =
  'Alderway Brightwell Calderon Dunmore Eastgate Fernhill Grantham Hollis Ironwood Juniper Kestrel Larkspur Merriton Norwood Oakhurst Pembroke Ridgeway Silverline Tamarack Westmark'.split(
    ' ',
  )

/** Another city, or as many cities as the value names places. */
export function anotherPlace(value: string): string {
  return value
    .split(/\s*,\s*/)
    .map((part) => keepCase(part, pick(CITIES)))
    .join(', ')
}

/** Another company, with the legal form of the value. */
export function anotherCompany(value: string): string {
  const form = /(?:,? (?:Inc|LLC|Ltd|GmbH|AG|SE|SA|SpA|BV|AB|Corp|Co|PLC|KG)\.?)+$/i.exec(value)?.[0] ?? ''
  return `${pick(COMPANIES)}${form || ' Group'}`
}

/** Another street and number; further lines become another city, with the postal code's digits changed. */
export function anotherAddress(value: string): string {
  const [street = '', ...rest] = value.split(/(?=[,\n])/)
  const number = street.replace(/\D/g, '').length > 0 ? `${1 + random(240)} ` : ''
  const lines = rest.map((line) => {
    const separator = /^[,\n]\s*/.exec(line)?.[0] ?? ''
    const code = /\d{4,6}/.exec(line)?.[0]
    const region = /\b[A-Z]{2}\b/.exec(line)?.[0]
    const named = /\p{L}{3}/u.test(line) ? pick(CITIES) : ''
    return separator + [named, region, code?.replace(/\d/g, () => String(random(10)))].filter(Boolean).join(' ')
  })
  return `${number}${pick(STREETS)} ${pick(KINDS)}${lines.join('')}`
}

function keepCase(like: string, text: string): string {
  return like.length > 1 && like === like.toUpperCase() ? text.toUpperCase() : text
}
