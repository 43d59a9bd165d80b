import { isJson } from '../../redact/formats/is-json.js'
import type { RestoreRule } from '../../shared/tasks.js'
import { isUrl, splitUrls } from './url-text.js'

type Reveal = (text: string, format: 'text' | 'json') => string

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]/g

/** Arguments with these names hold an address or a piece of one: url, base_url, imageUrls. */
const ADDRESS_NAME = /(?:^|[_-])(?:ur[li]|href|src|link|endpoint|webhook|host(?:name)?|domain|origin)s?$/i
const ADDRESS_ENDING = /[a-z\d](?:Ur[li]|UR[LI]|Href|Src|Link|Endpoint|Webhook|Host(?:[Nn]ame)?|Domain|Origin)s?$/

const namesAddress = (key: string) => ADDRESS_NAME.test(key) || ADDRESS_ENDING.test(key)

/**
 * The arguments of a tool's call with real values, where the tool may have them. Without a rule an address gets none: a
 * model that was talked into it could otherwise carry them to any server within one.
 */
export function revealArguments(text: string, rule: RestoreRule | undefined, reveal: Reveal): string {
  if (rule === false) return text
  if (rule === true) return reveal(text, 'json')
  if (!isJson(text)) return text
  const parts: string[] = []
  /** The keys of the objects and lists around a token; that of an object is the one that was read last. */
  const path: { readonly list: boolean; key: string; expectsKey: boolean }[] = []
  let from = 0
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const around = path.at(-1)
    if (token === '{' || token === '[') path.push({ list: token === '[', key: '', expectsKey: token === '{' })
    else if (token === '}' || token === ']') path.pop()
    else if (token === ',') {
      if (around !== undefined) around.expectsKey = !around.list
    } else {
      const isKey = around?.expectsKey ?? false
      if (around !== undefined && isKey) {
        around.key = JSON.parse(token)
        around.expectsKey = false
      }
      const keys = path.map(({ key }) => key)
      parts.push(text.slice(from, index), revealString(token, { keys, isKey, rule, reveal }))
      from = index + token.length
    }
  }
  return parts.join('') + text.slice(from)
}

interface Place {
  readonly keys: readonly string[]
  readonly isKey: boolean
  readonly rule: readonly string[] | undefined
  readonly reveal: Reveal
}

function revealString(token: string, { keys, isKey, rule, reveal }: Place): string {
  if (rule !== undefined) return rule.includes(keys[0] ?? '') ? reveal(token, 'json') : token
  const value: string = JSON.parse(token)
  // An address that the user wrote, whole, is no way to carry anything else.
  if (/^\[URL_\d+\]$/.test(value)) return reveal(token, 'json')
  if (isUrl(value) || keys.slice(0, isKey ? -1 : undefined).some(namesAddress)) return token
  const pieces = splitUrls(value)
  if (pieces.length === 1) return reveal(token, 'json')
  return JSON.stringify(pieces.map(({ text, url }) => (url ? text : reveal(text, 'text'))).join(''))
}
