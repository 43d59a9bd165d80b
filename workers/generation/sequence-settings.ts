import type { TextToText } from '../../src/shared/tasks.js'
import type { ModelFiles } from '../model-files/open.js'

/** How an encoder–decoder model writes, as its own files state it. */
export interface SequenceSettings {
  /** The token before the first token of every answer. */
  readonly start: number
  readonly ends: ReadonlySet<number>
  readonly forcedFirst: number | undefined
  readonly forcedLast: number | undefined
  /** Sequences of tokens that must not be written. */
  readonly forbidden: readonly (readonly number[])[]
  /** No run of this many tokens is written twice. 0 allows every run. */
  readonly unrepeated: number
  /** The least number of tokens before an end, the start included. */
  readonly least: number
  readonly lengthPenalty: number
  /** Whether a search ends with the first full set of answers. */
  readonly stopsEarly: boolean
}

type Json = Readonly<Record<string, unknown>>

/** The words before a text of some purpose, and the settings for it. */
interface SequencePurpose {
  readonly prefix: string
  readonly settings: SequenceSettings
}

/** How a model writes: in general, and for each purpose that its config names. */
export interface WritingManner {
  readonly settings: SequenceSettings
  readonly purposes: ReadonlyMap<string, SequencePurpose>
  /** The pair of languages that the model translates, if its files name it. */
  readonly translates: TextToText['translates']
}

/** Older folders state the settings in config.json, newer ones in generation_config.json. */
export async function readWritingManner(files: ModelFiles): Promise<WritingManner> {
  const read = async (path: string): Promise<Json> =>
    files.manifest.files.some((file) => file.path === path)
      ? (JSON.parse(new TextDecoder().decode(await files.read(path))) as Json)
      : {}
  const config = { ...(await read('config.json')), ...(await read('generation_config.json')) }
  const { source_lang: from, target_lang: to } = await read('tokenizer_config.json')
  const purposes = Object.entries(objectOf(config['task_specific_params'])).map(([name, params]) => {
    const own = objectOf(params)
    const prefix = typeof own['prefix'] === 'string' ? own['prefix'] : ''
    return [name, { prefix, settings: sequenceSettings({ ...config, ...own }) }] as const
  })
  return {
    settings: sequenceSettings(config),
    purposes: new Map(purposes),
    translates: typeof from === 'string' && typeof to === 'string' ? { from, to } : undefined,
  }
}

const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})

export function sequenceSettings(config: Json): SequenceSettings {
  const number = (name: string) => (typeof config[name] === 'number' ? config[name] : undefined)
  const forbidden = config['bad_words_ids']
  return {
    start: number('decoder_start_token_id') ?? number('bos_token_id') ?? 0,
    ends: new Set([config['eos_token_id']].flat().filter((token) => typeof token === 'number')),
    forcedFirst: number('forced_bos_token_id'),
    forcedLast: number('forced_eos_token_id'),
    forbidden: Array.isArray(forbidden) ? (forbidden as number[][]) : [],
    unrepeated: number('no_repeat_ngram_size') ?? 0,
    least: number('min_length') ?? 0,
    lengthPenalty: number('length_penalty') ?? 1,
    stopsEarly: config['early_stopping'] === true,
  }
}

/**
 * Changes the scores of the next token by the settings. `ids` begins with the start token; `last` says that no token may
 * follow the next one.
 */
export function applySettings(
  scores: Float32Array,
  ids: readonly number[],
  settings: SequenceSettings,
  last: boolean,
): void {
  const forbid = (token: number) => {
    scores[token] = Number.NEGATIVE_INFINITY
  }
  const { unrepeated: size, least, forcedFirst, forcedLast } = settings
  if (size > 0 && ids.length >= size) {
    const tail = ids.slice(ids.length - size + 1)
    for (let at = 0; at + size <= ids.length; at += 1) {
      if (tail.every((token, index) => ids[at + index] === token)) forbid(ids[at + size - 1] as number)
    }
  }
  for (const words of settings.forbidden) {
    const before = words.slice(0, -1)
    const from = ids.length - before.length
    if (from >= 0 && before.every((token, index) => ids[from + index] === token)) forbid(words.at(-1) as number)
  }
  if (ids.length < least) for (const end of settings.ends) forbid(end)
  const forced = ids.length === 1 && forcedFirst !== undefined ? forcedFirst : last ? forcedLast : undefined
  if (forced === undefined) return
  scores.fill(Number.NEGATIVE_INFINITY)
  scores[forced] = 0
}
