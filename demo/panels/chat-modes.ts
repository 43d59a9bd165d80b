import type { Conversation, Generation, TextGenerator } from 'tacet'
import { element } from '../parts/element.js'
import { formatPercent } from '../parts/format.js'
import { objectView } from './chat-object.js'

const MOST_TOKENS = 400

const SCHEMA = {
  type: 'object',
  properties: {
    topic: { type: 'string', maxLength: 60 },
    urgent: { type: 'boolean' },
    mood: { enum: ['pleased', 'neutral', 'annoyed'] },
  },
  required: ['topic', 'urgent', 'mood'],
}

/** The parts of the chat that an answer needs. */
interface Turn {
  readonly generator: TextGenerator
  readonly conversation: Conversation
  readonly said: string
  /** The place of the answer. */
  readonly answer: HTMLElement
  readonly signal: AbortSignal
  /** Called with each part of the answer. */
  readonly onPart: () => void
}

export interface ChatModes {
  /** The choice of the form of an answer, with the inputs of the form. */
  readonly root: HTMLElement
  /** Answers in the chosen form. Throws in words for a visitor where the form is not complete. */
  answer(turn: Turn): Promise<Generation>
}

/** Lets the visitor choose the form of the answers: a text, JSON that obeys a schema, or one of some answers. */
export function chatModes(): ChatModes {
  const mode = element(
    'select',
    { id: 'chat-mode' },
    element('option', { value: 'text' }, 'a text'),
    element('option', { value: 'json' }, 'JSON by a schema'),
    element('option', { value: 'choose' }, 'one of these answers'),
  )
  const schema = element('textarea', {
    id: 'chat-schema',
    rows: 9,
    spellcheck: false,
    value: JSON.stringify(SCHEMA, undefined, 2),
  })
  const choices = element('input', { id: 'chat-choices', value: 'yes, no', autocomplete: 'off' })
  const field = (words: string, control: HTMLElement) =>
    element('div', { className: 'field' }, element('label', { htmlFor: control.id }, words), control)
  const fields = {
    text: undefined,
    json: field('Schema: the answer cannot break it', schema),
    choose: field('Answers, with commas between them. The model says how likely each is, and writes nothing', choices),
  }
  const show = () => {
    for (const [name, part] of Object.entries(fields)) if (part !== undefined) part.hidden = name !== mode.value
  }
  mode.addEventListener('change', show)
  show()

  return {
    root: element('div', { className: 'chat-form' }, field('Answer with', mode), fields.json, fields.choose),
    answer(turn) {
      if (mode.value === 'json') return answerObject(turn, schema.value)
      return mode.value === 'choose' ? choose(turn, choices.value) : write(turn)
    },
  }
}

async function write({ conversation, said, answer, signal, onPart }: Turn): Promise<Generation> {
  const stream = conversation.stream(said, { signal, maxTokens: MOST_TOKENS, temperature: 0.6 })
  for await (const piece of stream) {
    signal.throwIfAborted()
    answer.append(piece)
    onPart()
  }
  return stream.result
}

async function answerObject({ conversation, said, answer, signal, onPart }: Turn, text: string): Promise<Generation> {
  const result = await conversation.object(said, {
    schema: schemaFrom(text),
    signal,
    maxTokens: MOST_TOKENS,
    temperature: 0.6,
    onPartial(value) {
      signal.throwIfAborted()
      answer.replaceChildren(objectView(value))
      onPart()
    },
  })
  answer.replaceChildren(objectView(result.object))
  return result
}

function schemaFrom(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new Error(`The schema is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The answer is not a turn of the conversation, because nothing was written. */
async function choose({ generator, conversation, said, answer, signal }: Turn, text: string): Promise<Generation> {
  const choices = [...new Set(text.split(',').map((choice) => choice.trim()))].filter((choice) => choice !== '')
  if (choices.length < 2) throw new Error('Name two answers or more, with commas between them.')
  const messages = [...conversation.messages, { role: 'user', content: said } as const]
  const result = await generator.choose(messages, choices, { signal })
  const bars = (result.scores ?? []).map(({ label, score }) =>
    element(
      'li',
      { className: label === result.choice ? 'best' : '', variables: { '--share': String(score) } },
      element('span', { className: 'score-label' }, label),
      element('span', { className: 'score-value' }, formatPercent(score)),
    ),
  )
  answer.replaceChildren(
    element('strong', {}, result.choice),
    element('ul', { className: 'scores', attributes: { 'aria-label': 'How likely each answer is' } }, ...bars),
  )
  return result
}
