import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { contextMatcher } from '../parts/context.js'
import { matchesOf } from '../parts/matches.js'

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
// Five pairs of digits with dots are a French telephone number.
const version4 = new RegExp(
  `(?<!\\w|[\\w.]\\.)(?!(?:\\d\\d\\.){4}\\d\\d(?!\\d))${octet}(?:\\.${octet}){3}(?![\\w])(?:/(?:3[0-2]|[12]?\\d)(?!\\d))?`,
  'g',
)
const version6 = /(?<![\w:.])(?=[\da-f]{0,4}:)[\da-f:.]{2,45}(?:%\w{1,15})?(?:\/\d{1,3}(?!\d))?(?![\w:])/gi
const PRODUCT = /(?:^|[\s"'(;,])[A-Za-z][\w+-]{1,30}\/$/
// Software versions and section numbers have four numbers with dots too.
const weigh = contextMatcher(
  ['ip', 'ipv4', 'address', 'host', 'server', 'gateway', 'subnet', 'dns', 'ping', 'localhost'],
  [
    'version',
    'versions',
    'v',
    'ver',
    'release',
    'firmware',
    'build',
    'section',
    'chapter',
    'oid',
    'paragraph',
    'assembly',
  ],
)

/** IPv4 and IPv6 addresses, with IPv4-mapped addresses and networks with a prefix length. */
export const ipAddress: Recognizer = {
  name: 'ip-address',
  types: ['IP_ADDRESS'],
  recognize(text, { context } = {}) {
    const found: Entity[] = []
    const add = (start: number, end: number, score: number) =>
      found.push({ type: 'IP_ADDRESS', start, end, score, tier: 'pattern', recognizer: 'ip-address' })

    if (text.includes('.')) {
      for (const { 0: match, index } of matchesOf(version4, text)) {
        const end = index + match.length
        // Browsers and programs write their version like this: Chrome/124.0.0.0.
        const isProduct = PRODUCT.test(text.slice(Math.max(0, index - 40), index))
        if (isProduct && match.endsWith('.0.0')) continue
        const words = isProduct ? -1 : weigh(text, index, end, context)
        add(index, end, words > 0 ? 1 : words < 0 ? 0.45 : 0.85)
      }
    }
    if (/:.{0,39}:/.test(text)) {
      for (const { 0: match, index } of matchesOf(version6, text)) {
        const candidate = match.replace(/\.$/, '')
        const address = candidate.replace(/[%/].*/, '')
        if (!isVersion6(address)) continue
        // a::b may just as well be C++, and :: alone is the address of nobody.
        add(index, index + candidate.length, /\d/.test(address) ? 0.85 : /[a-f]/i.test(address) ? 0.35 : 0.3)
      }
    }
    return found
  },
}

function isVersion6(address: string): boolean {
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const embedded = last.includes('.')
  if (embedded && !new RegExp(`^${octet}(?:\\.${octet}){3}$`).test(last)) return false
  if (!groups.every((group, index) => (embedded && index === groups.length - 1) || /^[\da-f]{1,4}$/i.test(group)))
    return false
  const count = groups.length + (embedded ? 1 : 0)
  return halves.length === 2 ? count < 8 : count === 8
}
