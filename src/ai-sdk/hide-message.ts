import type { LanguageModelV3Message, LanguageModelV3ToolResultOutput } from '@ai-sdk/provider'
import { inOrder } from '../calls/in-order.js'
import { type CallGate, unreadable } from './call-gate.js'
import { hideFile } from './hide-file.js'

type Part = Exclude<LanguageModelV3Message['content'], string>[number]
type OutputPart = Extract<LanguageModelV3ToolResultOutput, { type: 'content' }>['value'][number]

export async function hideMessage(gate: CallGate, message: LanguageModelV3Message): Promise<LanguageModelV3Message> {
  const { role, content, providerOptions, ...rest } = message
  await gate.providerOptions(providerOptions)
  await gate.rest('a field of a message', { role, ...rest })
  if (typeof content === 'string') return { ...message, content: await gate.text(content) } as LanguageModelV3Message
  const hidden = await inOrder<Part, Part>(content, (part) => hidePart(gate, part))
  return { ...message, content: hidden } as LanguageModelV3Message
}

async function hidePart(gate: CallGate, part: Part): Promise<Part> {
  await gate.providerOptions(part.providerOptions)
  switch (part.type) {
    case 'text':
    case 'reasoning': {
      const { type, text, providerOptions, ...rest } = part
      await gate.rest('a field of a text', rest)
      return { ...part, text: await gate.text(text) }
    }
    case 'file':
      return hideFile(gate, part)
    case 'tool-call': {
      const { type, toolCallId, toolName, input, providerOptions, ...rest } = part
      await gate.name('the name of a tool', toolName)
      await gate.rest("a field of a tool's call", rest)
      return { ...part, toolCallId: await gate.id(toolCallId), input: await gate.data(input) }
    }
    case 'tool-result': {
      const { type, toolCallId, toolName, output, providerOptions, ...rest } = part
      await gate.name('the name of a tool', toolName)
      await gate.rest("a field of a tool's result", rest)
      return { ...part, toolCallId: await gate.id(toolCallId), output: await hideOutput(gate, output) }
    }
    case 'tool-approval-response': {
      const { type, approvalId, reason, providerOptions, ...rest } = part
      await gate.rest("a field of a tool's approval", rest)
      return {
        ...part,
        approvalId: await gate.id(approvalId),
        ...(reason === undefined ? {} : { reason: await gate.text(reason) }),
      }
    }
    default:
      throw unreadable('a part of a message of an unknown kind', 'Leave it out.')
  }
}

async function hideOutput(
  gate: CallGate,
  output: LanguageModelV3ToolResultOutput,
): Promise<LanguageModelV3ToolResultOutput> {
  if ('providerOptions' in output) await gate.providerOptions(output.providerOptions)
  switch (output.type) {
    case 'text':
    case 'error-text':
      return { ...output, value: await gate.result(output.value) }
    case 'json':
    case 'error-json':
      return { ...output, value: await gate.data(output.value) }
    case 'execution-denied':
      return output.reason === undefined ? output : { ...output, reason: await gate.text(output.reason) }
    case 'content': {
      const value: OutputPart[] = []
      for (const part of output.value) value.push(await hideOutputPart(gate, part))
      return { ...output, value }
    }
    default:
      throw unreadable('the result of a tool of an unknown kind', 'Leave it out.')
  }
}

async function hideOutputPart(gate: CallGate, part: OutputPart): Promise<OutputPart> {
  await gate.providerOptions(part.providerOptions)
  if (part.type === 'text') return { ...part, text: await gate.result(part.text) }
  if (part.type === 'file-data' || part.type === 'image-data') return hideFile(gate, part)
  // The part is an address, or an id under which the provider keeps a file. The redactor cannot see the file behind it.
  if (gate.allowed.files?.includes('*/*')) return part
  throw unreadable('a file in the result of a tool', 'Leave it out, or list `*/*` in `allow.files`.')
}
