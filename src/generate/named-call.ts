import { randomId } from '../shared/random-id.js'
import type { ToolCall } from '../shared/tasks.js'

/** The call with an id. A framework finds the result of a call by its id, but some models give none. */
export const namedCall = (call: ToolCall): ToolCall => ({ ...call, id: call.id || `call_${randomId()}` })
