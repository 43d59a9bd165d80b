import type { AIMessage, BaseMessage, ChatMessage, ToolMessage } from '@langchain/core/messages'
import { NlpError } from '../shared/errors.js'
import type { Message } from '../shared/tasks.js'

/** Translates messages of LangChain into the turns of a conversation. */
export const readMessages = (messages: readonly BaseMessage[]): Message[] => messages.map(readMessage)

function readMessage(message: BaseMessage): Message {
  switch (message.type) {
    case 'system':
      return { role: 'system', content: textOf(message) }
    case 'human':
      return { role: 'user', content: textOf(message) }
    case 'ai': {
      const { tool_calls = [] } = message as AIMessage
      const toolCalls = tool_calls.map(({ id = '', name, args }) => ({ id, name, arguments: JSON.stringify(args) }))
      return { role: 'assistant', content: textOf(message), ...(toolCalls.length === 0 ? {} : { toolCalls }) }
    }
    case 'tool':
      return { role: 'tool', content: textOf(message), toolCallId: (message as ToolMessage).tool_call_id }
    case 'generic': {
      const { role } = message as ChatMessage
      if (role === 'system' || role === 'user' || role === 'assistant') return { role, content: textOf(message) }
      throw new NlpError('unsupported', `A message has the role ${role}. The roles are system, user and assistant.`)
    }
    default:
      throw new NlpError('unsupported', `A model cannot read a message of the type ${message.type}: leave it out.`)
  }
}

/** Parts of an answer that a model does not read again. The calls of tools stand beside the content as well. */
const NOT_READ_AGAIN: readonly string[] = ['reasoning', 'thinking', 'tool_call', 'tool_use', 'invalid_tool_call']

function textOf({ content, type }: BaseMessage): string {
  if (typeof content === 'string') return content
  const texts = content.map((part) => {
    if ((part.type === 'text' || part.type === 'text-plain') && typeof part['text'] === 'string') return part['text']
    if (type === 'ai' && NOT_READ_AGAIN.includes(part.type)) return ''
    throw new NlpError('unsupported', `Only text can be understood here: leave out the part of the type ${part.type}.`)
  })
  return texts.join('')
}
