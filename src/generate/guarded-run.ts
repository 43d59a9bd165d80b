import type { GuardedCall } from '../calls/guard.js'
import type { GenerateInput } from '../shared/tasks.js'
import { STOPPED } from './stopped.js'
import type { Routed, RunRequest } from './targets.js'

type Run = (input: GenerateInput, request: RunRequest) => Promise<Routed>

/**
 * Puts a guard before and behind the engines. The guard checks the messages that are new, shows only what has passed,
 * and stops the engine where nothing more may pass.
 */
export function guardedRun(run: Run, call: GuardedCall): Run {
  return async (given, request) => {
    const messages = await call.enter(given.messages)
    if (call.ended !== undefined) {
      request.emit?.(call.ended)
      return nobodyAsked(call.ended)
    }
    const stop = new AbortController()
    const held = call.hold(request.emit, () => stop.abort())
    const emit = request.emit && held.push
    const privacy = call.keepLocal ? 'secret' : request.privacy
    const answer = await run(afterForeignText({ ...given, messages }, call), {
      ...request,
      emit,
      privacy,
      stop: stop.signal,
    })
    // A call of a tool without text is not an answer yet.
    const silent = answer.output.text === '' && answer.output.toolCalls !== undefined
    const text = silent ? '' : await held.end(answer.output.text)
    const reasoning = answer.output.reasoning && (await call.hold(undefined, () => {}).end(answer.output.reasoning))
    return { ...answer, output: { ...answer.output, text, reasoning, ...(call.ended === undefined ? {} : ENDED) } }
  }
}

const ENDED = { finishReason: 'content-filter', toolCalls: undefined } as const

/**
 * An order in a foreign text could send real values anywhere, so only tools that name their arguments get real values.
 */
const afterForeignText = (input: GenerateInput, { foreign }: GuardedCall): GenerateInput =>
  foreign ? { ...input, tools: input.tools?.map((tool) => ({ ...tool, restore: tool.restore ?? false })) } : input

const nobodyAsked = (text: string): Routed => ({
  output: { ...STOPPED, text },
  engine: 'none',
  asked: undefined,
  model: 'none',
  reason: 'the guard refused the question',
  attempts: 0,
})
