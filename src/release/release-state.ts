import { NO_RUNS, plusCounts, type RunCounts } from './run-counts.js'

/** A release that the device keeps. */
export interface KeptRelease {
  readonly id: string
  readonly digest: string
  readonly text: string
}

/**
 * The state of a device for the releases of one name. Each change makes a new state, so that tabs can change it one
 * after another.
 */
export interface ReleaseState {
  /** Identifies the device. It is random and has no meaning elsewhere. */
  readonly unit: string
  /** The releases, the newest last. */
  readonly kept: readonly KeptRelease[]
  /** The versions that were left for good: `digest/channel`, the newest last. */
  readonly left: readonly string[]
  /** Runs and ratings, by `digest/channel`. */
  readonly counts: Readonly<Record<string, RunCounts>>
}

/** How many releases are kept to go back to. */
const MOST_KEPT = 5

/** Enough to know every release that a server may still offer. */
const MOST_LEFT = 100

export const keyOf = (digest: string, channel: string): string => `${digest}/${channel}`

/**
 * Puts a release in force. Counts of kept versions stay.
 *
 * @param initial the digest of the release that comes with the app
 */
export function withRelease(state: ReleaseState, release: KeptRelease, initial: string): ReleaseState {
  const others = state.kept.filter(({ digest }) => digest !== release.digest)
  const kept = [...others, release].slice(-MOST_KEPT)
  const digests = [initial, ...kept.map(({ digest }) => digest)]
  const known = (key: string) => digests.some((digest) => key.startsWith(`${digest}/`))
  const counts = Object.fromEntries(Object.entries(state.counts).filter(([key]) => known(key)))
  return { ...state, kept, counts }
}

/** Leaves versions for good. */
export const withLeft = (state: ReleaseState, keys: readonly string[]): ReleaseState => ({
  ...state,
  left: [...state.left.filter((key) => !keys.includes(key)), ...keys].slice(-MOST_LEFT),
})

/** Allows a release again that was left. */
export const withReturn = (state: ReleaseState, digest: string): ReleaseState => ({
  ...state,
  left: state.left.filter((key) => !key.startsWith(`${digest}/`)),
  counts: Object.fromEntries(Object.entries(state.counts).filter(([key]) => !key.startsWith(`${digest}/`))),
})

export const withCounts = (state: ReleaseState, key: string, more: Partial<RunCounts>): ReleaseState => ({
  ...state,
  counts: { ...state.counts, [key]: plusCounts(state.counts[key] ?? NO_RUNS, more) },
})
