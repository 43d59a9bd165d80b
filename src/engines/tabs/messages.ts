import type { EngineSession } from '../../calls/engine.js'
import type { LoadProgress } from '../../shared/progress.js'
import type { Task, TaskMap } from '../../shared/tasks.js'
import type { WireError } from '../../wire/shared/errors.js'

/** The facts of a session, which any tab may know. */
export type SessionFacts = Omit<EngineSession, 'run' | 'close' | typeof Symbol.asyncDispose>

/** What a tab wants of the model, whichever tab has the model. */
export type Ask =
  | { readonly type: 'open'; readonly task: Task }
  | {
      readonly type: 'run'
      readonly task: Task
      readonly input: TaskMap[Task]['input']
      /** The weights that the caller knows. Other weights must not answer. */
      readonly digest: string | undefined
      readonly priority: 'interactive' | 'background'
      /** Whether the caller wants the events: a message between tabs for each token has its price. */
      readonly streamed: boolean
    }

/** One tab's time as the owner. A frozen tab may believe for a while that it is the owner; the later term counts. */
export interface Term {
  readonly owner: string
  readonly since: number
}

/** To all tabs of a model. */
export type ToAll = ({ readonly type: 'owner' } & Term) | { readonly type: 'join'; readonly guest: string }

/** From the owner to one guest. */
export type ToGuest = { readonly owner: string } & (
  | { readonly type: 'welcome'; readonly since: number }
  | { readonly type: 'pong' }
  | { readonly type: 'leaving' }
  | { readonly type: 'progress'; readonly call: number; readonly value: LoadProgress }
  | { readonly type: 'event'; readonly call: number; readonly value: unknown }
  | { readonly type: 'result'; readonly call: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly call: number; readonly error: WireError }
)

/** From a guest to the owner. */
export type ToOwner = { readonly owner: string } & (
  | { readonly type: 'ping' }
  | { readonly type: 'call'; readonly call: number; readonly ask: Ask }
  | { readonly type: 'abort'; readonly call: number }
)

/** A message before its sender adds the owner. */
export type Unsigned<Message extends { readonly owner: string }> = Message extends unknown
  ? Omit<Message, 'owner'>
  : never

/** The channel between one guest and the owner, and the lock that the guest holds while it lives. */
export const lineName = (name: string, guest: string): string => `${name} guest ${guest}`
