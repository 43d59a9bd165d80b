import type { Device, Runtime } from '../shared/compute.js'

/** Two losses of the graphics device within this time mean that the device is not reliable. */
const LOSS_WINDOW_MS = 5 * 60_000

/** After this time a refusal is tested again: a new version of tacet or of a driver may compute rightly. */
const VALID_MS = 30 * 24 * 60 * 60_000

const PREFIX = 'tacet.device.'

/** Whether a program on a device computes a model rightly, and the reason. */
export interface Verdict {
  readonly device: Device
  readonly runtime: Runtime
  readonly accepted: boolean
  readonly reason: string
}

type Place = Pick<Verdict, 'device' | 'runtime'>

const losses = new Map<string, { readonly worker: object; readonly at: number; readonly second: boolean }>()

// A quantized model can give wrong results on one graphics driver and right ones on another. A verdict is therefore
// valid for one model in one version of one browser.
const nameOf = (digest: string, { device, runtime }: Place) =>
  `${PREFIX}${device}.${runtime}.${digest}.${globalThis.navigator?.userAgent}`

/** The verdict of an earlier load of this model in this place, also from an earlier visit. */
export function recallVerdict(digest: string, place: Place): Verdict | undefined {
  try {
    const stored = globalThis.localStorage?.getItem(nameOf(digest, place))
    if (!stored) return undefined
    const { at, ...verdict } = JSON.parse(stored) as Verdict & { readonly at: number }
    return Date.now() - at < VALID_MS ? verdict : undefined
  } catch {
    // The browser may refuse storage. Then every visit tests the device again.
    return undefined
  }
}

export function keepVerdict(digest: string, verdict: Verdict): void {
  try {
    globalThis.localStorage?.setItem(nameOf(digest, verdict), JSON.stringify({ ...verdict, at: Date.now() }))
  } catch {
    // The browser may refuse storage.
  }
}

/**
 * Notes that a worker lost the device. Returns true for the second loss in short time. All calls that were running on
 * the same worker report the same loss, so they count once.
 */
export function secondLoss(digest: string, worker: object, now = Date.now()): boolean {
  const before = losses.get(digest)
  if (before?.worker === worker) return before.second
  const second = before !== undefined && now - before.at < LOSS_WINDOW_MS
  losses.set(digest, { worker, at: now, second })
  return second
}
