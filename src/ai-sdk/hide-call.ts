import type {
  LanguageModelV3CallOptions,
  LanguageModelV3FunctionTool,
  LanguageModelV3ProviderTool,
} from '@ai-sdk/provider'
import { inOrder } from '../calls/in-order.js'
import { admitHeaders } from '../engines/server/admit-headers.js'
import type { CallGate } from './call-gate.js'
import { hideMessage } from './hide-message.js'

type Parameters = LanguageModelV3CallOptions

/**
 * Hides the personal data in the parameters of a call. The call rejects if a part can be neither hidden nor checked.
 */
export async function hideCall(gate: CallGate, params: Parameters): Promise<Parameters> {
  const { prompt, tools, toolChoice, responseFormat, stopSequences, headers, providerOptions, abortSignal, ...rest } =
    params
  const { allowed, signal } = gate
  // A placeholder gets its number when its value first occurs, so the parts are hidden in order.
  const hidden: Parameters = { ...params, prompt: await inOrder(prompt, (message) => hideMessage(gate, message)) }
  if (stopSequences !== undefined) hidden.stopSequences = await inOrder(stopSequences, (stop) => gate.text(stop))
  if (tools !== undefined) hidden.tools = await inOrder(tools, (tool) => hideTool(gate, tool))
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
