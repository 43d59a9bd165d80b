import type { Message } from '../../shared/tasks.js'
import { promptError } from './prompt-error.js'

/** A way to a value: names from the current item, `root` for the variables of the prompt. */
export interface Path {
  readonly from: 'here' | 'root' | 'position'
  readonly names: readonly string[]
}

export type Operand = { readonly path: Path } | { readonly literal: string | number | boolean }

/** A part of a template. Values are filled in as they are and never read as a template. */
export type TemplatePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'value'; readonly path: Path; readonly asJson: boolean }
  | { readonly type: 'role'; readonly role: Message['role'] }
  | { readonly type: 'history' }
  | {
      readonly type: 'if'
      /** A single operand is a condition; two operands are compared. */
      readonly operands: readonly Operand[]
      readonly negated: boolean
      readonly parts: readonly TemplatePart[]
      readonly otherwise: readonly TemplatePart[]
    }
  | {
      readonly type: 'each'
      readonly path: Path
      readonly parts: readonly TemplatePart[]
      readonly otherwise: readonly TemplatePart[]
    }

/** A block that was opened and is not closed yet. */
interface OpenBlock {
  readonly name: string
  readonly line: number
  readonly parts: TemplatePart[]
  otherwise: TemplatePart[] | undefined
  finish(parts: readonly TemplatePart[], otherwise: readonly TemplatePart[]): TemplatePart
}

const TAG = /\{\{\{\s*([^{}]*?)\s*\}\}\}|\{\{(?:!--[\s\S]*?--|([^{}]*?))\}\}/g

/**
 * Reads a template: `{{name}}`, `{{#if}}`, `{{#unless}}`, `{{#ifEquals}}`, `{{#unlessEquals}}`, `{{#each}}`, `{{role}}`, `{{history}}` and
 * `{{json}}`. Nothing is compiled to code, so a page with a strict policy can read prompts.
 *
 * @param first the number of the first line in its file
 */
export function parseTemplate(source: string, first = 1): readonly TemplatePart[] {
  const top: OpenBlock = { name: '', line: first, parts: [], otherwise: undefined, finish: () => nothing }
  const open: OpenBlock[] = [top]
  let at = 0
  let line = first
  const current = () => {
    const block = open.at(-1)!
    return block.otherwise ?? block.parts
  }
  const addText = (text: string) => {
    const stray = text.search(/\{\{/)
    line += count(stray < 0 ? text : text.slice(0, stray))
    if (stray >= 0) throw promptError(line, 'has `{{` without `}}`.')
    if (text !== '') current().push({ type: 'text', text })
  }
  for (const match of source.matchAll(TAG)) {
    const [whole, triple, plain] = match
    const tag = (triple ?? plain ?? '!').trim()
    const [before, after] = /^[#/!]|^else$/.test(tag)
      ? ownLine(source, match.index, match.index + whole.length)
      : [0, 0]
    const start = match.index - before
    if (start > at) addText(source.slice(at, start))
    line += count(source.slice(Math.max(at, start), match.index))
    at = match.index + whole.length + after
    readTag(tag, line, open, current)
    line += count(source.slice(match.index, at))
  }
  addText(source.slice(at))
  const unclosed = open[1]
  if (unclosed !== undefined) throw promptError(unclosed.line, `opens \`{{#${unclosed.name}}}\`, which nothing closes.`)
  return top.parts
}

const nothing: TemplatePart = { type: 'text', text: '' }

const count = (text: string) => text.split('\n').length - 1

function readTag(tag: string, line: number, open: OpenBlock[], current: () => TemplatePart[]): void {
  if (tag.startsWith('!')) return
  const block = open.at(-1)!
  if (tag === 'else') {
    if (open.length === 1 || block.otherwise !== undefined)
      throw promptError(line, 'has an `{{else}}` outside of a block.')
    block.otherwise = []
    return
  }
  if (tag.startsWith('/')) {
    const name = tag.slice(1).trim()
    if (open.length === 1 || block.name !== name)
      throw promptError(line, `closes \`${name}\`, which is not open there.`)
    open.pop()
    current().push(block.finish(block.parts, block.otherwise ?? []))
    return
  }
  if (tag.startsWith('#')) {
    open.push(openBlock(tag.slice(1).trim(), line))
    return
  }
  current().push(mustache(tag, line))
}

function openBlock(tag: string, line: number): OpenBlock {
  const { name, operands } = words(tag, line)
  const block = { name, line, parts: [], otherwise: undefined }
  const needs = (wanted: number) => {
    if (operands.length !== wanted)
      throw promptError(line, `needs ${wanted === 1 ? 'one value' : 'two values'} for \`${name}\`.`)
  }
  switch (name) {
    case 'if':
    case 'unless':
    case 'ifEquals':
    case 'unlessEquals':
      needs(name.endsWith('Equals') ? 2 : 1)
      return {
        ...block,
        finish: (parts, otherwise) => ({ type: 'if', operands, negated: name.startsWith('unless'), parts, otherwise }),
      }
    case 'each': {
      needs(1)
      const path = pathOf(operands[0]!, name, line)
      return { ...block, finish: (parts, otherwise) => ({ type: 'each', path, parts, otherwise }) }
    }
    default:
      throw promptError(line, `opens \`${name}\`; the blocks are if, unless, ifEquals, unlessEquals and each.`)
  }
}

const ROLES: Readonly<Record<string, Message['role']>> = {
  system: 'system',
  user: 'user',
  model: 'assistant',
  assistant: 'assistant',
}

function mustache(tag: string, line: number): TemplatePart {
  const { name, operands } = words(tag, line)
  const [operand] = operands
  if (name === 'role') {
    const role = operand !== undefined && 'literal' in operand ? ROLES[String(operand.literal)] : undefined
    if (role === undefined)
      throw promptError(line, `needs one of the roles ${Object.keys(ROLES).join(', ')}, in quotes.`)
    return { type: 'role', role }
  }
  if (name === 'history' && operand === undefined) return { type: 'history' }
  if (name === 'json' && operands.length === 1) {
    return { type: 'value', path: pathOf(operand!, name, line), asJson: true }
  }
  if (operands.length > 0) {
    throw promptError(line, `uses the helper \`${name}\`; the helpers are role, history and json.`)
  }
  return { type: 'value', path: readPath(name, line), asJson: false }
}

function words(tag: string, line: number): { readonly name: string; readonly operands: readonly Operand[] } {
  const [name = '', ...rest] = tag.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []
  if (name === '') throw promptError(line, 'has an empty `{{}}`.')
  return { name, operands: rest.map((word) => operandOf(word, line)) }
}

function operandOf(word: string, line: number): Operand {
  if (/^["']/.test(word)) return { literal: word.slice(1, -1) }
  if (word === 'true' || word === 'false') return { literal: word === 'true' }
  if (/^-?\d+(?:\.\d+)?$/.test(word)) return { literal: Number(word) }
  return { path: readPath(word, line) }
}

function pathOf(operand: Operand, name: string, line: number): Path {
  if ('path' in operand) return operand.path
  throw promptError(line, `needs the name of a variable for \`${name}\`.`)
}

function readPath(word: string, line: number): Path {
  const [, at, first, rest = ''] = /^(@?)([\p{L}_][\p{L}\p{N}_-]*)((?:\.[\p{L}\p{N}_-]+)*)$/u.exec(word) ?? []
  const names = rest.split('.').slice(1)
  if (first !== undefined && at === '') return { from: 'here', names: first === 'this' ? names : [first, ...names] }
  if (first === 'root') return { from: 'root', names }
  if ((first === 'index' || first === 'first' || first === 'last') && names.length === 0) {
    return { from: 'position', names: [first] }
  }
  throw promptError(line, `has \`{{${word}}}\`, which is not the name of a variable.`)
}

/** How many characters around a tag go with it, where it has its own line: the spaces before it, and its line break. */
function ownLine(source: string, start: number, end: number): readonly [number, number] {
  let from = start
  while (source[from - 1] === ' ' || source[from - 1] === '\t') from -= 1
  let to = end
  while (source[to] === ' ' || source[to] === '\t') to += 1
  const isAlone = (from === 0 || source[from - 1] === '\n') && (to === source.length || source[to] === '\n')
  return isAlone ? [start - from, Math.min(to + 1, source.length) - end] : [0, 0]
}
