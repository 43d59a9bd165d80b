import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { matchesOf } from '../parts/matches.js'
import { overlapping } from '../parts/overlapping.js'

const scheme = /(?<![A-Za-z\d+.-])(?:https?|ftps?|sftp|wss?|file|ssh|git|smb):\/\/|(?<![\w@.-])www\./gi
/** The rest of an address, up to a space, a quote, a bracket that is not round or square, or a CJK mark. */
const rest = /[^\s"'<>`{}|\\^「」『』【】，。；]{1,2000}/y
const hostAndMore =
  /^(?:[^/?#]{1,256}@)?(?:[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+|\[[\da-f:.]{2,45}\])\.?(?=[/:?#]|$)/iu

const topLevels =
  'com org net edu gov mil int info biz io ai app dev co me tv xyz online site shop store tech blog cloud page link live news world agency email solutions academy company' +
  ' ac ae ar at au be bg br by ca ch cl cn cr cz de dk ec ee eg es eu fi fr ge gg gr hk hr hu ie il in ir is it jp ke kr kz lk lt lu lv ma md mk mt mx my ng nl no nz pe ph pk pl pt ro rs ru sa se sg si sk th tn to tr tw ua ug uk us uy uz ve vn za'
const topLevel = new RegExp(
  `(?<=[\\p{L}\\p{N}])\\.(?:${topLevels.split(' ').join('|')})(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`,
  'gu',
)
/** Top-level domains that are words too: a sentence without a space after its full stop looks like such a domain. */
const words = new Set(
  'in it is at me be to my no us by as live news page link store world company info shop app site blog'.split(' '),
)
const pathAfterDomain = /(?::\d{2,5})?(?:\/[^\s"'<>`{}|\\^]{0,2000})?/y

/** Web addresses with a scheme or `www.`, and domains under a known top-level domain, with their path. */
export const url: Recognizer = {
  name: 'url',
  types: ['URL'],
  recognize(text) {
    const found: Entity[] = []
    const add = (start: number, end: number, score: number) =>
      found.push({ type: 'URL', start, end, score, tier: 'pattern', recognizer: 'url' })

    if (text.includes('://') || /www\./i.test(text)) {
      for (const match of matchesOf(scheme, text)) {
        const start = match.index
        if (start < (found.at(-1)?.end ?? 0)) continue
        const bare = match[0].toLowerCase() === 'www.'
        const from = bare ? start : start + match[0].length
        rest.lastIndex = from
        const address = trimmed(rest.exec(text)?.[0] ?? '')
        const host = hostAndMore.exec(address)
        if (!host || (bare && !/\..*\./.test(host[0]))) continue
        add(start, from + address.length, 0.9)
      }
    }
    if (!text.includes('.')) return found
    const taken = overlapping(found)
    for (const match of matchesOf(topLevel, text)) {
      const dotted = match.index + match[0].length
      const start = startOfDomain(text, match.index)
      if (start === match.index || taken(start, dotted)) continue
      // The end of an e-mail address or of a path is not a separate domain.
      if (/[@/\\_%=&~]/.test(text.charAt(start - 1)) && !/\s/.test(text.charAt(start - 1))) continue
      pathAfterDomain.lastIndex = dotted
      const path = trimmed(pathAfterDomain.exec(text)?.[0] ?? '')
      const certain = path.length > 1 ? 0.6 : words.has(match[0].slice(1)) ? 0.35 : 0.5
      add(start, dotted + path.length, certain)
    }
    return found
  },
}

/** The address without closing marks at its end, which belong to the sentence. A bracket that the address opened stays. */
function trimmed(address: string): string {
  let end = address.length
  for (; end > 0; end--) {
    const last = address.charAt(end - 1)
    if (last === ')' ? !unopened(address.slice(0, end)) : !'.,;:!?]*_'.includes(last)) break
  }
  return address.slice(0, end)
}

function unopened(address: string): boolean {
  return address.split(')').length > address.split('(').length
}

function startOfDomain(text: string, dot: number): number {
  let start = dot
  while (start > 0 && dot - start < 100 && /[\p{L}\p{N}.-]/u.test(text.charAt(start - 1))) start--
  while (start < dot && /[.-]/.test(text.charAt(start))) start++
  return start
}
