import { NlpError } from '../../errors.js'
import type { Redactor } from '../../redact/redactor.js'
import { Restorer, restore } from '../../redact/restore.js'
import { Vault } from '../../redact/vault.js'
import type { GenerateInput, Message } from '../../tasks.js'

/** What the server engine needs of a redactor. `createRedactor()` fits. */
export type ServerRedactor = Pick<Redactor, 'redact'>

type Format = 'text' | 'json'

/** Hides personal data from a server and puts it back into what the server says. One gate knows one conversation. */
export interface Gate {
  /** 'keep' for what the model itself has written: it may hold placeholders that it was given. @default 'escape' */
  hide(text: string, options: HideOptions): Promise<string>
  /** A whole text, such as the arguments of a tool call. */
  reveal(text: string, format: Format): string
  /** A text that comes piece by piece: a placeholder may be cut anywhere. */
  revealStream(format: Format): Pick<Restorer, 'push' | 'end'>
  /** Told what the model said and what was made of it: when it goes out again, it goes as the model said it. */
  remember(revealed: string, said: string): void
}

interface HideOptions {
  readonly format?: Format | undefined
  readonly existing?: 'escape' | 'keep' | undefined
  readonly signal: AbortSignal | undefined
}

/** Begins a conversation: one vault for all that is sent and comes back. */
export function openGate(redactor: ServerRedactor): Gate {
  const vault = new Vault()
  // A name that stood out in the question may pass for a word in the answer: it must not leave with the next turn.
  const known = new Map<string, string>()
  return {
    async hide(text, options) {
      if (text === '') return text
      const said = options.existing === 'keep' ? known.get(text) : undefined
      if (said !== undefined) return said
      try {
        return (await redactor.redact(text, { vault, ...options })).text
      } catch (error) {
        options.signal?.throwIfAborted()
        // Its message may quote what it was working on, so it is not even kept as the cause.
        const code = NlpError.is(error) ? error.code : 'error'
        throw new NlpError(
          'policy-denied',
          `Nothing was sent: the redactor could not check the text (${code}). Make sure that its model is loaded.`,
          { details: { redactor: code } },
        )
      }
    },
    reveal: (text, format) => restore(text, { vault }, { format }),
    revealStream: (format) => new Restorer(vault, { format }),
    remember: (revealed, said) => void known.set(revealed, said),
  }
}

/** Every text of a request with the personal data hidden. What cannot be hidden is not sent. */
export async function hideInput(gate: Gate, input: GenerateInput, signal?: AbortSignal): Promise<GenerateInput> {
  const text = (value: string) => gate.hide(value, { signal })
  const json = async (value: object) => JSON.parse(await gate.hide(JSON.stringify(value), { format: 'json', signal }))
  const { messages, prompt, stop, schema, tools } = input
  return {
    ...input,
    messages: await inOrder(messages, (message) => hideMessage(gate, message, signal)),
    ...(prompt === undefined ? {} : { prompt: await text(prompt) }),
    stop: await inOrder(stop, text),
    ...(schema === undefined ? {} : { schema: await json(schema) }),
    ...(tools === undefined
      ? {}
      : {
          tools: await inOrder(tools, async ({ name, description, parameters }) => ({
            name,
            description: description === undefined ? undefined : await text(description),
            parameters: await json(parameters),
          })),
        }),
  }
}

async function hideMessage(gate: Gate, message: Message, signal: AbortSignal | undefined): Promise<Message> {
  const existing = message.role === 'assistant' ? 'keep' : 'escape'
  const { content, toolCalls } = message
  return {
    ...message,
    content: await gate.hide(content, { existing, signal }),
    ...(toolCalls === undefined
      ? {}
      : {
          toolCalls: await inOrder(toolCalls, async (call) => ({
            ...call,
            arguments: await gate.hide(call.arguments, { format: 'json', existing, signal }),
          })),
        }),
  }
}

/** One after the other: a placeholder is numbered when its value is first met. */
async function inOrder<T, R>(items: readonly T[], change: (item: T) => Promise<R>): Promise<R[]> {
  const changed: R[] = []
  for (const item of items) changed.push(await change(item))
  return changed
}
