/** The schemes that browsers open. The slash may be turned or missing, and for some there is none. */
const SCHEME = '(?:[a-z][a-z\\d+.-]{0,30}:[\\\\/]|(?:https?|wss?|ftp|file|mailto|tel|sms|data|blob|javascript):(?=\\S))'

const LABEL = '[\\p{L}\\p{N}_-]{1,63}'
const HOST = `${LABEL}(?:\\.${LABEL}){1,8}(?::\\d{1,5})?[/?#\\\\]`

/** A placeholder in any spelling: spaces within its brackets do not end an address. */
const BRACKETED = '[[【][^\\]】\\n]{0,80}[\\]】]?'

const BEGINNING = new RegExp(`^(?:${SCHEME}|${HOST})`, 'iu')
const RELATIVE = /^(?:[\\/]|\.{1,2}[\\/]|\?[\w-]+=|www\.)/i
const IN_TEXT = new RegExp(`(?<![\\p{L}\\p{N}_.+-])(?:${SCHEME}|www\\.|${HOST})(?:[^\\s"'<>[【]|${BRACKETED})*`, 'giu')
const ALL_BRACKETED = new RegExp(BRACKETED, 'gu')

/** Whether a text is an address, or begins with one: words behind a space may be sent along with the address. */
export function isUrl(text: string): boolean {
  // Browsers drop line breaks and tabs, also within a scheme; a tool may decode what it is given.
  const decoded = text.replace(/%[2-7][\da-f]/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
  const joined = decoded.replace(/[\t\r\n\p{C}]/gu, '').trim()
  if (BEGINNING.test(joined)) return true
  return RELATIVE.test(joined) && !/\s/.test(joined.replace(ALL_BRACKETED, ''))
}

/** A text in pieces: addresses, and the text between them. */
export function splitUrls(text: string): readonly { readonly text: string; readonly url: boolean }[] {
  const pieces: { text: string; url: boolean }[] = []
  let from = 0
  for (const { 0: url, index } of text.matchAll(IN_TEXT)) {
    if (index > from) pieces.push({ text: text.slice(from, index), url: false })
    pieces.push({ text: url, url: true })
    from = index + url.length
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), url: false })
  return pieces
}
