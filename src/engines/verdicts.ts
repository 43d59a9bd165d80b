import type { Device } from './device.js'

/** Losing the graphics device twice within this time means that it will not stay. */
const LOSS_WINDOW_MS = 5 * 60_000

const PREFIX = 'tacet.device.'

export interface Verdict {
  readonly device: Device
  readonly accepted: boolean
  readonly reason: string
}

const losses = new Map<string, { readonly worker: object; readonly at: number; readonly second: boolean }>()

// Quantized models can be silently wrong on one graphics driver and right on the next, so a verdict holds for this
// model in this version of this browser.
const nameOf = (digest: string, device: Device) => `${PREFIX}${device}.${digest}.${globalThis.navigator?.userAgent}`

/** What an earlier load of this model on this device found out, also in an earlier visit. */
export function recallVerdict(digest: string, device: Device): Verdict | undefined {
  try {
    const stored = globalThis.localStorage?.getItem(nameOf(digest, device))
    return stored ? (JSON.parse(stored) as Verdict) : undefined
  } catch {
    // Storage may be refused altogether; then every visit probes anew.
    return undefined
  }
}

export function keepVerdict(digest: string, verdict: Verdict): void {
  try {
    globalThis.localStorage?.setItem(nameOf(digest, verdict.device), JSON.stringify(verdict))
  } catch {
    // As above.
  }
}

/**
 * Notes that a worker lost the device; true when it was the second loss in short time. All calls that were under way on one
 * worker tell of one and the same loss.
 */
export function secondLoss(digest: string, worker: object, now = Date.now()): boolean {
  const before = losses.get(digest)
  if (before?.worker === worker) return before.second
  const second = before !== undefined && now - before.at < LOSS_WINDOW_MS
  losses.set(digest, { worker, at: now, second })
  return second
}
