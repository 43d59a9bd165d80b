import type { PreTrainedTokenizer } from '@huggingface/transformers'
import { NlpError } from '../../src/shared/errors.js'
import { randomId } from '../../src/shared/random-id.js'
import { faulty, templateTags } from './template-tags.js'

/** A turn of a conversation, as chat templates read it. */
export interface TemplateMessage {
  readonly role: string
  readonly content: string
}

/** The longest templates of published models have 30,000 characters. */
const MOST_TEMPLATE = 1_000_000

/** Enough for a thousand turns of a conversation, each with two hundred parts. */
const MOST_ROUNDS = 200_000

/** The most characters that a template may add to the texts of a conversation. */
const MOST_ADDED = 1_000_000

/** The names of functions of the worker in a template. A template that could guess them could remove the count. */
const SECRET = randomId().replaceAll('-', '')
const [COUNT, RANGE] = [`count_${SECRET}`, `range_${SECRET}`] as const

/**
 * Writes a conversation in the form of the model's chat template. A template is a small program of the model's maker.
 * It may loop for ever and cannot be interrupted, so its rounds are counted.
 */
export function applyTemplate(
  tokenizer: PreTrainedTokenizer,
  conversation: TemplateMessage[],
  options: Readonly<Record<string, unknown>> & { readonly tools?: object[] },
): string {
  let rounds = 0
  const count = (more: number) => {
    rounds += more
    if (rounds > MOST_ROUNDS) throw faulty(`it runs through more than ${MOST_ROUNDS} rounds of its loops`)
    return ''
  }
  const range = (first: number, end?: number, step = 1) => {
    const [from, to] = end === undefined ? [0, first] : [first, end]
    // A range to NaN is empty. As an argument NaN would break the count.
    const length = Math.max(0, Math.ceil((to - from) / step)) || 0
    count(length)
    return Array.from({ length }, (_, index) => from + index * step)
  }
  try {
    const template = tokenizer.get_chat_template(options.tools === undefined ? {} : { tools: options.tools })
    if (template.length > MOST_TEMPLATE) throw faulty(`it has ${template.length} characters`)
    const values: object = { ...options, [COUNT]: () => count(1), [RANGE]: range }
    const text = tokenizer.apply_chat_template(conversation, {
      ...values,
      tokenize: false,
      chat_template: countRounds(template),
    }) as unknown as string
    const given = JSON.stringify([conversation, options]).length
    if (text.length > 4 * given + MOST_ADDED) throw faulty(`it makes ${text.length} characters of ${given}`)
    return text
  } catch (cause) {
    if (NlpError.is(cause)) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new NlpError('invalid-data', `The model's own chat template refuses these messages: ${reason}`, { cause })
  }
}

/**
 * Adds a count to each round of a loop and to each call of a macro, and puts a counted `range` in place of the engine's, also where the
 * template calls it by another name. The text that the template makes stays the same: the engine takes away the line break behind the first tag.
 */
function countRounds(template: string): string {
  const pieces = [`{% set range = ${RANGE} %}\n`]
  let from = 0
  for (const { start, end } of templateTags(template)) {
    const [, dash] = /^\{%-?\s*(?:for|macro)\b.*?(-?)%\}$/s.exec(template.slice(start, end)) ?? []
    if (dash === undefined) continue
    // A dash takes away the white space behind the tag, so the added tag needs the same dash.
    pieces.push(template.slice(from, end), `{%${dash} set ${COUNT}ed = ${COUNT}() ${dash}%}`)
    from = end
  }
  return [...pieces, template.slice(from)].join('')
}
