import { type Check, check, type Found } from './check.js'

/**
 * Characters of the tag block spell invisible ASCII. The flags of England, Scotland and Wales are spelled with them
 * too.
 */
const TAGS = /(?:[\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}])+/gu
const BLACK_FLAG = '\u{1f3f4}'

/** Marks that show text in another order than it is written. Those of right-to-left languages come in pairs or alone. */
const OVERRIDES = /[\u202d\u202e]/gu
const EMBEDDINGS = /[\u202a-\u202c\u2066-\u2069]/gu

/** Signs without a width. The joiners are letters of Persian and Indian words, and parts of emoji. */
const ZERO_WIDTH = /[\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufeff\u180e\u115f\u1160\u3164\uffa0\u00ad]+/gu
const JOINER = /[\u200c\u200d]/u

/** Selectors choose the form of the character before them; a run of them carries data. */
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{2,}/gu

/** No editor leaves such a long run by accident. */
const RUN = 3

/** Finds text that a reader cannot see and a model can. */
export const hiddenText = ({ html = true }: { readonly html?: boolean | undefined } = {}): Check =>
  check(({ text }) => {
    const found = invisible(text)
    return html && text.includes('<') ? [...found, ...hiddenMarkup(text)] : found
  })

function invisible(text: string): Found[] {
  // Most texts hold only visible letters, digits and signs.
  if (!/[\p{Default_Ignorable_Code_Point}\p{Cf}]/u.test(text)) return []
  const found: Found[] = []
  const add = (reason: Found['reason'], score: number, start: number, length: number) =>
    found.push({ reason, score, span: { start, end: start + length }, repair: '', label: '' })
  for (const { 0: run, index } of text.matchAll(TAGS)) {
    const flag = text.slice(0, index).endsWith(BLACK_FLAG) && [...run].length <= 7
    if (!flag) add('tag-characters', 1, index, run.length)
  }
  for (const { 0: run, index } of text.matchAll(SELECTORS)) add('invisible-characters', 0.9, index, run.length)
  for (const { 0: run, index } of text.matchAll(OVERRIDES)) add('direction-marks', 0.9, index, run.length)
  for (const { 0: run, index } of text.matchAll(EMBEDDINGS)) {
    add('direction-marks', isRightToLeft(text) ? 0.1 : 0.6, index, run.length)
  }
  for (const { 0: run, index } of text.matchAll(ZERO_WIDTH)) {
    if (index === 0 && run === '\ufeff') continue
    const before = text.slice(Math.max(0, index - 2), index)
    const after = text.slice(index + run.length, index + run.length + 2)
    add('invisible-characters', suspicionOf(run, before, after), index, run.length)
  }
  return found
}

function suspicionOf(run: string, before: string, after: string): number {
  if (run.length >= RUN) return 0.9
  const within = /[A-Za-z\d]$/.test(before) && /^[A-Za-z\d]/.test(after)
  // A soft hyphen tells where a word may be broken.
  if (run === '\u00ad') return 0.2
  if (within) return 0.8
  return JOINER.test(run) && /\P{ASCII}/u.test(before + after) ? 0 : 0.3
}

const isRightToLeft = (text: string) => /[\u0590-\u08ff\ufb1d-\ufefc]/.test(text)

const HIDING = [
  /(?:^|[;\s])display\s*:\s*none/i,
  /(?:^|[;\s])visibility\s*:\s*(?:hidden|collapse)/i,
  /(?:^|[;\s])opacity\s*:\s*0*\.?0*(?:%|\s*(?:;|!|$))/i,
  /(?:^|[;\s])font-size\s*:\s*0*(?:\.0+|0|[01]?\.\d+|1)(?:px|pt|em|rem|%)?\s*(?:;|!|$)/i,
  /(?:^|[;\s])(?:left|top|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}/i,
  /(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|!|$)/i,
  /(?:^|[;\s])color\s*:\s*transparent/i,
  /(?:^|[;\s])clip(?:-path)?\s*:\s*(?:rect\(\s*0|inset\(\s*(?:50|100)%)/i,
]

const WHITE = '(?:#fff(?:fff)?(?:ff)?|white|rgba?\\(\\s*255\\s*,\\s*255\\s*,\\s*255[^)]*\\)|#fefefe|snow|ivory)'
const WHITE_TEXT = new RegExp(`(?:^|[;\\s])color\\s*:\\s*${WHITE}`, 'i')
const OWN_GROUND = /(?:^|[;\s])background(?:-color|-image)?\s*:\s*([^;]+)/i

const TAG = /<([a-z][a-z\d-]{0,30})((?:\s+|\/)(?:[^<>"']|"[^"]*"|'[^']*')*)?>/gi
const ATTRIBUTE = /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi

/** Elements without an end tag, and those whose content is never shown as text. */
const EMPTY = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr'])

/** Comments, and elements that a browser does not show or shows in the colour of the page. */
function hiddenMarkup(text: string): Found[] {
  const found: Found[] = []
  for (const { 0: comment, index } of text.matchAll(/<!--[\s\S]*?(?:-->|$)/g)) {
    // A short comment marks a place for an editor or a program.
    const words = comment.match(/\p{L}{2,}/gu)?.length ?? 0
    found.push(hidden(index, comment.length, words > 3 ? 0.6 : 0.2))
  }
  let end = 0
  for (const match of text.matchAll(TAG)) {
    const { index } = match
    const [tag, name = '', attributes = ''] = match
    if (index < end || EMPTY.has(name.toLowerCase()) || !hides(attributes)) continue
    end = endOf(text, index + tag.length, name)
    found.push(hidden(index, end - index, 0.9))
  }
  return found
}

const hidden = (start: number, length: number, score: number): Found => ({
  reason: 'hidden-markup',
  score,
  span: { start, end: start + length },
  repair: '',
  label: '',
})

function hides(attributes: string): boolean {
  if (attributes.trim() === '') return false
  for (const [, name = '', ...values] of attributes.matchAll(ATTRIBUTE)) {
    const value = values.find((each) => each !== undefined)
    if (name.toLowerCase() === 'hidden') return true
    if (name.toLowerCase() === 'color' && new RegExp(`^${WHITE}$`, 'i').test(value ?? '')) return true
    if (name.toLowerCase() === 'style' && value !== undefined && hidesByStyle(value)) return true
  }
  return false
}

function hidesByStyle(style: string): boolean {
  if (HIDING.some((pattern) => pattern.test(style))) return true
  if (!WHITE_TEXT.test(style)) return false
  const ground = OWN_GROUND.exec(style)?.[1]
  // White text with its own background is a heading or a button.
  return ground === undefined || new RegExp(WHITE, 'i').test(ground)
}

/** Where an element ends: behind its own end tag, or at the end of the text. */
function endOf(text: string, from: number, name: string): number {
  const tags = new RegExp(`<(/?)${name}(?=[\\s>/])[^>]*>`, 'gi')
  tags.lastIndex = from
  let depth = 1
  for (let match = tags.exec(text); match !== null; match = tags.exec(text)) {
    depth += match[1] === '/' ? -1 : 1
    if (depth === 0) return match.index + match[0].length
  }
  return text.length
}
