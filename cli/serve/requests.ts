import { asFields } from '../../src/engines/server/fields.js'
import type { GenerateInput, Message, ToolCall, ToolDefinition } from '../../src/shared/tasks.js'
import { schemaExcess } from './schema-size.js'

/** An error of the client. The response has status 400 and names the field. */
export class BadRequest extends Error {
  readonly field: string

  constructor(field: string, need: string) {
    super(`${field} ${need}`)
    this.field = field
  }
}

/** A request for generated text, read from the OpenAI protocol. */
export interface TextRequest {
  readonly input: GenerateInput
  readonly stream: boolean
  readonly includeUsage: boolean
}

type Fields = Readonly<Record<string, unknown>>

const MAX_TOKENS = 512

export function readChatRequest(body: Fields): TextRequest {
  const list = body['messages']
  if (!Array.isArray(list) || list.length === 0) throw new BadRequest('messages', 'must be a list that is not empty')
  const messages = list.map((message, index) => readMessage(asFields(message), `messages[${index}]`))
  const schema = readSchema(asFields(body['response_format'] ?? {}))
  const tools = body['tools'] === undefined ? undefined : readTools(body['tools'])
  const choice = body['tool_choice']
  if (choice !== undefined && choice !== 'auto' && choice !== 'none') {
    throw new BadRequest('tool_choice', "must be 'auto' or 'none': local models cannot be forced to call a tool")
  }
  return {
    ...readStreaming(body),
    input: { ...readSampling(body), messages, schema, tools: choice === 'none' ? undefined : tools },
  }
}

export function readCompletionRequest(body: Fields): TextRequest {
  const prompt = Array.isArray(body['prompt']) && body['prompt'].length === 1 ? body['prompt'][0] : body['prompt']
  if (typeof prompt !== 'string' || prompt === '') throw new BadRequest('prompt', 'must be a string that is not empty')
  return { ...readStreaming(body), input: { ...readSampling(body), messages: [], prompt } }
}

export function readEmbeddingsRequest(body: Fields): { readonly texts: readonly string[]; readonly base64: boolean } {
  const texts = typeof body['input'] === 'string' ? [body['input']] : body['input']
  if (!Array.isArray(texts) || texts.length === 0 || !texts.every((text) => typeof text === 'string')) {
    throw new BadRequest('input', 'must be a string or a list of strings')
  }
  if (texts.length > 256) throw new BadRequest('input', 'must have at most 256 texts')
  return { texts, base64: body['encoding_format'] === 'base64' }
}

function readStreaming(body: Fields): Pick<TextRequest, 'stream' | 'includeUsage'> {
  const includeUsage = asFields(body['stream_options'] ?? {})['include_usage'] === true
  return { stream: body['stream'] === true, includeUsage }
}

function readSampling(body: Fields): Omit<GenerateInput, 'messages'> {
  if (body['n'] !== undefined && body['n'] !== null && body['n'] !== 1) throw new BadRequest('n', 'must be 1')
  const number = (field: string, least: number, most: number, whole = false) => {
    const value = body[field] ?? undefined
    if (value === undefined) return undefined
    const fits = typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value))
    if (!fits) throw new BadRequest(field, `must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}`)
    return value
  }
  const stop = typeof body['stop'] === 'string' ? [body['stop']] : (body['stop'] ?? [])
  if (!Array.isArray(stop) || stop.length > 16 || !stop.every((text) => typeof text === 'string' && text !== '')) {
    throw new BadRequest('stop', 'must be a string or a list of at most 16')
  }
  const topP = number('top_p', 0, 1)
  return {
    maxTokens: number('max_completion_tokens', 1, 1e6, true) ?? number('max_tokens', 1, 1e6, true) ?? MAX_TOKENS,
    temperature: number('temperature', 0, 5) ?? 1,
    topP: topP === 0 ? Number.MIN_VALUE : topP,
    topK: number('top_k', 1, 1e6, true),
    seed: number('seed', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, true),
    stop,
  }
}

const ROLES: ReadonlyMap<unknown, Message['role']> = new Map([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['assistant', 'assistant'],
  ['tool', 'tool'],
])

function readMessage(message: Fields, field: string): Message {
  const role = ROLES.get(message['role'])
  if (role === undefined) throw new BadRequest(`${field}.role`, `must be one of ${[...ROLES.keys()].join(', ')}`)
  const calls = message['tool_calls']
  const toolCalls = Array.isArray(calls) ? calls.map((call) => readToolCall(asFields(call), field)) : undefined
  const toolCallId = typeof message['tool_call_id'] === 'string' ? message['tool_call_id'] : undefined
  return { role, content: readContent(message['content'], `${field}.content`), toolCalls, toolCallId }
}

function readContent(content: unknown, field: string): string {
  if (content === null || content === undefined) return ''
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) throw new BadRequest(field, 'must be a string or a list of parts')
  return content
    .map((part, index) => {
      const { type, text } = asFields(part)
      if (type !== 'text' || typeof text !== 'string') throw new BadRequest(`${field}[${index}]`, 'must be a text part')
      return text
    })
    .join('')
}

function readToolCall(call: Fields, field: string): ToolCall {
  const { name, arguments: text } = asFields(call['function'] ?? {})
  if (typeof call['id'] !== 'string' || typeof name !== 'string' || typeof text !== 'string') {
    throw new BadRequest(`${field}.tool_calls`, 'must have id, function.name and function.arguments')
  }
  return { id: call['id'], name, arguments: text }
}

function readTools(tools: unknown): readonly ToolDefinition[] {
  if (!Array.isArray(tools) || tools.length > 128) throw new BadRequest('tools', 'must be a list of at most 128')
  return tools.map((tool, index) => {
    const { name, description, parameters } = asFields(asFields(tool)['function'] ?? {})
    if (typeof name !== 'string') throw new BadRequest(`tools[${index}].function.name`, 'must be a string')
    return {
      name,
      description: typeof description === 'string' ? description : undefined,
      parameters: checkedSchema(asFields(parameters ?? { type: 'object' }), `tools[${index}].function.parameters`),
    }
  })
}

function readSchema(format: Fields): object | undefined {
  switch (format['type']) {
    case undefined:
    case 'text':
      return undefined
    case 'json_object':
      return { type: 'object' }
    case 'json_schema': {
      const { schema } = asFields(format['json_schema'] ?? {})
      if (typeof schema !== 'object' || schema === null) {
        throw new BadRequest('response_format.json_schema.schema', 'must be a JSON Schema')
      }
      return checkedSchema(schema, 'response_format.json_schema.schema')
    }
    default:
      throw new BadRequest('response_format.type', "must be 'text', 'json_object' or 'json_schema'")
  }
}

function checkedSchema<T extends object>(schema: T, field: string): T {
  const excess = schemaExcess(schema)
  if (excess !== undefined) throw new BadRequest(field, excess)
  return schema
}
