import { NlpError } from '../../errors.js'
import type { GenerateInput } from '../../tasks.js'

/** Hides personal data from a server and puts it back into what the server says. One gate knows one conversation. */
export interface Gate {
  hide(text: string, signal: AbortSignal | undefined): Promise<string>
  /** A whole text, such as the arguments of a tool call. */
  reveal(text: string): string
  /** A text that comes piece by piece: a placeholder may be cut anywhere. */
  revealStream(): { push(piece: string): string; end(): string }
}

/** Every text of a request with the personal data hidden. What cannot be hidden is not sent. */
export async function hideInput(gate: Gate, input: GenerateInput, signal?: AbortSignal): Promise<GenerateInput> {
  const hide = (text: string) => hideText(gate, text, signal)
  const { messages, prompt, stop, schema, tools } = input
  // One after the other: a placeholder is numbered when its value is first met.
  const hiddenMessages = []
  for (const message of messages) {
    const toolCalls = []
    for (const call of message.toolCalls ?? []) {
      toolCalls.push({ ...call, arguments: await hideJsonText(call.arguments, hide) })
    }
    hiddenMessages.push({
      ...message,
      content: await hide(message.content),
      ...(message.toolCalls === undefined ? {} : { toolCalls }),
    })
  }
  return {
    ...input,
    messages: hiddenMessages,
    ...(prompt === undefined ? {} : { prompt: await hide(prompt) }),
    stop: await inOrder(stop, hide),
    ...(schema === undefined ? {} : { schema: (await hideValues(schema, hide)) as object }),
    ...(tools === undefined
      ? {}
      : {
          tools: await inOrder(tools, async ({ name, description, parameters }) => ({
            name,
            ...(description === undefined ? {} : { description: await hide(description) }),
            parameters: (await hideValues(parameters, hide)) as object,
          })),
        }),
  }
}

export async function hideText(gate: Gate, text: string, signal: AbortSignal | undefined): Promise<string> {
  try {
    return await gate.hide(text, signal)
  } catch (error) {
    signal?.throwIfAborted()
    // Its message may quote what it was working on, so it is not even kept as the cause.
    const code = NlpError.is(error) ? error.code : 'error'
    throw new NlpError(
      'policy-denied',
      `Nothing was sent: the redactor could not check the text (${code}). Make sure that its model is loaded.`,
      { details: { redactor: code } },
    )
  }
}

/** Keywords of a JSON Schema whose strings are grammar, not prose. */
const STRUCTURAL: ReadonlySet<string> = new Set([
  'type',
  '$ref',
  '$id',
  '$schema',
  '$anchor',
  'format',
  'pattern',
  'required',
])

async function hideValues(value: unknown, hide: (text: string) => Promise<string>, key = ''): Promise<unknown> {
  if (typeof value === 'string') return STRUCTURAL.has(key) ? value : hide(value)
  if (Array.isArray(value)) return inOrder(value, (item) => hideValues(item, hide, key))
  if (typeof value !== 'object' || value === null) return value
  const entries = await inOrder(Object.entries(value), async ([name, item]) => [
    name,
    await hideValues(item, hide, name),
  ])
  return Object.fromEntries(entries)
}

/** Strings inside the JSON are hidden one by one: a placeholder across a quote would make it invalid. */
async function hideJsonText(text: string, hide: (text: string) => Promise<string>): Promise<string> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return hide(text)
  }
  return JSON.stringify(await hideEverything(value, hide))
}

async function hideEverything(value: unknown, hide: (text: string) => Promise<string>): Promise<unknown> {
  if (typeof value === 'string') return hide(value)
  if (typeof value === 'number') {
    // A card or phone number as a bare number: sent as a placeholder in a string, or as it is.
    const text = String(value)
    const hidden = await hide(text)
    return hidden === text ? value : hidden
  }
  if (Array.isArray(value)) return inOrder(value, (item) => hideEverything(item, hide))
  if (typeof value !== 'object' || value === null) return value
  const entries = await inOrder(Object.entries(value), async ([name, item]) => [
    await hide(name),
    await hideEverything(item, hide),
  ])
  return Object.fromEntries(entries)
}

/** Restores the strings inside JSON so that quotes and line breaks in a value do not break it. */
export function revealJsonText(gate: Gate, text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
      typeof value === 'string' ? gate.reveal(value) : value,
    )
  } catch {
    return gate.reveal(text)
  }
}

async function inOrder<T, R>(items: readonly T[], change: (item: T) => Promise<R>): Promise<R[]> {
  const changed: R[] = []
  for (const item of items) changed.push(await change(item))
  return changed
}
