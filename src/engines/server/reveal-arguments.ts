import { isJson } from '../../redact/formats/is-json.js'
import type { RestoreRule } from '../../shared/tasks.js'
import { isPlace, isUrl, splitUrls } from './url-text.js'

type Reveal = (text: string, format: 'text' | 'json') => string

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]/g

/** Arguments with these names hold an address or a part of an address: url, base_url, imageUrls. */
const ADDRESS_NAME = /(?:^|[_-])(?:ur[li]|href|src|link|endpoint|webhook|host(?:name)?|domain|origin)s?$/i
const ADDRESS_ENDING = /[a-z\d](?:Ur[li]|UR[LI]|Href|Src|Link|Endpoint|Webhook|Host(?:[Nn]ame)?|Domain|Origin)s?$/

const namesAddress = (key: string) => ADDRESS_NAME.test(key) || ADDRESS_ENDING.test(key)

/**
 * Restores real values in the arguments of a tool's call, where the tool may have them. Without a rule, no address gets
 * real values. Where the model has chosen an address to send to, no argument gets real values: an attack on the model
 * could otherwise carry them to any server.
 */
export function revealArguments(text: string, rule: RestoreRule | undefined, reveal: Reveal): string {
  if (rule === false) return text
  if (rule === true) return reveal(text, 'json')
  if (!isJson(text)) return text
  const strings = [...stringsOf(text)]
  if (rule === undefined && strings.some(choosesPlace)) return text
  const parts: string[] = []
  let from = 0
  for (const string of strings) {
    const { token, index } = string
    const revealed = rule === undefined ? revealSafely(string, reveal) : revealListed(string, rule, reveal)
    parts.push(text.slice(from, index), revealed)
    from = index + token.length
  }
  return parts.join('') + text.slice(from)
}

interface JsonString {
  /** The string with its quotes and escapes. */
  readonly token: string
  readonly index: number
  readonly value: string
  readonly isKey: boolean
  /** The keys of the objects around the string. The last is the key of the string itself. A list has the key ''. */
  readonly keys: readonly string[]
}

function* stringsOf(json: string): Generator<JsonString> {
  /** The objects and lists around a token. The key of an object is the key that was read last. */
  const path: { readonly list: boolean; key: string; expectsKey: boolean }[] = []
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    const around = path.at(-1)
    if (token === '{' || token === '[') path.push({ list: token === '[', key: '', expectsKey: token === '{' })
    else if (token === '}' || token === ']') path.pop()
    else if (token === ',') {
      if (around !== undefined) around.expectsKey = !around.list
    } else {
      const isKey = around?.expectsKey ?? false
      const value: string = JSON.parse(token)
      if (around !== undefined && isKey) {
        around.key = value
        around.expectsKey = false
      }
      yield { token, index, value, isKey, keys: path.map(({ key }) => key) }
    }
  }
}

/** Whether a value is a whole address of the user. The model has chosen no part of it and can add nothing to it. */
const isOwnAddress = (value: string) => /^\[URL_\d+\]$/.test(value)

function choosesPlace({ value, isKey, keys }: JsonString): boolean {
  const name = keys.findLast((key) => key !== '') ?? ''
  return isPlace(value, { isAddress: !isKey && namesAddress(name) })
}

function revealListed({ token, keys }: JsonString, rule: readonly string[], reveal: Reveal): string {
  return rule.includes(keys[0] ?? '') ? reveal(token, 'json') : token
}

function revealSafely({ token, value, isKey, keys }: JsonString, reveal: Reveal): string {
  if (isOwnAddress(value)) return reveal(token, 'json')
  if (isUrl(value) || keys.slice(0, isKey ? -1 : undefined).some(namesAddress)) return token
  const pieces = splitUrls(value)
  if (pieces.length === 1) return reveal(token, 'json')
  return JSON.stringify(pieces.map(({ text, url }) => (url ? text : reveal(text, 'text'))).join(''))
}
