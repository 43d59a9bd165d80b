import type { ComputeSettings, Device, Runtime } from '../shared/compute.js'
import type { EmbeddingCache } from '../shared/embedding-cache.js'
import { NlpError } from '../shared/errors.js'
import type { EmbeddingSettings, OperatingPoints } from '../shared/model-manifest.js'
import type { LoadProgress } from '../shared/progress.js'
import type { Task, TaskMap, TextToText } from '../shared/tasks.js'
import { untilAborted } from '../shared/until-aborted.js'
import type { Resource } from './dispose.js'
import { observed, publicName } from './observed.js'
import { notePlace } from './session-place.js'

/** The options of every call. */
export interface CallOptions {
  /** Aborts the work; the call rejects with exactly its reason. */
  signal?: AbortSignal | undefined
  /**
   * The span that the call belongs to, for listeners of `tacet/observe`. The adapter to OpenTelemetry takes a `Context`.
   * @default none
   */
  trace?: object | undefined
}

/** Whether a model can be used, in the words of the browser's own Prompt API. */
export type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available'

/** How to read and compute a model. Engines that run no models of their own ignore the settings. */
export interface ModelSettings extends EmbeddingSettings, ComputeSettings {
  /** The languages of a translation, for engines whose own model needs them when it is opened. */
  translation?: LanguagePair | undefined
  /** Whether one tab has the model for all tabs of the site. Engines without workers of their own ignore it. @default false */
  shareAcrossTabs?: boolean | undefined
}

/** The languages of a translation, as BCP 47 tags. */
export interface LanguagePair {
  /** The language of the texts. */
  readonly sourceLanguage: string
  /** The language of the translations. */
  readonly targetLanguage: string
}

/** How a model is opened on an engine. */
export interface OpenOptions extends CallOptions, ModelSettings {
  /** The caller's token for a model behind a login. Engines that download no models ignore it. */
  accessToken?: string | undefined
  /** Where vectors are kept across visits. Engines that know no digest of their models ignore it. */
  cache?: EmbeddingCache | undefined
  /** Called with the progress of the download and the loading of the model. */
  onProgress?: ((progress: LoadProgress) => void) | undefined
}

/** How one call of an engine runs. */
export interface RunOptions<T extends Task> extends CallOptions {
  /** Background work waits for interactive work, but never for ever. @default 'interactive' */
  priority?: 'interactive' | 'background' | undefined
  /** Called with each event before the end, such as the pieces of a text that the model writes. */
  onEvent?: ((event: TaskMap[T]['event']) => void) | undefined
  /**
   * Any object that identifies the conversation of this call. An engine that hides personal data keeps one table of placeholders
   * for the conversation, as long as the object lives. @default a conversation of this call alone
   */
  conversation?: object | undefined
}

/** A model that is ready to answer, wherever it runs. */
export interface EngineSession extends Resource {
  /** The name of the engine. */
  readonly engine: string
  /** The id of the model. */
  readonly model: string
  /** Identifies the exact weights: vectors of two digests must not be mixed. */
  readonly digest?: string | undefined
  /** How many numbers a vector has, where the model makes vectors. */
  readonly dimensions?: number | undefined
  /** The labels of the model, where it has a fixed set. */
  readonly labels?: readonly string[] | undefined
  /** The score from which each label of a classifier is given, by the name of the operating point. */
  readonly operatingPoints?: OperatingPoints | undefined
  /** How many tokens a question and its answer may have together, where the model writes. */
  readonly contextWindow?: number | undefined
  /** The instructions of a model that turns one text into another. */
  readonly textToText?: TextToText | undefined
  /** Where the model computes, for events. */
  readonly device?: Device | undefined
  /** The program that computes the model, for events. */
  readonly runtime?: Runtime | undefined
  /** Runs one task. Rejects with an NlpError where the failure is not the caller's mistake. */
  run<T extends Task>(task: T, input: TaskMap[T]['input'], options?: RunOptions<T>): Promise<TaskMap[T]['output']>
}

/** A call that is planned. The number of its input tokens is a guess. */
export interface ExpectedCall {
  /** The model that is asked for, or undefined for the engine's own. */
  readonly model: string | undefined
  /** How many tokens the input probably has. */
  readonly inputTokens: number
  /** How many tokens the answer may have. */
  readonly maxTokens: number
}

/** The reasons against a call at the moment. */
export interface Outlook {
  /** 'open': the engine failed so often that it gets no calls for now. */
  readonly breaker: 'closed' | 'open' | 'half-open'
  /** The use of this call as a share of the rest of the tightest budget. Above 1 the call does not fit. */
  readonly budgetShare: number
}

/** A place where models run: this device's workers, the browser's own model, a server. */
export interface Engine {
  /** The name of the engine in results, routes and messages. The name decides nothing. */
  readonly name: string
  /**
   * The place where the engine's models run: on this device, or on a server, to which texts leave the device. Rules on privacy
   * read the place and nothing else. An engine without a place counts as a server, so that a forgotten line keeps texts here.
   * @default 'server'
   */
  readonly place?: 'device' | 'server' | undefined
  /** Whether the engine hides personal data before anything leaves the device. @default false */
  readonly redacts?: boolean | undefined
  /** Whether the engine can do the task with this model, and whether the engine must download the model first. */
  availability(task: Task, model: string | undefined, settings?: ModelSettings): Promise<Availability>
  /** The reasons against a call on this engine at the moment. An engine without this function has none. */
  outlook?(call: ExpectedCall): Promise<Outlook>
  /** Opens a model. Rejects with an NlpError of code `unsupported` or `model-unknown` where the engine cannot do the task. */
  open(task: Task, model: string | undefined, options?: OpenOptions): Promise<EngineSession>
}

/** The place where an engine runs. Every rule about places uses this function, so a missing place always counts as a server. */
export const placeOf = ({ place }: Engine): 'device' | 'server' => (place === 'device' ? 'device' : 'server')

/**
 * Opens the task on one engine. Some engines ignore the signal, so a session that they open after an abort is closed.
 */
export function openOn(
  engine: Engine,
  task: Task,
  model: string | undefined,
  options: OpenOptions,
): Promise<EngineSession> {
  let downloadedBytes = 0
  const onProgress: OpenOptions['onProgress'] = (progress) => {
    if (progress.type === 'download') downloadedBytes = progress.loaded
    options.onProgress?.(progress)
  }
  const about = { task, engine: engine.name, place: placeOf(engine), model: publicName(model ?? engine.name) }
  const { signal, trace } = options
  return observed(
    { of: 'load', ...about, signal, trace },
    () => openOne(engine, task, model, { ...options, onProgress }),
    ({ model, digest, device, runtime }) => ({
      type: 'load',
      ...about,
      model: publicName(model),
      downloadedBytes,
      digest,
      device,
      runtime,
    }),
  )
}

async function openOne(
  engine: Engine,
  task: Task,
  model: string | undefined,
  options: OpenOptions,
): Promise<EngineSession> {
  const opening = engine.open(task, model, options)
  try {
    const session = await untilAborted(opening, options.signal)
    notePlace(session, placeOf(engine))
    return session
  } catch (error) {
    if (options.signal?.aborted) void opening.then((session) => session.close()).catch(() => {})
    throw error
  }
}

/** Opens the task on the first engine that can do it. After an NlpError the next engine is tried. */
export async function openSession(
  engines: readonly Engine[],
  task: Task,
  model: string | undefined,
  options: OpenOptions = {},
): Promise<EngineSession> {
  const reasons: unknown[] = []
  for (const engine of engines) {
    options.signal?.throwIfAborted()
    try {
      const session = await openOn(engine, task, model, options)
      options.onProgress?.({ type: 'ready', engine: engine.name })
      return session
    } catch (error) {
      // After an abort or a wrong use, no other engine is tried: the caller stopped the call or made a mistake.
      if (!NlpError.is(error)) throw error
      reasons.push(error)
    }
  }
  if (reasons.length === 1) throw reasons[0]
  const list = reasons.map((reason) => (reason as NlpError).message).join('; ')
  throw new NlpError('unsupported', `No engine can do ${task}: ${list || 'the list of engines is empty'}`, {
    cause: new AggregateError(reasons),
  })
}
