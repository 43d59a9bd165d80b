import { NlpError } from '../../src/shared/errors.js'
import type { EncoderDecoderArchitecture } from '../../src/shared/model-manifest.js'
import type { ModelFiles } from '../model-files/open.js'
import { readExternalData } from '../model-files/read-external-data.js'
import { createSession, type RunInput, type Session, type Slot, type State } from '../runtime/runtime.js'
import type { CausalModel } from './causal-model.js'
import { folderTokenizer } from './folder-tokenizer.js'
import { readWritingManner, type WritingManner } from './sequence-settings.js'
import type { SequenceSource, SequenceStep, Written } from './sequence-step.js'

/** A model that reads with one half and writes with the other. */
export interface SequenceModel {
  readonly tokenizer: CausalModel['tokenizer']
  readonly manner: WritingManner
  readonly contextWindow: number
  read(ids: readonly number[]): Promise<SequenceSource>
  close(): Promise<void>
}

export async function loadSequenceModel(
  files: ModelFiles,
  { encoder: encoderPath, decoder: decoderPath, contextWindow }: EncoderDecoderArchitecture,
): Promise<SequenceModel> {
  const open = async (path: string) =>
    createSession(await files.read(path), { device: 'wasm', externalData: await readExternalData(files, path) })
  const { tokenizer } = await folderTokenizer(files)
  const manner = await readWritingManner(files)
  const encoder = await open(encoderPath)
  let decoder: Session
  try {
    decoder = await open(decoderPath)
  } catch (error) {
    await encoder.release()
    throw error
  }
  const close = async () => {
    await Promise.all([encoder.release(), decoder.release()])
  }
  if (!has(encoder, 'input_ids')) {
    await close()
    throw new NlpError(
      'unsupported',
      `${encoderPath} does not read text: it has no input input_ids. Choose a model of texts.`,
    )
  }
  const past = decoder.inputs.filter(({ name }) => name.startsWith('past_key_values.'))
  if (past.length === 0 || !decoder.inputs.some(({ name }) => name === 'use_cache_branch')) {
    await close()
    throw new NlpError(
      'model-corrupt',
      `${decoderPath} is not a merged decoder: it has no input use_cache_branch. Export the model for text2text-generation-with-past.`,
      { details: { file: decoderPath } },
    )
  }
  return {
    tokenizer,
    manner,
    contextWindow,
    read: (ids) => readSource({ encoder, decoder, past }, ids),
    close,
  }
}

interface Halves {
  readonly encoder: Session
  readonly decoder: Session
  readonly past: readonly Slot[]
}

async function readSource({ encoder, decoder, past }: Halves, ids: readonly number[]): Promise<SequenceSource> {
  const mask = integers(ids.map(() => 1))
  const [stateName = 'last_hidden_state'] = encoder.outputs.map(({ name }) => name)
  const given = has(encoder, 'attention_mask') ? { attention_mask: mask } : {}
  const read = await encoder.compute({ input_ids: integers(ids), ...given }, [stateName])
  const states = read[stateName] as State
  const own = past.map(({ name }) => name).filter((name) => !isOfSource(name))
  // Later runs give empty tensors in place of the keys and values of the source, so those of the first run stay.
  let source: Written = {}

  async function run(inputs: Readonly<Record<string, RunInput>>, kept: readonly string[]): Promise<SequenceStep> {
    const feeds: Record<string, RunInput> = { encoder_attention_mask: mask, encoder_hidden_states: states, ...inputs }
    const known = Object.fromEntries(Object.entries(feeds).filter(([name]) => has(decoder, name)))
    const { logits, ...present } = await decoder.compute(known, ['logits', ...kept.map(presentName)])
    const written = Object.fromEntries(kept.map((name) => [name, present[presentName(name)] as State]))
    // The sampler changes the scores, so they are copied.
    const scores = (logits as State).numbers().slice()
    logits?.dispose()
    return { scores, written }
  }

  return {
    async begin(start) {
      const empty = Object.fromEntries(past.map(({ name, type, shape }) => [name, emptyPast(name, type, shape)]))
      const first = { input_ids: integers([start]), use_cache_branch: { flag: false }, ...empty }
      const { scores, written } = await run(
        first,
        past.map(({ name }) => name),
      )
      const parts = Object.entries(written)
      source = Object.fromEntries(parts.filter(([name]) => isOfSource(name)))
      return { scores, written: Object.fromEntries(parts.filter(([name]) => !isOfSource(name))) }
    },
    after: ({ written }, token) =>
      run({ input_ids: integers([token]), use_cache_branch: { flag: true }, ...source, ...written }, own),
    close() {
      states.dispose()
      for (const state of Object.values(source)) state.dispose()
    },
  }
}

const has = ({ inputs }: Session, name: string) => inputs.some((slot) => slot.name === name)

const isOfSource = (name: string) => name.includes('.encoder.')

const presentName = (name: string) => name.replace('past_key_values', 'present')

const integers = (numbers: readonly number[]) => ({
  values: BigInt64Array.from(numbers, BigInt),
  shape: [1, numbers.length],
})

function emptyPast(name: string, type: string, shape: readonly (number | string)[]): RunInput {
  if (type !== 'float32' && type !== 'float16') {
    throw new NlpError('unsupported', `The decoder takes ${name} as ${type}. Choose a file with floats.`)
  }
  return { type, shape: shape.map((size, axis) => (axis === 0 ? 1 : typeof size === 'number' ? size : 0)) }
}
