import { NlpError } from '../../src/shared/errors.js'
import type { ModelFile, ModelManifest } from '../../src/shared/model-manifest.js'

/** Parses a model's manifest. In the catalog the id is known, and the manifest must be for this `id`. */
export function parseManifest(bytes: Uint8Array, id?: string): ModelManifest {
  let manifest: Partial<ModelManifest> | null
  try {
    manifest = JSON.parse(new TextDecoder().decode(bytes)) as Partial<ModelManifest> | null
  } catch (cause) {
    throw wrong('not JSON', cause)
  }
  if (id !== undefined && manifest?.id !== id) throw wrong(`for model ${manifest?.id} and not for ${id}`)
  if (!Array.isArray(manifest?.files) || !manifest.files.every(isModelFile))
    throw wrong('without a proper list of files: each needs a `path` within the folder, its `bytes` and its `sha256`')
  if (!Array.isArray(manifest.tasks) || typeof manifest.architecture?.type !== 'string') throw wrong('incomplete')
  return manifest as ModelManifest
}

/**
 * Whether these bytes are meant as a model's manifest. A web application has a manifest.json of its own, and a
 * single-page application sends something for every address.
 */
export function isManifest(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes)
  try {
    const value = JSON.parse(text) as Partial<ModelManifest> | null
    return value?.architecture !== undefined || (value?.files !== undefined && value.tasks !== undefined)
  } catch {
    // A manifest that was cut off must not be taken for none: the model would run with other settings.
    return /^\s*\{/.test(text) && /"(?:architecture|tasks)"\s*:/.test(text)
  }
}

function isModelFile(file: Partial<ModelFile> | null): boolean {
  return isInside(file?.path) && Number.isInteger(file?.bytes) && /^[0-9a-f]{64}$/.test(String(file?.sha256))
}

/** Whether a path names a file within its folder, in the form in which the file is requested. */
export function isInside(path: unknown): path is string {
  return typeof path === 'string' && path.split('/').every((part) => !/^\.{0,2}$|\\/.test(part))
}

function wrong(what: string, cause?: unknown): NlpError {
  return new NlpError('model-corrupt', `manifest.json is ${what}.`, { cause, details: { file: 'manifest.json' } })
}
