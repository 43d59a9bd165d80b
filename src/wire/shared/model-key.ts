import type { ModelSource } from '../../shared/model-manifest.js'

/** The key of a model. The address alone is not enough: one address may be opened in two precisions, or by catalog and as a folder. */
export function modelKey(source: ModelSource): string {
  if (source.type === 'catalog') return `${source.id} ${source.url}`
  const { url, file = '', dtype, pooling, prefixes } = source
  const settings = [dtype, pooling, prefixes && [prefixes.query, prefixes.document]]
  return settings.every((setting) => setting === undefined)
    ? `${url}${file}`
    : `${url}${file} ${JSON.stringify(settings)}`
}
