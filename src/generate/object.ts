import type { Engine } from '../calls/engine.js'
import type { GuardOutcome } from '../calls/guard.js'
import type { PromptOrigin } from '../calls/prompt-origin.js'
import { NlpError } from '../shared/errors.js'
import type { GenerateInput, Message } from '../shared/tasks.js'
import { type Generation, toGeneration } from './generation.js'
import type { GuardedOptions, SamplingOptions } from './options.js'
import { PartialJson } from './partial-json.js'
import { readSchema, type Schema } from './standard-schema.js'
import type { Routed, Targets } from './targets.js'

/** The schema that an object obeys, and how the object is written. */
export interface ObjectOptions<T> extends SamplingOptions, GuardedOptions {
  /** A JSON Schema, or a schema of a library that follows Standard Schema and knows its JSON Schema (zod 4 does). */
  schema: Schema<T>
  /**
   * Called each time the value has grown. Parts may be missing, and the value is not checked yet. Complete
   * parts are the same objects from one value to the next, so do not change them.
   */
  onPartial?: ((partial: unknown) => void) | undefined
}

/** An object that a model wrote by a schema. */
export interface ObjectGeneration<T> extends Generation {
  /** The object in the form that the schema gives it. */
  readonly object: T
}

export interface Asking {
  readonly run: Targets['run']
  /** The number of engines. */
  readonly tries: number
  /** What the guard found so far, where there is a guard. */
  readonly outcome: () => GuardOutcome | undefined
  /** The prompt that is asked, where it has a name. */
  readonly origin: PromptOrigin | undefined
}

/**
 * Asks for a value of a schema. The value is checked even though decoding was held to the schema, because not every
 * engine can do that and not every rule can be enforced. An invalid value goes back once to be repaired. If it is still
 * invalid, the next engine tries. If all engines failed, the error carries the text of the last one.
 */
export async function generateObject<T>(
  { run, tries, outcome, origin }: Asking,
  input: GenerateInput,
  { schema, onPartial, signal, trace, privacy, deadlineMs }: ObjectOptions<T>,
): Promise<ObjectGeneration<T>> {
  const { json, check } = readSchema(schema)
  const except: Engine[] = []
  let attempts = 0

  async function ask(messages: readonly Message[]): Promise<Routed> {
    const growing = new PartialJson()
    const grow = (piece: string) => {
      const partial = growing.push(piece)
      if (partial !== undefined) onPartial?.(partial)
    }
    const emit = onPartial && grow
    const asked = await run({ ...input, messages, schema: json }, { signal, trace, privacy, deadlineMs, emit, except })
    attempts += asked.attempts
    if (asked.output.finishReason === 'content-filter') throw guarded()
    return asked
  }

  for (;;) {
    let answer = await ask(input.messages)
    let read = await readAnswer(answer.output.text)
    if (read.problems !== undefined && answer.output.finishReason !== 'length') {
      answer = await ask([...input.messages, ...repairTurn(answer.output.text, read.problems)])
      read = await readAnswer(answer.output.text)
    }
    if (read.problems === undefined) {
      const facts = { guard: outcome(), prompt: origin }
      return { ...toGeneration({ ...answer, attempts }, facts), object: read.value }
    }
    if (answer.asked !== undefined) except.push(answer.asked)
    if (except.length >= tries) throw unusable(answer, read.problems)
  }

  async function readAnswer(text: string): Promise<Read<T>> {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return { problems: ['it is not complete JSON'] }
    }
    const checked = await check(value)
    return checked.ok ? { value: checked.value, problems: undefined } : { problems: checked.problems }
  }
}

type Read<T> =
  | { readonly value: T; readonly problems: undefined }
  | { readonly value?: undefined; readonly problems: readonly string[] }

function repairTurn(text: string, problems: readonly string[]): Message[] {
  const list = problems.map((problem) => `- ${problem}`).join('\n')
  return [
    { role: 'assistant', content: text },
    { role: 'user', content: `That is not right yet:\n${list}\nWrite the whole value again, corrected, as JSON only.` },
  ]
}

/** There is no object to return, and the reason is in the guard's own report. */
const guarded = () => new NlpError('policy-denied', 'The guard refused the question or ended the answer.')

/** The raw text is a property that is not printed with the error, so that logs do not get the text of the user. */
function unusable({ output: { text, finishReason } }: Routed, problems: readonly string[]): NlpError {
  const cut = finishReason === 'length' ? ' It was cut off: raise `maxTokens`.' : ''
  const error = new NlpError('invalid-output', `The answer does not obey the schema.${cut}`, {
    details: { problems: problems.length, firstProblem: problems[0] ?? '' },
  })
  return Object.defineProperty(error, 'text', { value: text, enumerable: false })
}
