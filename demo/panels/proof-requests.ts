import { element } from '../parts/element.js'
import { formatBytes, formatMilliseconds } from '../parts/format.js'
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
  const head = ['After', 'Address', 'For', 'Size', 'Answered by'].map((name) =>
    element('th', { attributes: { scope: 'col' } }, name),
  )
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...head)), body)
  let shown = 0
  const show = () => {
    for (const request of traffic.requests.slice(shown)) body.prepend(row(request))
    shown = traffic.requests.length
  }
  traffic.onChange(show)
  show()
  const scroll = { className: 'table-scroll proof-requests', tabIndex: 0 }
  const named = { attributes: { role: 'region', 'aria-label': 'All requests' } }
  return element(
    'details',
    { className: 'proof-part', open: true },
    element('summary', {}, 'All requests'),
    element('div', { ...scroll, ...named }, table),
  )
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
