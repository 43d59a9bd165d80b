import { decode, encode } from '@jridgewell/sourcemap-codec'
import { parseAst } from 'vite'

/** Each bundler has its own word for "leave this import to the browser". */
const LEAVE_ALONE = '/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ '

/**
 * The changes that a bundled worker needs, so that the bundler of an app can bundle it again. Two forms stop a bundler or mislead it:
 *
 * - `import(expression)`: a bundler cannot follow it, and puts a function there that always throws. A comment keeps it
 *   away. It can only be written after minifying, which drops comments.
 * - `new URL('name', import.meta.url)`: a bundler reads it as a file to copy, and fails where there is none. Libraries
 *   in the worker hold names of their own files, which are a part of the worker now. As the argument of a call, the
 *   address stays the worker's and no bundler looks for a file.
 */
export function portableEdits(code, hasFile) {
  const edits = []
  visit(parseAst(code), (node) => {
    if (node.type === 'ImportExpression' && node.source.type !== 'Literal') {
      edits.push({ start: node.source.start, end: node.source.start, text: LEAVE_ALONE })
    }
    const base = fileAddress(node)
    if (base !== undefined && !hasFile(base.name)) {
      edits.push({ start: base.start, end: base.end, text: 'String(import.meta.url)' })
    }
  })
  // From the end on: what lies before keeps its place.
  return edits.sort((a, b) => b.start - a.start)
}

export function applyEdits(code, edits) {
  return edits.reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code)
}

/** The source map of the code after these edits, each of which stays within its line. */
export function shiftMap(map, code, edits) {
  const lines = decode(map.mappings)
  for (const { start, end, text } of edits) {
    const before = code.slice(0, end)
    const line = before.split('\n').length - 1
    const column = end - (before.lastIndexOf('\n') + 1)
    for (const segment of lines[line] ?? []) if (segment[0] >= column) segment[0] += text.length - (end - start)
  }
  return { ...map, mappings: encode(lines) }
}

/** The name and the place of the base in `new URL('name', import.meta.url)`; nothing for any other expression. */
function fileAddress(node) {
  if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'URL') return undefined
  const [name, base] = node.arguments
  const isOwn = base?.type === 'MemberExpression' && base.object.type === 'MetaProperty' && base.property.name === 'url'
  if (!isOwn) return undefined
  const text =
    name.type === 'Literal' ? name.value : name.quasis?.length === 1 ? name.quasis[0].value.cooked : undefined
  return typeof text === 'string' ? { name: text, start: base.start, end: base.end } : undefined
}

function visit(node, each) {
  if (typeof node.type === 'string') each(node)
  for (const key in node) {
    const child = node[key]
    if (typeof child === 'object' && child !== null) visit(child, each)
  }
}
