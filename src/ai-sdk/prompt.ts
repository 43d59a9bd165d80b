import type {
  LanguageModelV3CallOptions,
  LanguageModelV3Message,
  LanguageModelV3ToolResultOutput,
  SharedV3Warning,
} from '@ai-sdk/provider'
import { NlpError } from '../shared/errors.js'
import type { GenerateInput, Message, ToolDefinition } from '../shared/tasks.js'

/** Translates a call of the AI SDK into this package's input, with warnings for the parts that have no equivalent. */
export function readCall(options: LanguageModelV3CallOptions): {
  readonly input: GenerateInput
  readonly warnings: SharedV3Warning[]
} {
  const { responseFormat, maxOutputTokens = 512, temperature = 0, topP, topK, seed, stopSequences = [] } = options
  const warnings: SharedV3Warning[] = []
  const ignored = (feature: string) => warnings.push({ type: 'unsupported', feature })
  if (options.presencePenalty) ignored('presencePenalty')
  if (options.frequencyPenalty) ignored('frequencyPenalty')
  const schema = responseFormat?.type === 'json' ? (responseFormat.schema ?? { type: 'object' }) : undefined
  return {
    input: {
      messages: options.prompt.flatMap(readMessage),
      maxTokens: maxOutputTokens,
      temperature,
      topP,
      topK,
      seed,
      stop: stopSequences,
      schema,
      ...readTools(options, ignored),
    },
    warnings,
  }
}

function readTools(
  { tools = [], toolChoice }: LanguageModelV3CallOptions,
  ignored: (feature: string) => void,
): Pick<GenerateInput, 'tools' | 'toolChoice'> {
  const definitions: ToolDefinition[] = []
  for (const tool of tools) {
    if (tool.type !== 'function') ignored(`tool ${tool.name} of the provider`)
    else if (toolChoice?.type !== 'tool' || toolChoice.toolName === tool.name) {
      definitions.push({ name: tool.name, description: tool.description, parameters: tool.inputSchema })
    }
  }
  if (definitions.length === 0 || toolChoice?.type === 'none') return {}
  return { tools: definitions, toolChoice: toolChoice?.type === 'tool' ? 'required' : toolChoice?.type }
}

function readMessage(message: LanguageModelV3Message): Message[] {
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content: message.content }]
    case 'user':
      return [{ role: 'user', content: message.content.map(readText).join('') }]
    case 'assistant': {
      const calls = message.content.filter((part) => part.type === 'tool-call')
      const toolCalls = calls.map((call) => ({
        id: call.toolCallId,
        name: call.toolName,
        arguments: JSON.stringify(call.input),
      }))
      const content = message.content.filter((part) => part.type === 'text').map(({ text }) => text)
      return [{ role: 'assistant', content: content.join(''), ...(toolCalls.length === 0 ? {} : { toolCalls }) }]
    }
    case 'tool':
      return message.content
        .filter((part) => part.type === 'tool-result')
        .map(({ output, toolCallId }) => ({ role: 'tool', content: readOutput(output), toolCallId }))
  }
}

function readText(part: { readonly type: 'text'; readonly text: string } | { readonly type: 'file' }): string {
  if (part.type === 'text') return part.text
  throw new NlpError('unsupported', 'Only text can be understood here: leave out files and images')
}

function readOutput(output: LanguageModelV3ToolResultOutput): string {
  switch (output.type) {
    case 'text':
    case 'error-text':
      return output.value
    case 'json':
    case 'error-json':
      return JSON.stringify(output.value)
    case 'execution-denied':
      return JSON.stringify({ error: output.reason ?? 'the user did not allow it' })
    case 'content':
      return output.value.map((part) => (part.type === 'text' ? part.text : '')).join('')
  }
}
