import { type Check, type CheckedText, check, type Found } from './check.js'

/** The hosts of the app, and whether images may come from them. */
export interface UrlSettings {
  readonly hosts?: readonly string[] | undefined
  readonly images?: 'own' | 'none' | undefined
}

/** A run of characters that cannot end within an address. */
const REST = '[^\\s<>"\'`\\])}]'

/** The slashes may be backslashes, as browsers read them. Some schemes need none. */
const SCHEME = '(?:[a-z][a-z\\d+.-]{1,20}:[\\\\/]{1,3}|(?:javascript|vbscript|data|blob|file|mailto|tel|sms):(?=\\S))'
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]{0,62})'
const ADDRESS = new RegExp(
  `(?<![\\p{L}\\p{N}_])(?:${SCHEME}|(?<=["'(=\\]<:]\\s{0,3})[\\\\/]{2}(?=${LABEL}\\.)|www\\.)(?:${REST})*`,
  'giu',
)

/** A host without a scheme that Markdown or a mail program would turn into a link. */
const BARE = new RegExp(
  `(?<![\\p{L}\\p{N}_@./-])${LABEL}(?:\\.${LABEL}){0,4}\\.(?:com|net|org|io|dev|app|info|biz|xyz|top|site|online|ru|cn|tk|ml|ga|cf|gq|co|me|ai|cc|ws|link|click)(?:[:/?#]${REST}*)(?![\\p{L}\\p{N}])`,
  'giu',
)

const IMAGE = /!\[((?:[^\]\\]|\\.){0,2000})\]\(\s*(?:<([^>\n]*)>|([^)\s]*))[^)]*\)|<img\b[^>]*>/giu
const LINK = /(?<!!)\[((?:[^\]\\]|\\.){0,2000})\]\(\s*(?:<([^>\n]*)>|([^)\s]*))[^)]*\)/giu
const ANCHOR = /<a\b[^>]*>([\s\S]*?)<\/a\s*>/giu
const DEFINITION = /^[ \t]{0,3}\[[^\]\n]{1,200}\]:[^\n]*$/gmu
const LOADING =
  /<(?:iframe|object|embed|link|script|style|form|svg|video|audio|base|meta|source|input|button)\b[^>]*>(?:[\s\S]*?<\/(?:script|style|iframe|object|svg)\s*>)?/giu

/** The schemes that fetch nothing from a server and run nothing. */
const HARMLESS = /^(?:mailto|tel|sms):/i
const UNSAFE = /^(?:javascript|vbscript|data|blob|file):/i
const REMOVED = '[link removed]'

/** Finds links and images that lead to hosts of others, and addresses that run code. */
export const urls = ({ hosts = [], images = 'own' }: UrlSettings = {}): Check =>
  check((text) => findAddresses(text, { hosts: hosts.map((host) => host.toLowerCase()), images }))

function findAddresses(
  { text, plain }: CheckedText,
  settings: { readonly hosts: readonly string[]; readonly images: 'own' | 'none' },
): Found[] {
  const found: Found[] = []
  const taken = (start: number, end: number) =>
    found.some(({ span }) => span !== undefined && span.start < end && start < span.end)
  const add = (each: Found & { readonly span: { readonly start: number; readonly end: number } }) => {
    if (!taken(each.span.start, each.span.end)) found.push(each)
  }
  for (const match of text.matchAll(IMAGE)) {
    const address = match[2] ?? match[3] ?? attributeOf(match[0], 'src') ?? attributeOf(match[0], 'srcset') ?? ''
    if (settings.images === 'none' || !isOwn(address, settings.hosts)) {
      add({ ...place(match), reason: reasonOf(address, 'foreign-image'), score: 1, repair: match[1] ?? '' })
    }
  }
  for (const match of text.matchAll(LINK)) {
    const [, label = '', bracketed, address = bracketed ?? ''] = match
    const reason = reasonOf(address, 'foreign-link')
    if (!isOwn(address, settings.hosts)) add({ ...place(match), reason, score: 1, repair: labelOf(label) })
  }
  for (const match of text.matchAll(ANCHOR)) {
    const address = attributeOf(match[0], 'href') ?? ''
    const reason = reasonOf(address, 'foreign-link')
    if (address !== '' && !isOwn(address, settings.hosts)) {
      add({ ...place(match), reason, score: 1, repair: labelOf(match[1] ?? '') })
    }
  }
  for (const match of text.matchAll(LOADING)) {
    const address = attributeOf(match[0], '(?:src|href|action|data|content|formaction)')
    const harmless =
      address === undefined ? !/^<(?:script|style|svg|iframe|object)/i.test(match[0]) : isOwn(address, settings.hosts)
    if (!harmless) add({ ...place(match), reason: 'unsafe-address', score: 1, repair: '' })
  }
  for (const match of text.matchAll(DEFINITION)) {
    const address = match[0]
      .slice(match[0].indexOf(']:') + 2)
      .trim()
      .replace(/^<|[>\s].*$/g, '')
    if (!isOwn(address, settings.hosts)) {
      add({ ...place(match), reason: reasonOf(address, 'foreign-link'), score: 1, repair: '' })
    }
  }
  // The disguises of an address are undone first: wide letters, invisible signs, references of HTML.
  for (const pattern of [ADDRESS, BARE]) {
    for (const { 0: address, index } of plain.text.matchAll(pattern)) {
      const trimmed = address.replace(/[.,;:!?]+$/, '')
      // A browser takes a host without a scheme for a path, and programs that make links of words do not.
      if (isOwn(/^(?:[a-z][a-z\d+.-]*:|[\\/])/i.test(trimmed) ? trimmed : `https://${trimmed}`, settings.hosts))
        continue
      const reason = reasonOf(trimmed, 'foreign-link')
      add({ span: plain.toOriginal(index, index + trimmed.length), reason, score: 1, repair: REMOVED })
    }
  }
  return found
}

/** The words of a link. A word that is an address itself goes too. */
const labelOf = (label: string) => label.replace(ADDRESS, REMOVED).replace(BARE, REMOVED)

const reasonOf = (address: string, usual: 'foreign-link' | 'foreign-image') =>
  UNSAFE.test(visible(address)) ? 'unsafe-address' : usual

const place = ({ 0: match, index }: RegExpMatchArray) => ({
  span: { start: index ?? 0, end: (index ?? 0) + match.length },
})

function attributeOf(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)
  return match?.slice(1).find((value) => value !== undefined)
}

/** An address as a browser reads it: references decoded, and tabs, line breaks and invisible signs dropped. */
const visible = (address: string) =>
  address
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|colon|sol|period|Tab|NewLine);?/gi, (reference, decimal, hex) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code)
      return { colon: ':', sol: '/', period: '.' }[reference.slice(1).replace(';', '').toLowerCase()] ?? ''
    })
    .replace(/[\s\p{C}]/gu, '')

/** Whether an address stays within the app: a path, a fragment, or one of its hosts. It is read as a browser reads it. */
export function isOwn(address: string, hosts: readonly string[]): boolean {
  const plain = visible(address)
  if (HARMLESS.test(plain)) return true
  const here = new URL('https://own.invalid/')
  if (!URL.canParse(plain, here)) return false
  const { protocol, username, password, hostname } = new URL(plain, here)
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false
  if (hostname === here.hostname) return !plain.includes(here.hostname)
  return hosts.some((own) => hostname === own || hostname.endsWith(`.${own}`))
}
