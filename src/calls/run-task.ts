import type { GenerateInput, GenerateOutput, Task, TaskMap } from '../shared/tasks.js'
import type { EngineSession, RunOptions } from './engine.js'
import type { ModelPlace } from './events.js'
import { type EventFacts, isObserved, observed, publicName } from './observed.js'
import type { PromptOrigin } from './prompt-origin.js'
import { notedPlace } from './session-place.js'

/** How many calls each session has. They are counted only while there are listeners. */
const running = new WeakMap<EngineSession, number>()

/** Runs a task on a session, and reports the run to the listeners. `prompt` is only for the listeners. */
export function runTask<T extends Task>(
  session: EngineSession,
  task: T,
  input: TaskMap[T]['input'],
  options: RunOptions<T> = {},
  prompt?: PromptOrigin | undefined,
): Promise<TaskMap[T]['output']> {
  const run = () => session.run(task, input, options)
  if (!isObserved()) return run()
  const ahead = running.get(session) ?? 0
  running.set(session, ahead + 1)
  const { signal, trace, onEvent } = options
  const where = { ...placeIn(session), ...(prompt === undefined ? {} : { prompt }) }
  const of = task === 'generate' ? 'generate' : 'run'
  return observed({ of, task, ...where, signal, trace }, run, (output) =>
    task === 'generate'
      ? writing(input as GenerateInput, output as GenerateOutput, { ...where, ahead, streamed: onEvent !== undefined })
      : reading(task, input as TaskMap['embed']['input'], output, { ...where, ahead }),
  ).finally(() => running.set(session, (running.get(session) ?? 1) - 1))
}

const placeIn = (session: EngineSession): ModelPlace => ({
  engine: session.engine,
  place: notedPlace(session),
  model: publicName(session.model),
})

function reading(
  task: Task,
  { texts }: { readonly texts: readonly string[] },
  output: { readonly truncated?: readonly number[] | undefined; readonly cached?: number | undefined } | object,
  where: ModelPlace & { readonly ahead: number },
): EventFacts {
  return {
    type: 'run',
    task: task as Exclude<Task, 'generate'>,
    ...where,
    texts: texts.length,
    repeated: texts.length - new Set(texts).size,
    characters: texts.reduce((sum, text) => sum + text.length, 0),
    truncated: 'truncated' in output ? (output.truncated?.length ?? 0) : 0,
    ...('cached' in output ? { cached: output.cached } : {}),
  }
}

function writing(
  { schema, choices, likelihoodOf, suggest, maxTokens, temperature }: GenerateInput,
  { usage, timings, finishReason, toolCalls, served }: GenerateOutput,
  where: ModelPlace & { readonly ahead: number; readonly streamed: boolean },
): EventFacts {
  const weighing = choices ? 'choice' : likelihoodOf === undefined ? undefined : 'score'
  return {
    type: 'generate',
    ...where,
    kind: weighing ?? (suggest ? 'suggestion' : schema ? 'object' : 'text'),
    ...usage,
    ...timings,
    finishReason,
    toolCalls: toolCalls?.length ?? 0,
    attempts: served?.attempts ?? 1,
    redacted: served?.redacted ?? false,
    maxTokens,
    temperature,
  }
}
