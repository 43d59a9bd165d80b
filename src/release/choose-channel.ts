import { sha256Script } from '../shared/sha256-script.js'
import type { Release, ReleaseChannel } from './release.js'

/** Who asks, and when. */
export interface ChannelRequest {
  /** The device or the person that keeps its channel. */
  readonly unit: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** The channel that a feature flag names. */
  readonly flag?: string | undefined
  /** Whether a channel was left for good. */
  readonly isLeft: (channel: string) => boolean
}

/**
 * The channel of a device in a release; `undefined` if the device has left all of them. A digest of the release, the
 * channel and the device decides. So a device keeps its channel, and a growing share adds devices and takes none out.
 */
export function chooseChannel({ id, channels }: Release, request: ChannelRequest): string | undefined {
  const open = Object.keys(channels).filter((name) => !request.isLeft(name))
  if (request.flag !== undefined && open.includes(request.flag)) return request.flag
  const early = open.find(
    (name) => name !== 'stable' && placeOf(`${id}:${name}:${request.unit}`) < shareOf(channels[name]!, request.now),
  )
  return early ?? open.find((name) => name === 'stable')
}

/** The share of a channel at a time: that of the last step that has begun. */
function shareOf({ share = 0, ramp = [] }: ReleaseChannel, now: number): number {
  return ramp.findLast(({ from }) => Date.parse(from) <= now)?.share ?? share
}

/** A number in [0, 1) that is the same for the same text, and evenly spread over texts. */
function placeOf(text: string): number {
  const digest = sha256Script(new TextEncoder().encode(text))
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0) / 2 ** 32
}
