import { describe } from '../calls/check-options.js'
import { NlpError } from '../shared/errors.js'
import type { GenerateInput, Message, RestoreRule, ToolCall } from '../shared/tasks.js'
import { readSchema, type Schema } from './standard-schema.js'
import type { Routed } from './targets.js'

/** A function of the app that the model may call. */
export interface Tool<T = unknown> {
  /** The name by which the model calls the tool. */
  readonly name: string
  /** Tells the model when to use the tool and what it returns. */
  readonly description?: string | undefined
  /** The arguments: a JSON Schema, or a schema of a library such as zod. */
  readonly parameters: Schema<T>
  /** Runs the tool. The model gets the result, as JSON where it is not a string. */
  readonly execute: (
    values: T,
    context: { readonly callId: string; readonly signal: AbortSignal | undefined },
  ) => unknown
  /**
   * The arguments that get back real values which were hidden from a server: `true` for all, `false` for none, or a
   * list of names. A tool that sends mail to a recipient named by the model takes `false`, or names the arguments that
   * are safe there.
   * @default all but addresses (URLs); none at all in a call whose arguments name a place on the network that the model chose,
   * because the others may be sent there. An address that the user wrote, whole, is no such place.
   */
  readonly restore?: RestoreRule | undefined
  /** Whether `approve` is asked before each use. Set it for tools that write, send, buy or delete. @default false */
  readonly needsApproval?: boolean | undefined
}

/** A tool with arguments of any type. Its own schema has checked the arguments that it gets. */
export type AnyTool = Omit<Tool<never>, 'parameters'> & { readonly parameters: Schema<unknown> }

/**
 * A tool whose `execute` knows the type of its arguments from its schema.
 *
 * @example
 * import { z } from 'zod'
 *
 * const add = tool({
 *   name: 'add',
 *   parameters: z.object({ a: z.number(), b: z.number() }),
 *   execute: ({ a, b }) => a + b,
 * })
 */
export function tool<T>(definition: Tool<T>): Tool<T> {
  checkTool(definition)
  return definition
}

/** The tools that a model may call, and how often. */
export interface ToolOptions {
  /** The tools that the model may call. @default none */
  tools?: readonly AnyTool[] | undefined
  /** Whether the model may, must not or must call a tool. @default 'auto' */
  toolChoice?: 'auto' | 'none' | 'required' | undefined
  /** The most requests to the model, including the request for the final answer. @default 5 */
  maxSteps?: number | undefined
  /** Decides whether a tool with `needsApproval` may run. Without this function, the use is refused. */
  approve?: ((call: ToolUse) => boolean | Promise<boolean>) | undefined
  /** Called after each use of a tool. */
  onToolUse?: ((use: ToolUse & { readonly result: string }) => void) | undefined
  /** Aborts the work. The call rejects with exactly the reason of the signal. */
  signal?: AbortSignal | undefined
}

/** A use of a tool that the model asks for. */
export interface ToolUse {
  /** The id that the model gave the call. */
  readonly callId: string
  /** The name of the tool. */
  readonly name: string
  /** The arguments that the tool got. */
  readonly values: unknown
}

const NAME = /^[\w-]{1,64}$/

/** Lets the model use tools until it answers in words. `between` has its calls and the results of the tools. */
export async function runTools(
  ask: (input: GenerateInput) => Promise<Routed>,
  input: GenerateInput,
  { tools = [], toolChoice = 'auto', maxSteps = 5, approve, onToolUse, signal }: ToolOptions,
): Promise<{ readonly answer: Routed; readonly between: readonly Message[] }> {
  if (!(Number.isInteger(maxSteps) && maxSteps > 0)) {
    throw new RangeError(`\`maxSteps\` must be a positive integer, got ${maxSteps}`)
  }
  const known = new Map(tools.map((tool) => [checkTool(tool), { tool, schema: readSchema(tool.parameters) }]))
  const definitions = [...known.values()].map(({ tool: { name, description, restore }, schema }) => ({
    name,
    description,
    parameters: schema.json,
    restore,
  }))
  const named = callNames(input.messages)
  /** The results by id, name and arguments: a model that repeats a call must not run the tool twice. */
  const done = new Map<string, string>()
  const messages: Message[] = [...input.messages]
  let attempts = 0

  for (let step = 1; step <= maxSteps; step += 1) {
    // A required tool has been used after the first step. If it stayed required, the model could never answer.
    const choice = toolChoice === 'required' && step > 1 ? 'auto' : toolChoice
    const answer = await ask({ ...input, messages, tools: definitions, toolChoice: choice })
    attempts += answer.attempts
    const calls = (answer.output.toolCalls ?? []).map(named)
    if (calls.length === 0) {
      return { answer: { ...answer, attempts }, between: messages.slice(input.messages.length) }
    }
    messages.push({ role: 'assistant', content: answer.output.text, toolCalls: calls })
    for (const call of calls) {
      signal?.throwIfAborted()
      const key = keyOf(call)
      const result = done.get(key) ?? (await use(call))
      done.set(key, result)
      messages.push({ role: 'tool', content: result, toolCallId: call.id })
    }
  }
  throw new NlpError('invalid-output', `The model still asks for tools after ${maxSteps} steps. Raise \`maxSteps\`.`)

  async function use({ id, name, arguments: text }: ToolCall): Promise<string> {
    const entry = known.get(name)
    if (entry === undefined) return refusal(`there is no tool ${name}`)
    const checked = await entry.schema.check(parse(text))
    if (!checked.ok) return refusal(`the arguments are wrong: ${checked.problems.join('; ')}`)
    const described = { callId: id, name, values: checked.value }
    if (entry.tool.needsApproval && !(await approve?.(described))) return refusal('the user did not allow it')
    signal?.throwIfAborted()
    const result = toText(await entry.tool.execute(checked.value as never, { callId: id, signal }))
    onToolUse?.({ ...described, result })
    return result
  }
}

const keyOf = ({ id, name, arguments: text }: ToolCall) => JSON.stringify([id, name, text])

/**
 * Gives a call a new id where the call has no id, or the id of another call. Some servers begin at call_0 again in each
 * answer, and the model must not get the result of another call.
 */
function callNames(before: readonly Message[]): (call: ToolCall) => ToolCall {
  const taken = new Set(before.flatMap(({ toolCalls = [] }) => toolCalls.map(({ id }) => id)))
  /** The ids by the id that the model wrote, so that the same call keeps its id. */
  const given = new Map<string, string>()
  let count = 0
  const free = () => {
    let id: string
    do id = `call_${++count}`
    while (taken.has(id))
    return id
  }
  return (call) => {
    const known = call.id === '' ? undefined : given.get(keyOf(call))
    const id = known ?? (call.id === '' || taken.has(call.id) ? free() : call.id)
    given.set(keyOf(call), id)
    taken.add(id)
    return { ...call, id }
  }
}

function checkTool(given: Omit<AnyTool, 'execute'> & { readonly execute: unknown }): string {
  const { name, parameters, execute } = Object(given) as AnyTool
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw new TypeError(`\`tools[].name\` must be letters, digits, _ and - only, got ${describe(name)}`)
  }
  if (parameters === null || !['object', 'function'].includes(typeof parameters)) {
    throw new TypeError(`\`parameters\` of the tool ${name} must be a schema, got ${describe(parameters)}`)
  }
  if (typeof execute === 'function') return name
  throw new TypeError(`\`execute\` of the tool ${name} must be a function, got ${describe(execute)}`)
}

/** The answer to the model after a refused call, so that the model can correct it. */
const refusal = (reason: string) => JSON.stringify({ error: reason })

/** The result of a tool as the model reads it. */
export const toText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'done'))

function parse(text: string): unknown {
  try {
    return text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    return undefined
  }
}
