import { element } from '../parts/element.js'
import { formatBytes, formatMilliseconds } from '../parts/format.js'
import { tableHead, tableScroll } from '../parts/table.js'
import type { Request, Traffic } from '../parts/traffic.js'

const ANSWERS: Readonly<Record<Request['answer'], string>> = {
  network: 'this server',
  kept: 'this device',
  'cut-off': 'refused: cut off',
  elsewhere: 'another origin',
}

/** The list of all requests, the newest first. */
export function requestTable(traffic: Traffic): HTMLElement {
  const body = element('tbody')
  const head = tableHead(['After', 'Address', 'For', 'Size', 'Answered by'])
  const scroll = tableScroll('All requests', element('table', {}, head, body))
  scroll.classList.add('proof-requests')
  let shown = 0
  const show = () => {
    for (const request of traffic.requests.slice(shown)) body.prepend(row(request))
    shown = traffic.requests.length
  }
  traffic.onChange(show)
  show()
  return element('details', { className: 'proof-part', open: true }, element('summary', {}, 'All requests'), scroll)
}

function row({ at, url, method, purpose, bytes, answer }: Request): HTMLElement {
  const shown = url.startsWith(location.origin) ? url.slice(location.origin.length) : url
  const cells = [
    formatMilliseconds(at),
    `${method === 'GET' ? '' : `${method} `}${shown}`,
    purpose || 'data',
    bytes === undefined ? '' : formatBytes(bytes),
    ANSWERS[answer],
  ]
  const className = answer === 'elsewhere' ? 'warning' : ''
  return element('tr', { className }, ...cells.map((cell) => element('td', {}, cell)))
}
