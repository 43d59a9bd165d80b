import type { Resource } from '../calls/dispose.js'
import type { PromptOrigin } from '../calls/prompt-origin.js'
import type { FlagClient } from './flag-channel.js'
import type { PromptDefinition } from './prompt/define-prompt.js'
import type { ReleaseInForce } from './release-in-force.js'
import type { ReleaseProof } from './release-proof.js'
import type { RunCounts } from './run-counts.js'

/** The releases of an app, and the rules for leaving one automatically. */
export interface ReleasesOptions {
  /** The release that comes with the app, as JSON. It is in force if no other one works. */
  initial: object
  /** The prompts of the app, for pins without a source. @default none */
  prompts?: readonly PromptDefinition[] | undefined
  /** The public key of those who may make releases: Ed25519 or ECDSA. Then each release needs a signature. @default no key */
  key?: CryptoKey | JsonWebKey | undefined
  /**
   * A feature flag that names the channel. If the release has no channel of this name, the shares decide. @default none
   */
  flag?: { readonly client: FlagClient; readonly key: string } | undefined
  /**
   * The id that keeps its channel. Pass an id of the person if all devices of a person should have one channel.
   * @default a random id of this device
   */
  unit?: string | undefined
  /** A channel whose first runs all fail is left after this many; 0 never. @default 3 */
  firstRuns?: number | undefined
  /** The probability with which an equally good channel may be called worse and left; 0 never tests. @default 0.05 */
  alpha?: number | undefined
  /** Called when another release or channel comes into force, also by a change in another tab. */
  onChange?: ((release: ReleaseInForce) => void) | undefined
}

/** How a release is loaded. */
export interface LoadReleaseOptions extends ReleaseProof {
  /** Takes a release again that was left. @default false */
  again?: boolean | undefined
  /** Stops the download. */
  signal?: AbortSignal | undefined
}

/** A release that was loaded. */
export interface LoadedRelease {
  /** The id of the release. */
  readonly id: string
  /** The SHA-256 of its file. */
  readonly digest: string
  /** 'left': this device has left the release, so nothing was changed. */
  readonly status: 'in-force' | 'left'
}

/** The releases of an app. */
export interface Releases extends Resource {
  /** The release in force, in the channel of this device. */
  current(): ReleaseInForce
  /** Fetches a release and puts it in force in all tabs. If a check fails, the call rejects and nothing changes. */
  load(url: string | URL, options?: LoadReleaseOptions): Promise<LoadedRelease>
  /** Does the same with the text of a release that the app has. */
  accept(text: string, options?: LoadReleaseOptions): Promise<LoadedRelease>
  /** Leaves the release in force for good, in all tabs, and resolves with the one before. */
  rollback(): Promise<ReleaseInForce>
  /** Runs work with the release in force, and counts whether it failed or a guard stopped it. */
  run<Result>(work: (release: ReleaseInForce) => Promise<Result>, options?: RunWithOptions): Promise<Result>
  /** Counts a rating of an answer: `result.prompt` says which version gave it. */
  rate(origin: PromptOrigin | undefined, rating: 'up' | 'down'): Promise<void>
  /** The runs and ratings on this device, by release and channel. */
  counts(): readonly ReleaseCounts[]
}

/** The runs and ratings of one channel on this device. */
export interface ReleaseCounts extends RunCounts {
  /** The id of the release. */
  readonly release: string
  /** The channel. */
  readonly channel: string
}

/** Options for work that is counted. */
export interface RunWithOptions {
  /** The signal of the work: aborted work does not count as a failure. */
  signal?: AbortSignal | undefined
}
