import type { Approve, GuardedCall } from '../calls/guard.js'
import type { ToolCall } from '../shared/tasks.js'

/**
 * Asks a guard about a call of a tool that the caller runs. Returns the call with the arguments that the guard lets
 * through, or undefined if the tool must not run.
 */
export async function allowedCall(
  guard: GuardedCall,
  call: ToolCall,
  approve: Approve | undefined,
): Promise<ToolCall | undefined> {
  const { id: callId, name, arguments: written } = call
  const use = { callId, name, values: parsed(written) }
  // The tool only returns its arguments, so the caller gets the arguments as the guard changed them.
  const tool = { name, execute: (values: unknown, _context: object) => values }
  const guarded = guard.tools([tool], approve)
  if (!(await guarded.approve(use))) return undefined
  const values = guarded.tools[0]?.execute(use.values, { callId, signal: undefined })
  return values === use.values ? call : { ...call, arguments: JSON.stringify(values) }
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return written
  }
}
