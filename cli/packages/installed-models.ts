import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type CatalogEntry, catalog } from '../../src/engines/catalog.js'
import { NlpError } from '../../src/shared/errors.js'
import { packageRoot } from './package-root.js'

export interface InstalledModel {
  readonly id: string
  /** The folder of the model's package, wherever the package manager has installed it. */
  readonly folder: string
}

/**
 * The models whose packages (`@tacet/<id>`) are installed, and the base models that they need. Packages are resolved as in Node, from the
 * folder of the app and then from tacet's own folder. Where all models are wanted, a package of another version is left out with a warning:
 * it must not keep the app from its other models.
 */
export function installedModels(
  wanted: readonly string[] | 'all',
  app: string,
  warn: (message: string) => void = console.warn,
): readonly InstalledModel[] {
  const entries = wanted === 'all' ? catalog : wanted.map(knownEntry)
  const found = new Map<string, InstalledModel>()
  for (const entry of entries) {
    try {
      const model = findModel(entry, [app, packageRoot()])
      if (model !== undefined) addWithBase(entry, model, found)
      else if (wanted !== 'all') throw notInstalled(entry)
    } catch (error) {
      if (wanted !== 'all' || !NlpError.is(error, 'model-missing')) throw error
      warn(`The model ${entry.id} is left out. ${error.message}`)
    }
  }
  return [...found.values()]
}

function addWithBase(entry: CatalogEntry, model: InstalledModel, found: Map<string, InstalledModel>): void {
  const base = catalog.find(({ id }) => id === entry.base)
  if (base !== undefined && !found.has(base.id)) {
    // The base is a dependency of the model's package. With pnpm, the app itself cannot resolve it.
    const installed = findModel(base, [model.folder])
    if (installed === undefined) throw notInstalled(base)
    found.set(base.id, installed)
  }
  found.set(entry.id, model)
}

function knownEntry(id: string): CatalogEntry {
  const entry = catalog.find((each) => each.id === id)
  if (entry !== undefined) return entry
  const known = catalog.map((each) => each.id).join(', ')
  throw new TypeError(`\`models\` must name models of tacet (${known}), got ${id}`)
}

function findModel({ id, version, sha256 }: CatalogEntry, places: readonly string[]): InstalledModel | undefined {
  for (const place of places) {
    const manifest = resolved(`@tacet/${id}/manifest.json`, place)
    if (manifest === undefined) continue
    const folder = dirname(manifest)
    if (createHash('sha256').update(readFileSync(manifest)).digest('hex') === sha256) return { id, folder }
    const installed = (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
    throw new NlpError(
      'model-missing',
      `@tacet/${id} ${installed} holds another model than this version of tacet runs. ` +
        `Run \`npm install @tacet/${id}@${version}\`.`,
      { details: { model: id, installed, needed: version } },
    )
  }
  return undefined
}

function resolved(specifier: string, place: string): string | undefined {
  try {
    return createRequire(join(place, 'package.json')).resolve(specifier)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
}

function notInstalled({ id, version }: CatalogEntry): NlpError {
  return new NlpError('model-missing', `The model ${id} is not installed. Run \`npm install @tacet/${id}\`.`, {
    details: { model: id, needed: version },
  })
}
