/** A stretch that decodes to words. */
interface EncodedPart {
  readonly start: number
  readonly end: number
  readonly decoded: string
}

const BASE64 = /(?<![\w+/=-])[A-Za-z\d+/_-]{20,20000}={0,2}/g
const HEX = /(?<!\w)(?:(?:0x|\\x)?[\da-fA-F]{2}[\s,]{0,2}){16,4000}/g
const ESCAPED = /(?:%[\da-fA-F]{2}|\\u[\da-fA-F]{4}|[A-Za-z\d]){20,20000}/g

/** Words of orders, turned by thirteen letters or written backwards. Chance does not spell them. */
const TURNED = /\b(?:vtaber|qvfertneq|sbetrg|cerivbhf|vafgehpgvbaf?|cebzcg|flfgrz)\b/i
const BACKWARDS = /\b(?:erongi|drageri?sid|tegrof|suoiverp|snoitcurtsni|tpmorp)\b/i

/** The stretches of a text that hold words in base64, in hexadecimal digits, percent-encoded, turned or backwards. */
export function encodedParts(text: string): EncodedPart[] {
  const parts: EncodedPart[] = []
  const add = (start: number, source: string, decoded: string | undefined) => {
    if (decoded !== undefined && isProse(decoded)) parts.push({ start, end: start + source.length, decoded })
  }
  for (const { 0: source, index } of text.matchAll(BASE64)) add(index, source, fromBase64(source))
  for (const { 0: source, index } of text.matchAll(HEX)) add(index, source, fromHex(source))
  if (/(?:%[\da-f]{2}|\\u[\da-f]{4}).{0,8}(?:%[\da-f]{2}|\\u[\da-f]{4})/i.test(text)) {
    for (const { 0: source, index } of text.matchAll(ESCAPED)) add(index, source, unescaped(source))
  }
  if (TURNED.test(text)) add(0, text, text.replace(/[A-Za-z]/g, turn))
  if (BACKWARDS.test(text)) add(0, text, [...text].reverse().join(''))
  return parts
}

/** The text with single letters joined and digits read as letters, or undefined where it has neither disguise. */
export function spelledOut(text: string): string | undefined {
  let plain = text
  if (/(?:\b\p{L}[ ._*-]){5}/u.test(text)) {
    // Words that are spelled with one sign between letters stand two signs apart.
    plain = plain.replace(/\b\p{L}(?:[ ._*-]\p{L}\b)+/gu, (run) => run.replace(/[ ._*-]/g, ''))
    plain = plain.replace(/\b\p{L}+\b/gu, (word) => GLUED.reduce((spaced, each) => spaced.replace(each, ' $& '), word))
  }
  if (/[a-z][0134578@$][a-z]/i.test(plain)) {
    plain = plain.replace(/[\w@$]*[a-z][\w@$]*/gi, (word) =>
      word.replace(/[0134578@$]/g, (sign) => LETTERS[sign] ?? sign),
    )
  }
  return plain === text ? undefined : plain
}

const GLUED = [
  /ignore|disregard|forget|reveal/i,
  /previous|prior|above|your/i,
  /instructions?|prompts?|rules/i,
  /system|all/i,
]

const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
}

const turn = (letter: string) => {
  const base = letter <= 'Z' ? 65 : 97
  return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base)
}

function fromBase64(source: string): string | undefined {
  try {
    const letters = source.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
    // Letters that are left over complete no byte.
    const binary = atob(letters.length % 4 === 1 ? letters.slice(0, -1) : letters)
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)))
  } catch {
    return undefined
  }
}

function fromHex(source: string): string | undefined {
  const digits = source.replace(/0x|\\x|[\s,]/g, '')
  const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function unescaped(source: string): string | undefined {
  try {
    return decodeURIComponent(
      source.replace(/\\u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    )
  } catch {
    return undefined
  }
}

/** Whether a text consists of words, and not of the bytes of a key or a picture. */
function isProse(text: string): boolean {
  const letters = text.match(/[\p{L}\s.,!?'":;-]/gu)?.length ?? 0
  return text.length >= 12 && letters >= 0.85 * text.length && /\p{L}\s\p{L}/u.test(text)
}
