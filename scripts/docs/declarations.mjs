import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// Reads what the package exports from the built declarations, with the comments of each. The compiler writes declarations
// in one regular form: what is at the top level begins in the first column. So a reader of lines is enough, where the
// usual generators need a JavaScript API, which TypeScript 7 offers as "unstable" only.

const root = new URL('../../', import.meta.url)

/** The entries of the package that have declarations: `{ name: 'tacet/redact', file: 'dist/src/redact/index.d.ts' }`. */
export function entries() {
  const { name, exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  return Object.entries(exports)
    .filter(([, target]) => typeof target === 'object' && 'types' in target)
    .map(([path, { types }]) => ({ name: `${name}${path.slice(1)}`, file: types.slice(2) }))
}

/** Everything that a file exports, by name, with its comment and its text. */
export function exportedFrom(file) {
  const { declarations, reExports } = readDeclarations(file)
  const found = new Map()
  for (const [local, declaration] of declarations) {
    if (declaration.exported) found.set(local, declaration)
  }
  for (const { from, names } of reExports) {
    const source = from === undefined ? declarations : exportedFrom(from)
    if (names === undefined) for (const [name, declaration] of source) found.set(name, declaration)
    for (const { local, name } of names ?? []) {
      const declaration = source.get(local)
      if (declaration !== undefined) found.set(name, { ...declaration, name })
    }
  }
  return found
}

const cache = new Map()

function readDeclarations(file) {
  if (!cache.has(file)) {
    const path = fileURLToPath(new URL(file, root))
    cache.set(file, parseDeclarations(readFileSync(path, 'utf8'), file))
  }
  return cache.get(file)
}

/** The declarations and the re-exports of a text, at its top level. */
export function parseDeclarations(text, file = '') {
  const declarations = new Map()
  const reExports = []
  for (const { comment, code } of statements(text)) {
    const again = /^export (?:type )?(?:\{([^}]*)\}|\*)(?: from '([^']+)')?/.exec(code)
    if (again !== null) {
      const [, list, from] = again
      reExports.push({
        from: from === undefined ? undefined : resolve(from, file),
        names: list === undefined ? undefined : namesIn(list),
      })
      continue
    }
    const declared =
      /^(export )?(?:declare )?(?:abstract )?(?:default )?(function|class|interface|type|const|let|enum|namespace) (\w+)/.exec(
        code,
      )
    if (declared === null) continue
    const [, exported, kind, name] = declared
    const earlier = declarations.get(name)
    const text = code.replace(/^export (declare )?/, '')
    // Overloads are one function: the comment stands at one of them.
    if (earlier === undefined)
      declarations.set(name, { name, kind, exported: exported !== undefined, comment, text, file })
    else Object.assign(earlier, { comment: earlier.comment || comment, text: `${earlier.text}\n${text}` })
  }
  return { declarations, reExports }
}

function resolve(from, file) {
  const path = new URL(from, new URL(file, 'file:///')).pathname.slice(1)
  return path.replace(/\.js$/, '.d.ts')
}

function namesIn(list) {
  return list
    .split(',')
    .map((part) => part.trim().replace(/^type /, ''))
    .filter((part) => part !== '')
    .map((part) => {
      const [local, name = local] = part.split(/ as /)
      return { local, name }
    })
}

/** Cuts a file into its statements, each with the comment in front of it. A statement ends where no bracket is open. */
function* statements(text) {
  let comment = ''
  let code = []
  let inComment = false
  for (const line of text.split('\n')) {
    if (code.length === 0 && (inComment || line.startsWith('/**'))) {
      comment = inComment ? `${comment}\n${line}` : line
      inComment = !line.endsWith('*/')
      continue
    }
    if (code.length === 0 && (line.trim() === '' || line.startsWith('//'))) continue
    code.push(line)
    const statement = code.join('\n')
    // Only these end with a bracket; a type may go on behind one.
    const end = /^(export )?(declare )?(abstract )?(class|interface|enum|namespace|module|global)\b/.test(statement)
      ? '}'
      : ';'
    if (!line.endsWith(end) || depth(statement) > 0) continue
    yield { comment: commentText(comment), code: statement }
    comment = ''
    code = []
  }
}

function depth(code) {
  const plain = code.replaceAll(/\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|=>/g, '')
  let open = 0
  for (const character of plain) {
    if ('{[('.includes(character)) open++
    if ('}])'.includes(character)) open--
  }
  return open
}

/** The members of an interface or a class. They stand four spaces deep, and deeper lines belong to the member above them. */
export function members(text) {
  const found = []
  let comment = ''
  let code = []
  const lines = text
    .slice(text.indexOf('{\n') + 2)
    .split('\n')
    .slice(0, -1)
  for (const line of lines) {
    const isComment = code.length === 0 && (/^ {4}\/\*\*/.test(line) || (comment !== '' && !comment.endsWith('*/')))
    if (isComment) {
      comment = comment === '' ? line.trimEnd() : `${comment}\n${line.trimEnd()}`
      continue
    }
    code.push(line)
    const member = code.join('\n').trim()
    if (!/^ {4}(?:\S.*;|[}\])].*)$/.test(line) || depth(member) > 0) continue
    found.push({ comment: commentText(comment.trim()), code: member })
    comment = ''
    code = []
  }
  return found
}

/** The words of a comment, without its stars. */
function commentText(comment) {
  return comment
    .replace(/^\s*\/\*\*\s?/, '')
    .replace(/\s*\*\/\s*$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim()
}

/** The parts of a comment: its text, its examples, and its other tags. */
export function commentParts(comment) {
  const [words = '', ...tags] = comment.split(/(?:^|\s)@(?=(?:default|example)\b)/)
  const named = tags.map((tag) => {
    const [, name = '', text = ''] = /^(\w+)\s?([\s\S]*)$/.exec(tag) ?? []
    return { name, text: text.trim() }
  })
  return {
    words: words.trim(),
    examples: named.filter(({ name }) => name === 'example').map(({ text }) => text),
    tags: named.filter(({ name }) => name !== 'example'),
  }
}
