import type { ModelFiles } from '../model-files/open.js'
import type { CausalModel } from './causal-model.js'
import { openTokenizer } from './kernel-model.js'

/** Opens the tokenizer of a folder of the hub, with its chat template and the tokens that end an answer. */
export async function folderTokenizer(files: ModelFiles): Promise<Pick<CausalModel, 'tokenizer' | 'endTokens'>> {
  const has = (path: string) => files.manifest.files.some((file) => file.path === path)
  const tokenizer = await openTokenizer({
    sizes: new Map(files.manifest.files.map(({ path, bytes }) => [path, bytes])),
    read: (path) => files.read(path),
  })
  if (!tokenizer.chat_template && has(TEMPLATE)) tokenizer.chat_template = await textOf(TEMPLATE)
  const named = await Promise.all(['generation_config.json', 'config.json'].filter(has).map(endTokensIn))
  return { tokenizer, endTokens: new Set([...named.flat(), tokenizer.eos_token_id].filter(isToken)) }

  async function endTokensIn(path: string): Promise<readonly unknown[]> {
    const { eos_token_id: tokens } = JSON.parse(await textOf(path)) as { readonly eos_token_id?: unknown }
    return [tokens].flat()
  }

  async function textOf(path: string): Promise<string> {
    return new TextDecoder().decode(await files.read(path))
  }
}

const TEMPLATE = 'chat_template.jinja'

const isToken = (value: unknown): value is number => typeof value === 'number'
