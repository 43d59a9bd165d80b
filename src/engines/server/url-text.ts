/** The schemes that browsers open. The slash may be a backslash. For the schemes of the list it may be missing. */
const SCHEME = '(?:[a-z][a-z\\d+.-]{0,30}:[\\\\/]|(?:https?|wss?|ftp|file|mailto|tel|sms|data|blob|javascript):(?=\\S))'

const LABEL = '[\\p{L}\\p{N}_-]{1,63}'
const HOST = `${LABEL}(?:\\.${LABEL}){1,8}(?::\\d{1,5})?[/?#\\\\]`

/** A placeholder in any spelling. Spaces within its brackets do not end an address. */
const BRACKETED = '[[【][^\\]】\\n]{0,80}[\\]】]?'

const BEGINNING = new RegExp(`^(?:${SCHEME}|${HOST})`, 'iu')
const RELATIVE = /^(?:[\\/]|\.{1,2}[\\/]|\?[\w-]+=|www\.)/i
const IN_TEXT = new RegExp(`(?<![\\p{L}\\p{N}_.+-])(?:${SCHEME}|www\\.|${HOST})(?:[^\\s"'<>[【]|${BRACKETED})*`, 'giu')
const ALL_BRACKETED = new RegExp(BRACKETED, 'gu')

const BARE_HOST = new RegExp(`^(?:${LABEL}(?:\\.${LABEL}){1,8}|localhost|\\[[\\da-f:.]{2,45}\\])(?::\\d{1,5})?$`, 'iu')

/** Whether a text is an address or begins with an address. Words after a space may be sent along with the address. */
export function isUrl(text: string): boolean {
  const plain = plainText(text)
  return BEGINNING.test(plain) || (RELATIVE.test(plain) && !hasSpaces(plain))
}

/**
 * Whether a text is an address to which data can be sent. Such an address has a host, which a path alone does not have.
 *
 * @param isAddress whether the name of the argument says that it holds an address
 */
export function isPlace(text: string, { isAddress }: { readonly isAddress: boolean }): boolean {
  const plain = plainText(text)
  if (isAddress && BARE_HOST.test(plain)) return true
  return (BEGINNING.test(plain) || WITH_HOST.test(plain)) && (isAddress || !hasSpaces(plain))
}

const WITH_HOST = /^(?:[\\/]{2}|www\.)/i

/** The text as a tool may read it: browsers drop line breaks and tabs, also within a scheme, and a tool may decode escapes. */
function plainText(text: string): string {
  const decoded = text.replace(/%[2-7][\da-f]/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
  return decoded.replace(/[\t\r\n\p{C}]/gu, '').trim()
}

const hasSpaces = (plain: string): boolean => /\s/.test(plain.replace(ALL_BRACKETED, ''))

/** Splits a text into addresses and the text between them. */
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
