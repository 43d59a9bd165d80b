import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Route } from './static-server.js'

export interface InstalledPackage {
  readonly folder: string
  readonly name: string
  readonly version: string
}

const NAME = `(['"])((?:@[\\w.-]+/)?[\\w-][\\w./-]*)\\1`
/** The imports of other packages in built files, as the compiler writes them. */
const IMPORTS = [
  new RegExp(`^(?:import(?:[^;'"]*?\\bfrom)?|export[^;'"]*?\\bfrom)\\s*${NAME}`, 'gm'),
  new RegExp(`\\bimport\\(\\s*${NAME}`, 'g'),
]
/** Comments are removed first, because examples in comments contain imports. */
const COMMENT = /^\s*(?:\*|\/\*|\/\/).*$/gm

/**
 * Lets a browser run built files directly: the map leads their imports of other packages to the folders where those packages are installed.
 * Nothing is bundled, so an evaluation runs the published files.
 */
export function importMap(
  folder: string,
  /** Returns the address of a package's folder, with a slash at its end; undefined for a package that the page cannot get. */
  address: (found: InstalledPackage) => string | undefined = ({ name }) => `/packages/${name}/`,
): { readonly imports: Record<string, string>; readonly routes: Route[] } {
  const imports: Record<string, string> = {}
  const routes = new Map<string, Route>()
  for (const specifier of bareImports(folder)) {
    const file = installed(specifier, folder)
    if (file === undefined) continue
    const root = packageFolder(file)
    const prefix = address(root)
    if (prefix === undefined) continue
    routes.set(prefix, { prefix, folder: root.folder })
    imports[specifier] = prefix + relative(root.folder, file).split(sep).join('/')
  }
  return { imports, routes: [...routes.values()] }
}

function bareImports(folder: string): Set<string> {
  const found = new Set<string>()
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.js')) continue
    const source = readFileSync(join(folder, entry), 'utf8').replaceAll(COMMENT, '')
    for (const pattern of IMPORTS) for (const [, , specifier = ''] of source.matchAll(pattern)) found.add(specifier)
  }
  return found
}

/** `undefined` for a package that only one entry needs and that this app has not installed, such as React. */
function installed(specifier: string, folder: string): string | undefined {
  try {
    return resolve(specifier, folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

/** The file for `import`. `require.resolve` would return the file for `require`. */
function resolve(specifier: string, folder: string): string {
  const [, name = specifier, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? []
  const root = packageFolder(createRequire(pathToFileURL(join(folder, 'x.js'))).resolve(specifier))
  const manifest = JSON.parse(readFileSync(join(root.folder, 'package.json'), 'utf8')) as {
    exports?: unknown
    module?: string
    main?: string
  }
  const target = conditional(subpath(manifest.exports, `.${rest}`)) ?? (rest === '' ? manifest.module : undefined)
  if (target !== undefined) return join(root.folder, target)
  return fileURLToPath(pathToFileURL(createRequire(pathToFileURL(join(folder, 'x.js'))).resolve(name + rest)))
}

function subpath(exports: unknown, path: string): unknown {
  if (typeof exports !== 'object' || exports === null) return path === '.' ? exports : undefined
  if (path in exports) return (exports as Record<string, unknown>)[path]
  // Without paths, `exports` holds the conditions of the whole package.
  return path === '.' && !('.' in exports) ? exports : undefined
}

function conditional(target: unknown): string | undefined {
  if (typeof target === 'string' || target === undefined || target === null) return target ?? undefined
  for (const [condition, inner] of Object.entries(target)) {
    if (!['browser', 'import', 'module', 'default'].includes(condition)) continue
    const found = conditional(inner)
    if (found !== undefined) return found
  }
  return undefined
}

function packageFolder(file: string): InstalledPackage {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    try {
      const { name, version = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name?: string
        version?: string
      }
      // Folders inside a package may have a `package.json` without a name, which only states the type of modules.
      if (name !== undefined) return { folder, name, version }
    } catch {
      if (dirname(folder) === folder) throw new Error(`No package holds ${file}`)
    }
  }
}
