import { NlpError } from '../../src/shared/errors.js'
import type { GgufFile, GgufTensor } from './read-gguf.js'

/** Joins the parts of a model to one file. The first part describes the model, and each part has some of the tensors. */
export function joinParts(parts: readonly GgufFile[]): GgufFile {
  const [first] = parts as readonly [GgufFile, ...GgufFile[]]
  if (parts.length === 1) {
    const count = first.metadata.get('split.count')
    if (typeof count === 'number' && count > 1) {
      throw corrupt(first, `it is one of ${count} parts. Keep the names that the parts were published with`)
    }
    return first
  }
  const tensors = new Map<string, GgufTensor>()
  for (const [index, part] of parts.entries()) {
    if (part.metadata.get('split.count') !== parts.length || part.metadata.get('split.no') !== index) {
      throw corrupt(part, `it is not part ${index + 1} of ${parts.length}. Download all parts of the same model`)
    }
    for (const [name, tensor] of part.tensors) {
      if (tensors.has(name)) throw corrupt(part, `tensor ${name} is also in another part`)
      tensors.set(name, tensor)
    }
  }
  return { name: first.name, metadata: first.metadata, tensors }
}

function corrupt({ name }: GgufFile, reason: string): NlpError {
  return new NlpError('model-corrupt', `${name} cannot be read: ${reason}.`, { details: { file: name } })
}
