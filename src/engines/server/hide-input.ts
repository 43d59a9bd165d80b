import { inOrder } from '../../calls/in-order.js'
import type { GenerateInput, Message, ToolDefinition } from '../../shared/tasks.js'
import type { Gate } from './gate.js'
import { formatOfResult } from './result-format.js'

interface HideInputOptions {
  /** Names of tools that are sent although the redactor finds personal data in them. */
  readonly allowedNames: readonly string[]
  readonly signal: AbortSignal | undefined
}

/**
 * Hides the personal data in every text of a request, in the order of the texts: a placeholder gets its number where its
 * value first occurs. A value that only a later text shows to be personal is hidden in the earlier texts too. A request
 * with a part that cannot be hidden is not sent.
 */
export function hideInput(gate: Gate, input: GenerateInput, options: HideInputOptions): Promise<GenerateInput> {
  return gate.settle(() => hideParts(gate, input, options))
}

async function hideParts(gate: Gate, input: GenerateInput, options: HideInputOptions): Promise<GenerateInput> {
  const { signal } = options
  const text = (value: string) => gate.hide(value, { signal })
  const { messages, prompt, stop, schema, tools } = input
  return {
    ...input,
    messages: await inOrder(messages, (message) => hideMessage(gate, message, options)),
    ...(prompt === undefined ? {} : { prompt: await text(prompt) }),
    stop: await inOrder(stop, text),
    ...(schema === undefined ? {} : { schema: await gate.hideData(schema, { signal }) }),
    ...(tools === undefined ? {} : { tools: await inOrder(tools, (tool) => hideTool(gate, tool, options)) }),
  }
}

async function hideTool(gate: Gate, tool: ToolDefinition, options: HideInputOptions): Promise<ToolDefinition> {
  const { name, description, parameters } = tool
  const { signal } = options
  await admitName(gate, name, options)
  return {
    ...tool,
    description: description === undefined ? undefined : await gate.hide(description, { signal }),
    parameters: await gate.hideData(parameters, { signal }),
  }
}

async function hideMessage(gate: Gate, message: Message, options: HideInputOptions): Promise<Message> {
  const own = message.role === 'assistant'
  const { role, content, toolCalls, toolCallId } = message
  const { signal } = options
  const format = role === 'tool' ? formatOfResult(content) : 'text'
  return {
    ...message,
    content: await gate.hide(content, { format, own, signal }),
    ...(toolCallId === undefined ? {} : { toolCallId: await gate.hideId(toolCallId, { signal }) }),
    ...(toolCalls === undefined
      ? {}
      : {
          toolCalls: await inOrder(toolCalls, async ({ id, name, arguments: values }) => {
            await admitName(gate, name, options)
            return {
              id: await gate.hideId(id, { signal }),
              name,
              arguments: await gate.hide(values, { format: 'json', own, signal }),
            }
          }),
        }),
  }
}

async function admitName(gate: Gate, name: string, { allowedNames, signal }: HideInputOptions): Promise<void> {
  if (allowedNames.includes(name)) return
  const wayOut = 'Give the tool another name, or list it in `allow.names`.'
  await gate.admit('the name of a tool', name, { wayOut, signal })
}
