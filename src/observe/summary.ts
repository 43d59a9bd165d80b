import type { CostEvent, GenerateEvent, LoadEvent, RunEvent, TacetEvent } from '../calls/events.js'
import type { Device, Runtime } from '../shared/compute.js'
import type { Task } from '../shared/tasks.js'

/** Half of the values are at most `p50`, and 95 of 100 are at most `p95`. */
export interface Percentiles {
  /** The median. */
  readonly p50: number
  /** The value that 5 of 100 exceed. */
  readonly p95: number
}

/** How often a saving was possible, and how often it happened. */
export interface HitRate {
  /** How often the work was saved. */
  readonly hits: number
  /** How often the work was requested. */
  readonly of: number
}

/** The calls of one model for one task. */
export interface ModelSummary {
  /** The name of the engine. */
  readonly engine: string
  /** Whether the engine runs on this device or on a server. */
  readonly place: 'device' | 'server'
  /** The id of the model. */
  readonly model: string
  /** The task. */
  readonly task: Task
  /** How many calls ended well. */
  readonly calls: number
  /** Milliseconds of a call. */
  readonly ms: Percentiles
  /** Milliseconds to the first token, where the model writes. */
  readonly firstTokenMs?: Percentiles | undefined
  /** Tokens a second after the first, where the model writes. */
  readonly tokensPerSecond?: Percentiles | undefined
  /** The most calls that were running or waiting when another began. */
  readonly mostAhead: number
  /** The place where the model computes, if its opening was observed and the engine reports it. */
  readonly device?: Device | undefined
  /** The program that computes the model, if its opening was observed and the engine reports it. */
  readonly runtime?: Runtime | undefined
  /** Milliseconds of its last observed opening. */
  readonly loadMs?: number | undefined
}

/** The costs of one day in one currency. */
export interface DayCost {
  /** The day in UTC, as in 2026-11-29. */
  readonly day: string
  /** The currency of the prices. */
  readonly currency: string
  /** The money. */
  readonly amount: number
  /** Whether a part of it is a guess. */
  readonly estimated: boolean
}

/** The events that are kept, in figures. */
export interface ObservedSummary {
  /** How many events there are. */
  readonly events: number
  /** The calls of each model, by engine, model and task. */
  readonly models: readonly ModelSummary[]
  /** How often work was saved. */
  readonly hits: {
    /** Models that were opened without a download. */
    readonly downloads: HitRate
    /** Tokens of prompts that an earlier call had read. */
    readonly prefixTokens: HitRate
    /** Texts that were equal to another text of their call. */
    readonly equalTexts: HitRate
    /** Different texts whose vector was in the cache of their embedder. Calls without a cache do not count. */
    readonly cachedVectors: HitRate
  }
  /** Milliseconds of a search; undefined where there was none. */
  readonly searchMs: Percentiles | undefined
  /** How many entities were hidden, by type. */
  readonly redacted: Readonly<Record<string, number>>
  /** How many texts a guard read, by its action. */
  readonly guarded: Readonly<Record<string, number>>
  /** How many calls failed, by code. Aborted calls are among them. */
  readonly failed: Readonly<Record<string, number>>
  /** The money of each day, for servers with prices. */
  readonly costs: readonly DayCost[]
}

export function summaryOf(events: readonly TacetEvent[]): ObservedSummary {
  const of = <Type extends TacetEvent['type']>(type: Type) =>
    events.filter((event): event is Extract<TacetEvent, { type: Type }> => event.type === type)
  const loads = of('load')
  const throughCache = of('run').filter(({ cached }) => cached !== undefined)
  const searches = of('search')
  return {
    events: events.length,
    models: modelsOf([...of('run'), ...of('generate')], loads),
    hits: {
      downloads: { hits: loads.filter(({ downloadedBytes }) => downloadedBytes === 0).length, of: loads.length },
      prefixTokens: {
        hits: sum(of('generate').map(({ cachedTokens = 0 }) => cachedTokens)),
        of: sum(of('generate').map(({ inputTokens }) => inputTokens)),
      },
      equalTexts: {
        hits: sum(of('run').map(({ repeated }) => repeated)),
        of: sum(of('run').map(({ texts }) => texts)),
      },
      cachedVectors: {
        hits: sum(throughCache.map(({ cached = 0 }) => cached)),
        of: sum(throughCache.map(({ texts, repeated }) => texts - repeated)),
      },
    },
    searchMs: searches.length === 0 ? undefined : percentiles(searches.map(({ durationMs }) => durationMs)),
    redacted: counted(of('redact').flatMap(({ entities }) => Object.entries(entities))),
    guarded: counted(of('guard').map(({ action }) => [action, 1])),
    failed: counted(of('error').map(({ code }) => [code, 1])),
    costs: costsOf(of('cost')),
  }
}

function modelsOf(calls: readonly (RunEvent | GenerateEvent)[], loads: readonly LoadEvent[]): readonly ModelSummary[] {
  const groups = new Map<string, (RunEvent | GenerateEvent)[]>()
  for (const call of calls) {
    const key = JSON.stringify([call.engine, call.model, taskOf(call)])
    groups.set(key, [...(groups.get(key) ?? []), call])
  }
  return [...groups.values()].map((group) => {
    const { engine, place, model } = group[0]!
    const task = taskOf(group[0]!)
    const load = loads.findLast((each) => each.engine === engine && each.model === model && each.task === task)
    const written = group.filter((call) => call.type === 'generate')
    return {
      engine,
      place,
      model,
      task,
      calls: group.length,
      ms: percentiles(group.map(({ durationMs }) => durationMs)),
      mostAhead: Math.max(...group.map(({ ahead }) => ahead)),
      ...(written.length === 0
        ? {}
        : {
            firstTokenMs: percentiles(written.map(({ firstTokenMs }) => firstTokenMs)),
            tokensPerSecond: percentiles(written.map(({ tokensPerSecond }) => tokensPerSecond)),
          }),
      ...(load === undefined ? {} : { device: load.device, runtime: load.runtime, loadMs: load.durationMs }),
    }
  })
}

const taskOf = (call: RunEvent | GenerateEvent): Task => (call.type === 'run' ? call.task : 'generate')

function costsOf(costs: readonly CostEvent[]): readonly DayCost[] {
  const days = new Map<string, DayCost>()
  for (const { at, amount, currency, estimated } of costs) {
    if (amount === undefined || currency === undefined) continue
    const day = dayOf(at)
    const known = days.get(`${day} ${currency}`) ?? { day, currency, amount: 0, estimated: false }
    const next = { ...known, amount: known.amount + amount, estimated: known.estimated || estimated }
    days.set(`${day} ${currency}`, next)
  }
  return [...days.values()]
}

/** The day of a time in UTC, as budgets count days. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

function counted(entries: readonly (readonly [string, number])[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const [name, count] of entries) counts.set(name, (counts.get(name) ?? 0) + count)
  return Object.fromEntries(counts)
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
