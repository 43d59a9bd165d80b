import type {
  LanguageModelV3CallOptions,
  LanguageModelV3Content,
  LanguageModelV3Message,
  LanguageModelV3Middleware,
  LanguageModelV3StreamPart,
} from '@ai-sdk/provider'
import { type Gate, openGate, type ServerRedactor } from '../engines/server/gate.js'
import { NlpError } from '../errors.js'

/**
 * Hides personal data from any model of the AI SDK and restores it in what comes back, also in streams and in the
 * arguments of tools. Each call has placeholders of its own, so one middleware may serve many conversations: a call brings
 * all that was said along. If the redactor fails, the call fails and nothing is sent.
 *
 * @example
 * const model = wrapLanguageModel({ model: anyProvider('large'), middleware: redactionMiddleware(createRedactor()) })
 */
export function redactionMiddleware(redactor: ServerRedactor): LanguageModelV3Middleware {
  /** By what was made of the parameters, which is what the other half of the call is given. */
  const gates = new WeakMap<LanguageModelV3CallOptions, Gate>()
  const gateOf = (params: LanguageModelV3CallOptions): Gate => {
    const gate = gates.get(params)
    if (gate !== undefined) return gate
    throw new NlpError('policy-denied', 'Nothing was sent: the parameters of this call have not passed the redaction.')
  }
  return {
    specificationVersion: 'v3',
    async transformParams({ params }) {
      const gate = openGate(redactor)
      const hidden = await hideCall(gate, params)
      gates.set(hidden, gate)
      return hidden
    },
    async wrapGenerate({ doGenerate, params }) {
      const gate = gateOf(params)
      const result = await doGenerate()
      return { ...result, content: result.content.map((part) => revealContent(gate, part, formatOf(params))) }
    },
    async wrapStream({ doStream, params }) {
      const gate = gateOf(params)
      const result = await doStream()
      return { ...result, stream: result.stream.pipeThrough(revealing(gate, formatOf(params))) }
    },
  }
}

type Format = 'text' | 'json'

const formatOf = ({ responseFormat }: LanguageModelV3CallOptions): Format =>
  responseFormat?.type === 'json' ? 'json' : 'text'

async function hideCall(gate: Gate, params: LanguageModelV3CallOptions): Promise<LanguageModelV3CallOptions> {
  const { abortSignal: signal, prompt, tools, responseFormat, stopSequences } = params
  const text = (value: string) => gate.hide(value, { signal })
  const hidden: LanguageModelV3CallOptions = { ...params, prompt: [] }
  // One after the other: a placeholder is numbered when its value is first met.
  for (const message of prompt) hidden.prompt.push(await hideMessage(gate, message, signal))
  if (stopSequences !== undefined) {
    hidden.stopSequences = []
    for (const stop of stopSequences) hidden.stopSequences.push(await text(stop))
  }
  if (tools !== undefined) {
    hidden.tools = []
    for (const tool of tools) hidden.tools.push((await hideJson(gate, tool, signal)) as (typeof tools)[number])
  }
  if (responseFormat?.type === 'json') {
    hidden.responseFormat = (await hideJson(gate, responseFormat, signal)) as typeof responseFormat
  }
  return hidden
}

async function hideMessage(
  gate: Gate,
  message: LanguageModelV3Message,
  signal: AbortSignal | undefined,
): Promise<LanguageModelV3Message> {
  // What the model itself said may hold placeholders that it was given; what others say is their own words.
  const existing = message.role === 'assistant' ? 'keep' : 'escape'
  if (message.role === 'system') return { ...message, content: await gate.hide(message.content, { signal, existing }) }
  const content = []
  for (const part of message.content) {
    if (part.type === 'text' || part.type === 'reasoning') {
      content.push({ ...part, text: await gate.hide(part.text, { signal, existing }) })
    } else if (part.type === 'tool-call') {
      content.push({ ...part, input: await hideJson(gate, part.input, signal) })
    } else if (part.type === 'tool-result') {
      content.push({ ...part, output: await hideJson(gate, part.output, signal) })
    } else content.push(part)
  }
  return { ...message, content } as LanguageModelV3Message
}

async function hideJson(gate: Gate, value: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  const text = JSON.stringify(value)
  return text === undefined ? value : JSON.parse(await gate.hide(text, { format: 'json', signal }))
}

function revealContent(gate: Gate, part: LanguageModelV3Content, format: Format): LanguageModelV3Content {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { ...part, text: gate.reveal(part.text, part.type === 'text' ? format : 'text') }
    case 'tool-call':
      return { ...part, input: gate.reveal(part.input, 'json') }
    default:
      return part
  }
}

function revealing(gate: Gate, format: Format): TransformStream<LanguageModelV3StreamPart, LanguageModelV3StreamPart> {
  /** By id: parts of several texts may come in turns. */
  const open = new Map<string, ReturnType<Gate['revealStream']>>()
  const opened = (id: string, kind: Format) => {
    const known = open.get(id) ?? gate.revealStream(kind)
    open.set(id, known)
    return known
  }
  const ended = (id: string) => {
    const rest = open.get(id)?.end() ?? ''
    open.delete(id)
    return rest
  }
  return new TransformStream({
    transform(part, controller) {
      const send = (next: LanguageModelV3StreamPart) => controller.enqueue(next)
      switch (part.type) {
        case 'text-delta':
        case 'reasoning-delta':
        case 'tool-input-delta': {
          const kind = part.type === 'tool-input-delta' ? 'json' : part.type === 'text-delta' ? format : 'text'
          const delta = opened(part.id, kind).push(part.delta)
          if (delta !== '') send({ ...part, delta })
          return
        }
        case 'text-end':
        case 'reasoning-end':
        case 'tool-input-end': {
          const delta = ended(part.id)
          const type = part.type.replace('end', 'delta') as 'text-delta'
          if (delta !== '') send({ type, id: part.id, delta })
          send(part)
          return
        }
        case 'tool-call':
          send({ ...part, input: gate.reveal(part.input, 'json') })
          return
        default:
          send(part)
      }
    },
  })
}
