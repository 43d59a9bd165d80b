import { externalDataNames } from './external-data.js'
import type { ModelFiles } from './open.js'
import { PACKED, unpackWeights } from './unpack-weights.js'

export interface ExternalData {
  /** The name of the file in the graph. */
  readonly path: string
  readonly data: Uint8Array
}

/** A file beside a graph, as it is stored. */
export interface StoredData {
  /** The name of the file in the graph. */
  readonly name: string
  /** The path of the stored file. */
  readonly path: string
  readonly bytes: Uint8Array
  /** Whether the numbers are stored in 4 bits, and not as the graph expects them. */
  readonly isPacked: boolean
}

/**
 * Reads the files beside a graph that hold its weights, from the folder of the graph. If the caller does not pass the
 * graph, it is read too.
 */
export async function readStoredData(
  files: ModelFiles,
  path: string,
  graph?: Uint8Array,
): Promise<readonly StoredData[]> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const beside = files.manifest.files.filter((file) => file.path !== path && file.path.startsWith(folder))
  // A graph that contains its weights is large, and searching it would delay every start.
  if (beside.every((file) => /\.(json|txt|jinja|safetensors)$/.test(file.path))) return []
  const has = (name: string) => beside.some((file) => file.path === folder + name)
  const names = externalDataNames(path, graph ?? (await files.read(path)))
  const read = async (name: string, isPacked: boolean): Promise<StoredData> => {
    const stored = folder + name + (isPacked ? PACKED : '')
    return { name, path: stored, bytes: await files.read(stored), isPacked }
  }
  return Promise.all([
    ...names.filter(has).map((name) => read(name, false)),
    ...names.filter((name) => !has(name) && has(name + PACKED)).map((name) => read(name, true)),
  ])
}

/** Reads the files beside a graph in the form that the graph expects. */
export async function readExternalData(
  files: ModelFiles,
  path: string,
  graph?: Uint8Array,
): Promise<readonly ExternalData[]> {
  return (await readStoredData(files, path, graph)).map(unpackStored)
}

export const unpackStored = ({ name, path, bytes, isPacked }: StoredData): ExternalData => ({
  path: name,
  data: isPacked ? unpackWeights(bytes, path) : bytes,
})
