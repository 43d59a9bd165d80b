import type { FolderSource, ModelSource } from '../../shared/model-manifest.js'

/**
 * The key of a model. The address alone is not enough: one address may be opened in two precisions, by two programs, or by catalog and as a
 * folder.
 */
export function modelKey(source: ModelSource): string {
  const { runtime } = source
  const key = source.type === 'catalog' ? `${source.id} ${source.url}` : folderKey(source)
  return runtime === undefined ? key : `${key} ${runtime}`
}

function folderKey({ url, file = '', dtype, pooling, prefixes }: FolderSource): string {
  const settings = [dtype, pooling, prefixes && [prefixes.query, prefixes.document]]
  return settings.every((setting) => setting === undefined)
    ? `${url}${file}`
    : `${url}${file} ${JSON.stringify(settings)}`
}
