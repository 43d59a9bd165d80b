/** Receives each text of a message. The format is 'json' where the message holds data or serialised arguments. */
export type TextVisitor = (text: string, format: 'text' | 'json') => Promise<string>

type Fields = Record<string, unknown>

/** Copies a message and replaces its texts, in each of the known message shapes. */
export async function mapMessageText<T extends object>(message: T, visit: TextVisitor): Promise<T> {
  const copy: Fields = { ...(message as Fields) }
  // `name` is the speaker. In the message of a tool it is the name of the tool, which stays.
  if (copy['role'] !== 'tool' && copy['role'] !== 'function') await mapText(copy, 'name', visit)
  await mapContent(copy, 'content', visit)
  await mapContent(copy, 'parts', visit)
  await mapText(copy, 'reasoning_content', visit)
  await mapText(copy, 'refusal', visit)
  await mapEach(copy, 'tool_calls', async (call) => {
    await mapNested(call, 'function', (fields) => mapSerialized(fields, 'arguments', visit))
    await mapNested(call, 'custom', (fields) => mapText(fields, 'input', visit))
  })
  await mapNested(copy, 'function_call', (fields) => mapSerialized(fields, 'arguments', visit))
  await mapEach(copy, 'toolInvocations', (call) => mapToolData(call, visit))
  // An item of OpenAI's Responses API is a single part.
  if (typeof copy['type'] === 'string' && copy['role'] === undefined) await mapPart(copy, visit)
  return copy as T
}

async function mapPart(part: Fields, visit: TextVisitor): Promise<void> {
  const type = typeof part['type'] === 'string' ? part['type'] : ''
  // The provider signs or encrypts thinking, and would refuse the message after a change.
  if (type === 'thinking' || type === 'redacted_thinking') return
  await mapText(part, 'text', visit)
  await mapText(part, 'filename', visit)
  await mapNested(part, 'file', (file) => mapText(file, 'filename', visit))
  await mapText(part, 'refusal', visit)
  await mapText(part, 'errorText', visit)
  await mapEach(part, 'summary', (item) => mapText(item, 'text', visit))
  if (type === 'function_call') await mapSerialized(part, 'arguments', visit)
  else if (type === 'function_call_output') await mapContent(part, 'output', visit)
  else if (type === 'tool_result') await mapContent(part, 'content', visit)
  else if (type === 'document') await mapDocument(part, visit)
  else if (/^(?:tool[-_]|dynamic-tool|server_tool_use|custom_tool_call|mcp_)/.test(type)) await mapToolData(part, visit)
}

/** The input and the outcome of a tool call, under the names they have in each shape. */
async function mapToolData(call: Fields, visit: TextVisitor): Promise<void> {
  await mapData(call, 'input', visit)
  await mapData(call, 'args', visit)
  await mapData(call, 'result', visit)
  await mapData(call, 'output', visit)
}

async function mapDocument(part: Fields, visit: TextVisitor): Promise<void> {
  await mapText(part, 'title', visit)
  await mapText(part, 'context', visit)
  await mapNested(part, 'source', async (source) => {
    if (source['type'] === 'text') await mapText(source, 'data', visit)
    else if (source['type'] === 'content') await mapContent(source, 'content', visit)
  })
}

/** Content is a text or a list of parts. */
async function mapContent(fields: Fields, key: string, visit: TextVisitor): Promise<void> {
  await mapText(fields, key, visit)
  await mapEach(fields, key, (part) => mapPart(part, visit))
  const parts = fields[key]
  if (!Array.isArray(parts)) return
  for (const [index, part] of parts.entries()) if (typeof part === 'string') parts[index] = await visit(part, 'text')
}

async function mapText(fields: Fields, key: string, visit: TextVisitor): Promise<void> {
  const text = fields[key]
  if (typeof text === 'string' && text !== '') fields[key] = await visit(text, 'text')
}

/** Serialised JSON: the arguments of a tool call. Incomplete JSON, as in a stream, is treated the same. */
async function mapSerialized(fields: Fields, key: string, visit: TextVisitor): Promise<void> {
  const text = fields[key]
  if (typeof text === 'string' && text !== '') fields[key] = await visit(text, 'json')
  else await mapData(fields, key, visit)
}

async function mapData(fields: Fields, key: string, visit: TextVisitor): Promise<void> {
  const data = fields[key]
  if (typeof data === 'string') return mapText(fields, key, visit)
  if (data === undefined || data === null || typeof data === 'boolean') return
  fields[key] = JSON.parse(await visit(JSON.stringify(data), 'json'))
}

async function mapEach(fields: Fields, key: string, map: (item: Fields) => Promise<void>): Promise<void> {
  const list = fields[key]
  if (!Array.isArray(list)) return
  const copies = list.map((item: unknown) => (isFields(item) ? { ...item } : item))
  for (const copy of copies) if (isFields(copy)) await map(copy)
  fields[key] = copies
}

async function mapNested(fields: Fields, key: string, map: (nested: Fields) => Promise<void>): Promise<void> {
  const nested = fields[key]
  if (!isFields(nested)) return
  const copy = { ...nested }
  await map(copy)
  fields[key] = copy
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
