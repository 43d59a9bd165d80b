import type { Precision } from '../shared/compute.js'
import { NlpError } from '../shared/errors.js'
import type { CatalogSource, EmbeddingSettings, ModelSource } from '../shared/model-manifest.js'
import type { Task } from '../shared/tasks.js'
import type { ModelAddress } from './assets.js'
import { type CatalogEntry, catalog } from './catalog.js'
import { ggufAddress } from './gguf-address.js'

/** The model of each task where the caller names none. */
const DEFAULT_MODELS: Readonly<Partial<Record<Task, string>>> = {
  embed: 'minilm',
  classify: 'sentiment',
  label: 'pii-tagger',
  language: 'language',
  generate: 'compose',
  rerank: 'reranker',
}

/** The settings of models whose own files do not decide them. */
interface FolderSettings extends EmbeddingSettings {
  readonly dtype?: Precision | undefined
}

/** Where models are looked for. */
export interface ModelPlaces {
  /** Gives the address of a model of the catalog. */
  readonly address: ModelAddress
  /** The address of the hub. */
  readonly hub: string
  /** The address to which that of a folder is relative, outside of pages. @default the page */
  readonly base?: string | undefined
}

/** A name on the hub: owner and repository, with or without a revision after an `@`. */
const HUB_ID = /^([\w.-]+\/[\w.-]+)(?:@([\w./-]+))?$/

/**
 * Finds a model by the name that the caller gave: an id of the catalog, the address of a folder in the Hugging Face
 * layout, a hub id (`owner/name`, `owner/name@revision`), or a GGUF file by its address or as `owner/name/file.gguf`.
 * Only a hub id allows a request to the hub.
 */
export function resolveModel(
  task: Task,
  model: string | undefined,
  { address, hub, base }: ModelPlaces,
  settings: FolderSettings = {},
): ModelSource {
  const name = model ?? DEFAULT_MODELS[task]
  if (name === undefined) {
    throw new NlpError('model-unknown', `No model that can ${task} comes with tacet. Name one in \`model\`.`)
  }
  const entry = findEntry(name)
  if (entry !== undefined) {
    const { id, tasks } = entry
    if (!tasks.includes(task) && !(task === 'classify' && tasks.includes('embed'))) {
      throw new NlpError('model-unknown', `Model ${id} does ${tasks.join(', ')}, not ${task}. ${othersFor(task)}`)
    }
    refuse(settings, id)
    return catalogSource(entry, address)
  }
  const gguf = ggufAddress(name, hub, base)
  if (gguf !== undefined) {
    if (task !== 'generate') throw new NlpError('model-unknown', `GGUF files generate, and do not ${task}: ${name}`)
    refuse(settings, name)
    return { type: 'folder', id: name, ...gguf }
  }
  const [, hubId, revision = 'main'] = HUB_ID.exec(name) ?? []
  if (hubId !== undefined && !name.startsWith('.')) {
    return { type: 'folder', id: name, url: new URL(`${hubId}/resolve/${revision}/`, `${hub}/`).href, ...settings }
  }
  if (/^(https?:|file:|\.{0,2}\/)/.test(name)) {
    const url = new URL(name, globalThis.document?.baseURI ?? globalThis.location?.href ?? base)
    if (!url.pathname.endsWith('/')) url.pathname += '/'
    return { type: 'folder', id: name, url: url.href, ...settings }
  }
  throw new NlpError('model-unknown', `Model ${name} is not known. ${othersFor(task)}`)
}

function othersFor(task: Task): string {
  const known = catalog.filter(({ tasks }) => tasks.includes(task)).map(({ id }) => id)
  const own = known.length > 0 ? `${known.join(', ')} can ${task}` : `No model that can ${task} comes with tacet`
  return `${own}. You can also give the address of a folder, or a hub id such as owner/name`
}

/** Throws where a setting is given: these settings are only for models whose files do not define them. */
function refuse(settings: FolderSettings, id: string): void {
  const [setting] = Object.entries(settings).find(([, value]) => value !== undefined) ?? []
  if (setting === undefined) return
  throw new TypeError(
    `\`${setting}\` is for models of a folder or of the hub. Leave it out: the model ${id} has its own`,
  )
}

const findEntry = (name: string | undefined) => catalog.find(({ id }) => id === name)

function catalogSource(entry: CatalogEntry, address: ModelAddress): CatalogSource {
  const { id, bytes, sha256 } = entry
  const needed = findEntry(entry.base)
  return {
    type: 'catalog',
    id,
    bytes,
    sha256,
    url: address(entry),
    base: needed && catalogSource(needed, address),
  }
}
