import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput, TextToText } from '../../src/shared/tasks.js'
import type { SequenceModel } from './sequence-model.js'
import type { SequenceSettings } from './sequence-settings.js'

/** A token that chooses the language of the answer. */
const LANGUAGE_TOKEN = /^>>[\p{L}\p{N}_-]+<</u

/** The instructions that the model understands, for callers in the page. */
export function textToTextOf({ tokenizer, manner }: SequenceModel): TextToText {
  const { purposes, translates } = manner
  const languageTokens = [...tokenizer.get_vocab().keys()].filter((token) => LANGUAGE_TOKEN.exec(token)?.[0] === token)
  return { purposes: [...purposes.keys()], languageTokens, translates }
}

/** The tokens that the encoder reads, and the settings for the purpose of the call. */
export function sequenceSource(
  { tokenizer, manner }: SequenceModel,
  input: GenerateInput,
): { readonly ids: readonly number[]; readonly settings: SequenceSettings } {
  const text = sourceText(input)
  const { purpose: name } = input
  if (name === undefined) return { ids: encode(text), settings: manner.settings }
  const purpose = manner.purposes.get(name)
  if (purpose === undefined) {
    const known = [...manner.purposes.keys()].join(', ') || 'none'
    throw refusal(`its config.json does not name the purpose ${name}; it names ${known}`)
  }
  return { ids: encode(purpose.prefix + text), settings: purpose.settings }

  function encode(text: string): number[] {
    // The tokenizer would cut the token of a language into pieces that mean nothing.
    const [token = ''] = LANGUAGE_TOKEN.exec(text) ?? []
    // A sentence looks up one token, and `get_vocab()` would make a map of all tokens.
    const id: number | undefined = token === '' ? undefined : tokenizer.convert_tokens_to_ids(token)
    return id === undefined ? tokenizer.encode(text) : [id, ...tokenizer.encode(text.slice(token.length).trimStart())]
  }
}

/** The text to read. Such a model supports no turns, tools and schemas, and must not drop them silently. */
function sourceText({
  messages,
  prompt,
  schema,
  tools,
  choices,
  likelihoodOf,
  suggest,
  beams,
  temperature,
}: GenerateInput) {
  const asked =
    (schema !== undefined && 'object()') ||
    ((tools?.length ?? 0) > 0 && 'tools') ||
    (choices !== undefined && 'choose()') ||
    (likelihoodOf !== undefined && 'score()') ||
    (suggest !== undefined && 'suggestions')
  if (asked !== false) throw refusal(`it cannot do ${asked}`)
  if (beams !== undefined && beams > 1 && temperature > 0) throw refusal('`beams` goes with `temperature: 0`')
  const [message] = messages
  const text = prompt ?? (messages.length === 1 && message?.role === 'user' ? message.content : undefined)
  if (text === undefined) throw refusal('it takes no conversation; give one text')
  if (text === '') throw new NlpError('invalid-data', 'There is nothing to read: the text is empty')
  return text
}

const refusal = (reason: string) =>
  new NlpError('unsupported', `This model turns one text into another, as encoder–decoder models do: ${reason}.`)
