import { inOrder } from '../calls/in-order.js'
import { allowsFile } from './allowed.js'
import { type CallGate, unreadable } from './call-gate.js'
import type { PartFields, UiMessage, UiPart } from './ui-messages.js'

/** Hides the personal data in a message of `useChat`. Rejects if a part can be neither hidden nor checked. */
export async function hideUiMessage<Message extends UiMessage>(gate: CallGate, message: Message): Promise<Message> {
  const { role, parts, ...rest } = message
  const hidden = await inOrder(parts, (part) => hidePart(gate, part, role))
  return { ...(await hideRest(gate, rest)), role, parts: hidden } as unknown as Message
}

async function hidePart(gate: CallGate, part: UiPart, role: UiMessage['role']): Promise<UiPart> {
  const { type, state, text, toolName, ...rest }: PartFields = part
  await gate.name('the type of a part of a message', type)
  if (toolName !== undefined) await gate.name('the name of a tool', toolName)
  if (type === 'file') return hideFile(gate, part)
  const own = role === 'assistant'
  return {
    ...(await hideRest(gate, rest)),
    type,
    ...(state === undefined ? {} : { state }),
    ...(toolName === undefined ? {} : { toolName }),
    ...(text === undefined ? {} : { text: await gate.conversation.hide(text, { own, signal: gate.signal }) }),
  }
}

/** The content of a file is in its address, so the redactor cannot read the file here. */
async function hideFile(gate: CallGate, part: FilePart): Promise<UiPart> {
  const { type, mediaType = '', url, filename, ...rest } = part
  if (!allowsFile(gate.allowed, mediaType)) {
    throw unreadable('a file', `Leave it out, or list its type (${mediaType}) in \`allow.files\`.`)
  }
  return {
    ...(await hideRest(gate, rest)),
    type,
    ...(url === undefined ? {} : { url }),
    ...(part.mediaType === undefined ? {} : { mediaType }),
    ...(filename === undefined ? {} : { filename: await gate.text(filename) }),
  }
}

interface FilePart extends PartFields {
  readonly url?: string
  readonly filename?: string
}

/**
 * Ids keep their form, because results find their calls by them. A provider gets its own words back unchanged, such as a signature. All
 * other fields are read as data.
 */
async function hideRest(gate: CallGate, fields: object): Promise<Record<string, unknown>> {
  const hidden: Record<string, unknown> = {}
  const data: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (IDS.includes(name) && typeof value === 'string') hidden[name] = await gate.id(value)
    else if (FROM_PROVIDER.includes(name) && gate.saidAll(value)) hidden[name] = value
    else data[name] = value
  }
  return { ...(await gate.data(data)), ...hidden }
}

const IDS: readonly string[] = ['id', 'toolCallId', 'approvalId', 'sourceId']
const FROM_PROVIDER: readonly string[] = ['providerMetadata', 'callProviderMetadata', 'resultProviderMetadata']
