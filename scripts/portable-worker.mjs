import { parseAst } from 'vite'

/** Each bundler has a word of its own for "leave this import to the browser". */
const LEAVE_ALONE = '/* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ '

/**
 * Makes a bundled worker fit for the bundler of the app that carries it. Two forms stop a bundler or mislead it:
 *
 * - `import(expression)`: a bundler cannot follow it, and puts a function there that always throws. A comment keeps it
 *   away. It can only be written after minifying, which drops comments.
 * - `new URL('name', import.meta.url)`: a bundler reads it as a file to copy, and fails where there is none. Libraries
 *   in the worker hold names of their own files, which are a part of the worker now. As the argument of a call, the
 *   address stays the worker's and no bundler looks for a file.
 */
export function portableWorker(code, hasFile) {
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
  let result = code
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + text + result.slice(end)
  }
  return result
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
  if (typeof node !== 'object' || node === null) return
  if (typeof node.type === 'string') each(node)
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) for (const one of child) visit(one, each)
    else visit(child, each)
  }
}
