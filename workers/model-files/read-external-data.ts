import { externalDataNames } from './external-data.js'
import type { ModelFiles } from './open.js'
import { PACKED, unpackWeights } from './unpack-weights.js'

export interface ExternalData {
  /** The name of the file in the graph. */
  readonly path: string
  readonly data: Uint8Array
}

/**
 * Reads the files beside a graph that hold its weights. They are in the folder of the graph. The graph itself is read
 * where the caller does not pass it.
 */
export async function readExternalData(
  files: ModelFiles,
  path: string,
  graph?: Uint8Array,
): Promise<readonly ExternalData[]> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const beside = files.manifest.files.filter((file) => file.path !== path && file.path.startsWith(folder))
  // A graph that contains its weights is large, and searching it would delay every start.
  if (beside.every((file) => /\.(json|txt|jinja|safetensors)$/.test(file.path))) return []
  const has = (name: string) => beside.some((file) => file.path === folder + name)
  const names = externalDataNames(graph ?? (await files.read(path)))
  return Promise.all([
    ...names.filter(has).map(async (name) => ({ path: name, data: await files.read(folder + name) })),
    ...names
      .filter((name) => !has(name) && has(name + PACKED))
      .map(async (name) => {
        const packed = folder + name + PACKED
        return { path: name, data: unpackWeights(await files.read(packed), packed) }
      }),
  ])
}
