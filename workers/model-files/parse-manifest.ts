import { NlpError } from '../../src/errors.js'
import type { ModelFile, ModelManifest } from '../../src/tasks.js'

/** A model's manifest, which must be for `id` where that is known: in the catalog. */
export function parseManifest(bytes: Uint8Array, id?: string): ModelManifest {
  let manifest: Partial<ModelManifest> | null
  try {
    manifest = JSON.parse(new TextDecoder().decode(bytes)) as Partial<ModelManifest> | null
  } catch (cause) {
    throw wrong('not JSON', cause)
  }
  if (id !== undefined && manifest?.id !== id) throw wrong(`for model ${manifest?.id} and not for ${id}`)
  if (!Array.isArray(manifest?.files) || !manifest.files.every(isModelFile))
    throw wrong('without a proper list of files')
  if (!Array.isArray(manifest.tasks) || typeof manifest.architecture?.type !== 'string') throw wrong('incomplete')
  return manifest as ModelManifest
}

function isModelFile(file: Partial<ModelFile> | null): boolean {
  return typeof file?.path === 'string' && Number.isInteger(file.bytes) && /^[0-9a-f]{64}$/.test(String(file.sha256))
}

function wrong(what: string, cause?: unknown): NlpError {
  return new NlpError('model-corrupt', `manifest.json is ${what}.`, { cause, details: { file: 'manifest.json' } })
}
