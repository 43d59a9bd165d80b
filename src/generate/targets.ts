import { type Engine, type EngineSession, type ExpectedCall, openOn, placeOf } from '../calls/engine.js'
import { type EventFacts, tell } from '../calls/observed.js'
import type { PromptOrigin } from '../calls/prompt-origin.js'
import { runTask } from '../calls/run-task.js'
import { computeWish } from '../engines/compute-options.js'
import { accessTokenOf, type CreateOptions } from '../engines/create-options.js'
import { type RoutePlan, requireTarget, route } from '../engines/route.js'
import type { RoutePolicy, RouteRequest, RouteTarget } from '../engines/route-request.js'
import { checkPolicy } from '../engines/route-rules.js'
import { estimateTokens } from '../engines/server/estimate.js'
import { NlpError } from '../shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../shared/tasks.js'
import { untilAborted } from '../shared/until-aborted.js'
import { deviceState } from './route-state.js'
import { STOPPED } from './stopped.js'

/** An answer, with the engine that gave it. */
export interface Routed {
  readonly output: GenerateOutput
  readonly engine: string
  /** The engine itself, because two engines of a list may have the same name; `undefined` where none was asked. */
  readonly asked: Engine | undefined
  readonly model: string
  /** The reason for the choice of this engine. */
  readonly reason: string
  /** The number of requests to engines, including failed requests. */
  readonly attempts: number
}

export interface RunRequest extends Pick<RouteRequest, 'privacy' | 'deadlineMs'> {
  readonly signal: AbortSignal | undefined
  readonly trace?: object | undefined
  /** The prompt that is asked, for listeners. */
  readonly origin?: PromptOrigin | undefined
  readonly emit: ((text: string) => void) | undefined
  /** See `RunOptions`. @default a conversation of this call alone */
  readonly conversation?: object | undefined
  /** Ends the answer, which then counts as it is. An abort by `signal` rejects instead. @default never */
  readonly stop?: AbortSignal | undefined
  /** Engines that have already failed at this task, so that another engine should try. @default none */
  readonly except?: readonly Engine[] | undefined
}

/** The engines of one generator. They are opened when first needed, and asked in the order of the route. */
export interface Targets {
  readonly first: EngineSession
  run(input: GenerateInput, request: RunRequest): Promise<Routed>
  readonly count: number
  close(): Promise<void>
}

/**
 * With these codes no other engine is tried: a mistake of the caller, or a forbidding rule, is the same for every
 * engine.
 */
const NOT_ELSEWHERE: readonly string[] = ['closed', 'policy-denied', 'invalid-data']

export async function openTargets(
  engines: readonly Engine[],
  { model, onProgress, signal, accessToken: token, shareAcrossTabs, ...settings }: Omit<CreateOptions, 'engines'>,
  given: RoutePolicy | undefined,
): Promise<Targets> {
  checkPolicy(given)
  const wish = { ...computeWish(settings), shareAcrossTabs }
  const accessToken = accessTokenOf({ accessToken: token })
  const startsOnDevice = engines[0] !== undefined && placeOf(engines[0]) === 'device'
  const policy: RoutePolicy = { mode: startsOnDevice ? 'prefer-device' : 'prefer-server', ...given }
  const closing = new AbortController()
  const sessions = new Map<Engine, Promise<EngineSession>>()
  const known = new Map<Engine, EngineSession>()
  const engineOf = new WeakMap<RouteTarget, Engine>()
  const words = new Map<Engine, RouteTarget['ready']>()
  const speeds = new Map<Engine, { firstTokenMs: number; tokensPerSecond: number }>()

  /**
   * All calls wait for the same opening. The signal of a single call does not end the opening, because the next call
   * needs it too.
   */
  function open(
    engine: Engine,
    { onProgress, signal = closing.signal }: Pick<CreateOptions, 'onProgress' | 'signal'> = {},
  ): Promise<EngineSession> {
    let session = sessions.get(engine)
    if (session === undefined) {
      const options = { ...wish, accessToken, onProgress, signal }
      session = openOn(engine, 'generate', model, options).then((opened) => {
        known.set(engine, opened)
        return opened
      })
      sessions.set(engine, session)
      session.catch(() => sessions.delete(engine))
    }
    return session
  }

  /**
   * Asks an engine for its availability once: a look into storage before every call would cost more than it is worth.
   * An unavailable model is asked for again, because it may become available.
   */
  async function readiness(engine: Engine): Promise<RouteTarget['ready']> {
    const word = words.get(engine) ?? (await engine.availability('generate', model, wish))
    if (word !== 'unavailable') words.set(engine, word)
    return word
  }

  async function describe(engine: Engine, call: ExpectedCall): Promise<RouteTarget> {
    const session = known.get(engine)
    const target: RouteTarget = {
      ...(await engine.outlook?.(call)),
      name: engine.name,
      place: placeOf(engine),
      ready: session === undefined ? await readiness(engine) : 'available',
      redacts: engine.redacts ?? false,
      contextWindow: session?.contextWindow,
      ...speeds.get(engine),
    }
    engineOf.set(target, engine)
    return target
  }

  /**
   * Plans the route. `guesses: false` leaves out sizes, budgets and the circuit breaker: only the engine itself knows
   * these exactly, and its own error describes them best.
   */
  async function plan(
    { prompt, messages, maxTokens, schema, tools }: GenerateInput,
    { privacy, deadlineMs, guesses = true }: Pick<RouteRequest, 'privacy' | 'deadlineMs'> & { guesses?: boolean },
  ): Promise<RoutePlan> {
    const text = prompt ?? messages.map(({ content }) => content).join('\n')
    const call = { model, inputTokens: estimateTokens(text), maxTokens }
    const needs = [...(schema ? (['schema'] as const) : []), ...(tools?.length ? (['tools'] as const) : [])]
    const state = {
      ...(await deviceState(policy)),
      targets: await Promise.all(engines.map((one) => describe(one, call))),
    }
    if (guesses) return route({ privacy, deadlineMs, needs, ...call }, policy, state)
    const targets = state.targets.map((target) => {
      const plain: RouteTarget = { ...target, breaker: 'closed', budgetShare: 0 }
      engineOf.set(plain, engineOf.get(target) as Engine)
      return plain
    })
    return route({ privacy, needs, inputTokens: 0, maxTokens: 0 }, policy, { ...state, targets })
  }

  const nothing: GenerateInput = { messages: [], maxTokens: 0, temperature: 0, stop: [] }
  const start = await plan(nothing, { privacy: 'public', guesses: false })
  // An engine that is not available comes last: only the engine itself can tell the reason and the remedy.
  const absent = start.denied.filter(({ target, reasons }) => target.ready === 'unavailable' && reasons.length === 1)
  const candidates = [...start.targets, ...absent].map(({ target }) => target)
  if (candidates.length === 0) requireTarget(start)
  const first = await firstThatOpens(
    candidates,
    (target) => open(engineOf.get(target) as Engine, { onProgress, signal }),
    signal,
  )

  return {
    first,
    count: engines.length,
    async run(input, { signal: callSignal, trace, origin, stop, emit, ...request }) {
      const { privacy, deadlineMs, conversation, except = [] } = request
      const ending = signalOf(callSignal, stop)
      const guessed = await plan(input, { privacy, deadlineMs })
      const decided = guessed.targets.length > 0 ? guessed : await plan(input, { privacy, guesses: false })
      tell(() => routing(decided, trace))
      const planned = requireTarget(decided)
      const candidates = planned.targets.filter(({ target }) => !except.includes(engineOf.get(target) as Engine))
      if (candidates.length === 0)
        throw new NlpError('invalid-output', 'Every engine that may answer has failed at this task')
      let attempts = 0
      let shown = false
      for (const [position, { target, reason }] of candidates.entries()) {
        const engine = engineOf.get(target) as Engine
        try {
          attempts += 1
          const session = await untilAborted(open(engine), callSignal)
          const show = (text: string) => {
            if (callSignal?.aborted) return
            shown = true
            emit?.(text)
          }
          // Without `emit` no event is requested: a message between threads for every token costs more than some models
          // need to compute it.
          const onEvent = emit && show
          const answer = runTask(session, 'generate', input, { signal: ending, trace, conversation, onEvent }, origin)
          // An engine of the app may ignore the signal.
          const output = await untilAborted(answer, ending)
          // A single token does not show the speed.
          if (output.timings.tokensPerSecond > 0) speeds.set(engine, output.timings)
          const tries = attempts - 1 + (output.served?.attempts ?? 1)
          const answered = output.served?.model ?? session.model
          return { output, engine: target.name, asked: engine, model: answered, reason, attempts: tries }
        } catch (error) {
          if (stop?.aborted && !callSignal?.aborted) {
            const asked = known.get(engine)?.model ?? engine.name
            return { output: STOPPED, engine: target.name, asked: engine, model: asked, reason, attempts }
          }
          // Shown words cannot be taken back, and another engine would write other words.
          const last = position === candidates.length - 1
          if (last || shown || callSignal?.aborted || !NlpError.is(error) || NOT_ELSEWHERE.includes(error.code))
            throw error
        }
      }
      throw new NlpError('unsupported', 'There is no engine to ask')
    },
    async close() {
      closing.abort(new NlpError('closed', `Model ${first.model} was closed`))
      const opened = await Promise.allSettled(sessions.values())
      await Promise.all(opened.map((result) => (result.status === 'fulfilled' ? result.value.close() : undefined)))
    },
  }
}

const routing = ({ targets, denied }: RoutePlan, trace: object | undefined): EventFacts => ({
  type: 'route',
  trace,
  engine: targets[0]?.target.name,
  place: targets[0]?.target.place,
  allowed: targets.length,
  denied: denied.length,
})

/** A signal that is aborted when one of the two is. */
const signalOf = (one: AbortSignal | undefined, other: AbortSignal | undefined) =>
  one === undefined || other === undefined ? (one ?? other) : AbortSignal.any([one, other])

async function firstThatOpens(
  targets: readonly RouteTarget[],
  open: (target: RouteTarget) => Promise<EngineSession>,
  signal: AbortSignal | undefined,
): Promise<EngineSession> {
  const reasons: unknown[] = []
  for (const target of targets) {
    signal?.throwIfAborted()
    try {
      return await open(target)
    } catch (error) {
      if (!NlpError.is(error)) throw error
      reasons.push(error)
    }
  }
  if (reasons.length === 1) throw reasons[0]
  throw new NlpError(
    'unsupported',
    `No engine can generate: ${reasons.map((reason) => (reason as Error).message).join('; ')}`,
    {
      cause: new AggregateError(reasons),
    },
  )
}
