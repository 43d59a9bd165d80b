import type { GuardPolicy } from '../guard/policy.js'
import type { Task } from '../shared/tasks.js'
import type { RunCounts } from './run-counts.js'

/** A prompt that a release pins. */
export interface PinnedPrompt {
  /** The version that `definePrompt` computes from the source of the prompt. */
  readonly version: string
  /** The text of the prompt. Without it, the app must have the prompt in this version. @default the app's own */
  readonly source?: string | undefined
}

/** A model that a release pins. */
export interface PinnedModel {
  /** The id of the model, or its address. */
  readonly id: string
  /** The digest of the exact weights, as in loaded models and in events of `tacet/observe`. */
  readonly digest: string
}

/** A later share of a channel, and its time. */
export interface RampStep {
  /** The time, as in 2026-12-01T08:00:00Z. */
  readonly from: string
  /** The share from then on, from 0 to 1. */
  readonly share: number
}

/** The content of a channel. A channel other than `stable` takes missing parts from `stable`. */
export interface ReleaseChannel {
  /** Prompts by name. */
  readonly prompts?: Readonly<Record<string, PinnedPrompt>> | undefined
  /** Models by task. */
  readonly models?: Readonly<Partial<Record<Task, PinnedModel>>> | undefined
  /** The policy of the guard. */
  readonly guard?: GuardPolicy | undefined
  /** Thresholds, by names of the app. */
  readonly thresholds?: Readonly<Record<string, number>> | undefined
  /** The share of devices that get this channel, from 0 to 1. `stable` gets all others. @default 0 */
  readonly share?: number | undefined
  /** Later shares, the earliest first. @default none */
  readonly ramp?: readonly RampStep[] | undefined
  /** Runs and ratings of the version before, measured elsewhere, to which this channel is compared. @default those of this device */
  readonly reference?: RunCounts | undefined
}

/** Everything that decides what users get, as data. */
export interface Release {
  /** Marks the data as a release. */
  readonly format: 'tacet-release'
  /** The version of the format. */
  readonly version: 1
  /** The id of the release. An id stands for one content; do not reuse it. */
  readonly id: string
  /** The release to which a rollback leads, where the device has it. @default the one before on the device */
  readonly previous?: string | undefined
  /** The channels by name. */
  readonly channels: { readonly stable: ReleaseChannel } & Readonly<Record<string, ReleaseChannel>>
}
