import type { ReleaseEvent } from '../calls/events.js'
import type { Release } from './release.js'
import { keyOf, type ReleaseState } from './release-state.js'
import { NO_RUNS, type RunCounts } from './run-counts.js'
import { worseThan } from './worse-than.js'

/** When a device leaves a version automatically. */
export interface ReturnRules {
  readonly firstRuns: number
  readonly alpha: number
}

/** A release with its digest. */
export interface ReadableRelease {
  readonly digest: string
  readonly release: Release
}

/** The reason why the device must leave a version, if there is one. The last of the releases comes with the app. */
export function reasonToLeave(
  state: ReleaseState,
  { digest, channel }: { readonly digest: string; readonly channel: string },
  releases: readonly ReadableRelease[],
  { firstRuns, alpha }: ReturnRules,
): ReleaseEvent['reason'] {
  const key = keyOf(digest, channel)
  // There is nothing to return to from the stable channel of the app's own release.
  if (state.left.includes(key) || (releases.at(-1)?.digest === digest && channel === 'stable')) return undefined
  const counts = state.counts[key] ?? NO_RUNS
  if (firstRuns > 0 && counts.runs >= firstRuns && counts.failed === counts.runs) return 'first-runs'
  const reference = referenceFor(state, { digest, channel }, releases)
  return reference && worseThan(counts, reference, alpha)
}

/** The counts in the release, or the counts of the version that ran on this device before. */
function referenceFor(
  state: ReleaseState,
  { digest, channel }: { readonly digest: string; readonly channel: string },
  releases: readonly ReadableRelease[],
): RunCounts | undefined {
  const stated = releases.find((each) => each.digest === digest)?.release.channels[channel]?.reference
  if (stated !== undefined) return stated
  const others = releases.flatMap((each) => Object.keys(each.release.channels).map((name) => keyOf(each.digest, name)))
  const before = others.find(
    (key) => key !== keyOf(digest, channel) && !state.left.includes(key) && (state.counts[key]?.runs ?? 0) > 0,
  )
  return before === undefined ? undefined : state.counts[before]
}
