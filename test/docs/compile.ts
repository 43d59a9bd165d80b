import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { entries, exportedFrom } from '../../scripts/docs/declarations.mjs'

/** Code of a document. */
export interface Snippet {
  /** Where a reader finds it: a file, or the name of the function whose example it is. */
  readonly source: string
  /** The line of its first line, where the source is a file. @default 1 */
  readonly line?: number | undefined
  readonly code: string
  /** @default 'ts' */
  readonly language?: string | undefined
}

/**
 * The compiler's errors in these snippets: one line for each, with the place in the document. A snippet that is a whole
 * file imports all names that it uses.
 */
export function compile(snippets: readonly Snippet[], name: string, { wholeFiles = false } = {}): string[] {
  const folder = join('.cache/docs-code', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  if (!wholeFiles) copyFileSync('test/docs/given.d.ts', join(folder, 'given.d.ts'))
  snippets.forEach(({ code, language = 'ts' }, index) => {
    const before = wholeFiles ? '' : missingImports(code)
    writeFileSync(join(folder, `${index}.${language}`), `${before}\n${code}\nexport {}\n`)
  })
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS, include: ['*'] }))
  return printed(folder).flatMap((line) => {
    const [, index = '', row = '', message = ''] = /(\d+)\.[jt]sx?\((\d+),\d+\): (.*)$/.exec(line) ?? []
    const snippet = snippets[Number(index)]
    if (index === '') return line.startsWith(' ') || line === '' ? [] : [line]
    // The first line of each file is ours.
    return [`${snippet?.source}:${(snippet?.line ?? 1) + Number(row) - 2}: ${message}`]
  })
}

const OPTIONS = {
  target: 'es2023',
  lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable', 'dom.asynciterable'],
  module: 'esnext',
  moduleResolution: 'bundler',
  jsx: 'react-jsx',
  types: ['node'],
  typeRoots: ['../../../node_modules/@types'],
  strict: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  noEmit: true,
  paths: Object.fromEntries(entries().map(({ name, file }) => [name, [`../../../${file}`]])),
}

function printed(folder: string): string[] {
  try {
    return execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder, '--pretty', 'false'], {
      encoding: 'utf8',
    }).split('\n')
  } catch (error) {
    return (error as { stdout: string }).stdout.split('\n')
  }
}

const entryOf = new Map<string, string>()
for (const { name, file } of entries()) {
  for (const exported of exportedFrom(file).keys()) entryOf.set(exported, name)
}

/** A short example leaves out the imports of names of this package: here they are, on one line. */
function missingImports(code: string): string {
  const names = [...entryOf].filter(([name]) => uses(code, name) && !brings(code, name))
  return names.map(([name, entry]) => `import { ${name} } from '${entry}'`).join('; ')
}

function uses(code: string, name: string): boolean {
  return new RegExp(`(?<![\\w'/-])(?<!(?<!\\.\\.)\\.)\\b${name}\\b(?!['/:-])`).test(code)
}

/** Whether the code declares or imports this name itself. */
function brings(code: string, name: string): boolean {
  return [
    `\\b(const|function|class|interface|type|as) ${name}\\b`,
    `\\b(const|let|import)( type)? \\{[^}]*\\b${name}\\b[^}]*\\} (=|from)`,
  ].some((pattern) => new RegExp(pattern).test(code))
}
