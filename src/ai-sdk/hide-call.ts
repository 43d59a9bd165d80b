import type {
  LanguageModelV3CallOptions,
  LanguageModelV3FunctionTool,
  LanguageModelV3ProviderTool,
} from '@ai-sdk/provider'
import { admitHeaders } from '../engines/server/admit-headers.js'
import type { CallGate } from './call-gate.js'
import { hideMessage } from './hide-message.js'

type Parameters = LanguageModelV3CallOptions

/** The parameters of a call with the personal data hidden. What can be neither hidden nor checked makes it reject. */
export async function hideCall(gate: CallGate, params: Parameters): Promise<Parameters> {
  const { prompt, tools, toolChoice, responseFormat, stopSequences, headers, providerOptions, abortSignal, ...rest } =
    params
  const { allowed, signal } = gate
  const hidden: Parameters = { ...params, prompt: [] }
  // One after the other: a placeholder is numbered when its value is first met.
  for (const message of prompt) hidden.prompt.push(await hideMessage(gate, message))
  if (stopSequences !== undefined) hidden.stopSequences = await each(stopSequences, (stop) => gate.text(stop))
  if (tools !== undefined) hidden.tools = await each(tools, (tool) => hideTool(gate, tool))
  if (toolChoice?.type === 'tool') await gate.name('the name of the tool to choose', toolChoice.toolName)
  if (responseFormat?.type === 'json') {
    const { type, name, description, schema } = responseFormat
    if (name !== undefined) await gate.name('the name of the format', name)
    hidden.responseFormat = {
      type,
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description: await gate.text(description) }),
      ...(schema === undefined ? {} : { schema: await gate.data(schema) }),
    }
  }
  const sent = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  await admitHeaders(gate.conversation, sent, { allowed: allowed.headers ?? [], signal })
  await gate.providerOptions(providerOptions)
  await gate.rest('an option of the call', rest)
  return hidden
}

async function hideTool<T extends LanguageModelV3FunctionTool | LanguageModelV3ProviderTool>(
  gate: CallGate,
  tool: T,
): Promise<T> {
  await gate.name('the name of a tool', tool.name)
  if (tool.type === 'provider') {
    const { type, id, name, args, ...rest } = tool
    await gate.name('the id of a tool', id)
    await gate.rest('a field of a tool', { type, ...rest })
    return { ...tool, args: await gate.data(args) }
  }
  const { type, name, description, inputSchema, inputExamples, providerOptions, ...rest } = tool
  await gate.providerOptions(providerOptions)
  await gate.rest('a field of a tool', { type, ...rest })
  return {
    ...tool,
    ...(description === undefined ? {} : { description: await gate.text(description) }),
    inputSchema: await gate.data(inputSchema),
    ...(inputExamples === undefined ? {} : { inputExamples: await gate.data(inputExamples) }),
  }
}

async function each<T, R>(items: readonly T[], change: (item: T) => Promise<R>): Promise<R[]> {
  const changed: R[] = []
  for (const item of items) changed.push(await change(item))
  return changed
}
