import type { Device, Runtime } from '../shared/compute.js'
import type { ErrorCode } from '../shared/errors.js'
import type { Task } from '../shared/tasks.js'
import type { GuardAction, GuardFailure, GuardReason, GuardStage } from './guard.js'
import type { PromptOrigin } from './prompt-origin.js'

/** The parts that all events have. No event holds a text, a vector, a question or the id of a document. */
export interface EventTimes {
  /** When the call began, in milliseconds since 1970. */
  readonly at: number
  /** How long the call took; 0 for an event without a duration. */
  readonly durationMs: number
  /** The `trace` option of the call, as the caller gave it. */
  readonly trace?: object | undefined
}

/** Where a model answered. */
export interface ModelPlace {
  /** The name of the engine. */
  readonly engine: string
  /** Whether the engine runs on this device or on a server. */
  readonly place: 'device' | 'server'
  /** The id of the model. For an address it is only the path, without the query. */
  readonly model: string
}

/** A model was opened. */
export interface LoadEvent extends EventTimes, ModelPlace {
  /** Identifies the kind of event. */
  readonly type: 'load'
  /** The task for which the model was opened. */
  readonly task: Task
  /** How many bytes were downloaded; 0 where the model was stored, or needs no download. */
  readonly downloadedBytes: number
  /** The digest of the exact weights, if the engine reports it. */
  readonly digest?: string | undefined
  /** The place where the model computes, if the engine reports it. */
  readonly device?: Device | undefined
  /** The program that computes the model, if the engine reports it. */
  readonly runtime?: Runtime | undefined
}

/** A model answered about texts: vectors, labels, spans, scores or languages. */
export interface RunEvent extends EventTimes, ModelPlace {
  /** Identifies the kind of event. */
  readonly type: 'run'
  /** The task of the model. */
  readonly task: Exclude<Task, 'generate'>
  /** How many texts the call had. */
  readonly texts: number
  /** How many of the texts were equal to one before, so that they were not computed. */
  readonly repeated: number
  /** How many of the different texts had their vector in a cache, where the embedder has one. */
  readonly cached?: number | undefined
  /** How many UTF-16 units the texts have together. */
  readonly characters: number
  /** How many texts were longer than the model reads. */
  readonly truncated: number
  /** How many calls of this model were running or waiting when this one began. */
  readonly ahead: number
}

/** A model wrote, or scored texts instead of writing. Each engine that was asked has its own event. */
export interface GenerateEvent extends EventTimes, ModelPlace {
  /** Identifies the kind of event. */
  readonly type: 'generate'
  /** The kind of answer that was asked for. */
  readonly kind: 'text' | 'object' | 'choice' | 'score' | 'suggestion'
  /** Whether the answer was streamed. */
  readonly streamed: boolean
  /** How many tokens were read. */
  readonly inputTokens: number
  /** How many of the read tokens were known from earlier calls, if the engine reports it. */
  readonly cachedTokens?: number | undefined
  /** How many tokens were written. */
  readonly outputTokens: number
  /** Milliseconds until the first token. */
  readonly firstTokenMs: number
  /** Tokens a second after the first. */
  readonly tokensPerSecond: number
  /** Why the answer ended. */
  readonly finishReason: 'stop' | 'length' | 'tool-calls' | 'content-filter'
  /** How many tools the model asked for. */
  readonly toolCalls: number
  /** How many requests the engine made. */
  readonly attempts: number
  /** Whether personal data was hidden from the engine. */
  readonly redacted: boolean
  /** The most tokens that the answer could have. */
  readonly maxTokens: number
  /** How freely tokens were picked. */
  readonly temperature: number
  /** How many calls of this model were running or waiting when this one began. */
  readonly ahead: number
  /** The prompt that was asked, with its version, its release and its channel, where it is one of `tacet/release`. */
  readonly prompt?: PromptOrigin | undefined
}

/** A store or a collection of documents was searched. */
export interface SearchEvent extends EventTimes {
  /** Identifies the kind of event. */
  readonly type: 'search'
  /** How the store was searched. */
  readonly mode: 'dense' | 'lexical' | 'hybrid'
  /** How many hits were asked for. */
  readonly limit: number
  /** How many hits there are. */
  readonly found: number
  /** Whether the search had a filter. */
  readonly filtered: boolean
  /** Whether a reranker ordered the hits. */
  readonly reranked: boolean
}

/** A router decided which engine answers. */
export interface RouteEvent extends EventTimes {
  /** Identifies the kind of event. */
  readonly type: 'route'
  /** The engine that is asked first; `undefined` where none may answer. */
  readonly engine: string | undefined
  /** The place of that engine. */
  readonly place: 'device' | 'server' | undefined
  /** How many engines may answer. */
  readonly allowed: number
  /** How many engines may not. */
  readonly denied: number
}

/** A redactor looked for personal data. */
export interface RedactEvent extends EventTimes {
  /** Identifies the kind of event. */
  readonly type: 'redact'
  /** How many texts the call had. */
  readonly texts: number
  /** How many UTF-16 units the texts have together. */
  readonly characters: number
  /** How many entities were hidden, by type. */
  readonly entities: Readonly<Record<string, number>>
  /** How many failures did not stop the redaction. */
  readonly problems: number
}

/** A guard read a text. */
export interface GuardEvent extends EventTimes {
  /** Identifies the kind of event. */
  readonly type: 'guard'
  /** The id of the policy and its revision. */
  readonly policy: string
  /** Where the text came from, or went. */
  readonly stage: GuardStage
  /** The strongest action of all findings. */
  readonly action: GuardAction
  /** The rules that found something. */
  readonly findings: readonly { readonly rule: string; readonly action: GuardAction; readonly reason: GuardReason }[]
  /** The checks that failed. */
  readonly failed: readonly GuardFailure[]
}

/** The costs of a call to a server. Failed calls cost too. */
export interface CostEvent extends EventTimes {
  /** Identifies the kind of event. */
  readonly type: 'cost'
  /** The name of the model on the server. */
  readonly model: string
  /** How many tokens were read. */
  readonly inputTokens: number
  /** How many of the read tokens the server had cached. */
  readonly cachedTokens: number
  /** How many tokens were written. */
  readonly outputTokens: number
  /** How many requests were made, repetitions included. */
  readonly requests: number
  /** The money, where the engine has prices. */
  readonly amount?: number | undefined
  /** The currency of the prices. */
  readonly currency?: string | undefined
  /** Whether the tokens are a guess, because the server did not report them. */
  readonly estimated: boolean
}

/** A release of `tacet/release` came, was refused, or was left. */
export interface ReleaseEvent extends EventTimes {
  /** Identifies the kind of event. */
  readonly type: 'release'
  /** The id of the release, where it could be read. */
  readonly release: string | undefined
  /** The channel that was left; `undefined` where the whole release is meant. */
  readonly channel?: string | undefined
  /**
   * 'loaded': the release is in force. 'refused': the release failed a check. 'rolled-back': the app called
   * `rollback()`. 'returned': the device left the release automatically.
   */
  readonly change: 'loaded' | 'refused' | 'rolled-back' | 'returned'
  /** Why the device left it automatically: all of its first runs failed, or the test found a rate worse than before. */
  readonly reason?: 'first-runs' | 'failures' | 'guard' | 'feedback' | undefined
}

/** A call failed, or was aborted. */
export interface FailureEvent extends EventTimes, Partial<ModelPlace> {
  /** Identifies the kind of event. */
  readonly type: 'error'
  /** The kind of the event that the call would have been. */
  readonly of: 'load' | 'run' | 'generate' | 'search' | 'route' | 'redact' | 'guard'
  /** The code of an `NlpError`; otherwise the kind of the failure. The event does not hold the message of the error. */
  readonly code: ErrorCode | 'aborted' | 'wrong-use' | 'unknown'
  /** Whether the same call may succeed later. */
  readonly retryable: boolean
  /** The task of the model that failed. */
  readonly task?: Task | undefined
  /** The prompt that was asked, where it is one of `tacet/release`. */
  readonly prompt?: PromptOrigin | undefined
}

/** An event for listeners. `type` is its kind. */
export type TacetEvent =
  | LoadEvent
  | RunEvent
  | GenerateEvent
  | SearchEvent
  | RouteEvent
  | RedactEvent
  | GuardEvent
  | CostEvent
  | ReleaseEvent
  | FailureEvent
