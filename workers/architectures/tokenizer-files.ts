import { NlpError } from '../../src/shared/errors.js'
import type { ModelFiles } from '../model-files/open.js'

const CONFIG = 'tokenizer_config.json'

/** Reads the files of a tokenizer. Only its config may be missing. */
export async function readTokenizerFiles(
  files: ModelFiles,
  path: string,
): Promise<{ readonly tokenizer: unknown; readonly config: unknown }> {
  const hasConfig = files.manifest.files.some((file) => file.path === CONFIG)
  const [tokenizer, config] = await Promise.all([readJson(files, path), hasConfig ? readJson(files, CONFIG) : {}])
  return { tokenizer, config }
}

async function readJson(files: ModelFiles, path: string): Promise<unknown> {
  const bytes = await files.read(path)
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (cause) {
    throw new NlpError('model-corrupt', `${path} is not JSON`, { cause })
  }
}
