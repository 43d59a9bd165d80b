import { checkOptions, describe } from '../calls/check-options.js'
import { asyncDispose } from '../calls/dispose.js'
import type { ReleaseEvent } from '../calls/events.js'
import { tell } from '../calls/observed.js'
import { NlpError } from '../shared/errors.js'
import { chooseChannel } from './choose-channel.js'
import { type ReadableRelease, reasonToLeave } from './decide-return.js'
import { fetchRelease, signatureAddress } from './fetch-release.js'
import { flagChannel } from './flag-channel.js'
import { countsAsFailure, wasGuarded } from './judge-run.js'
import { invalid, parseRelease, readRelease, requireWhatTheAppUses } from './read-release.js'
import type { Release } from './release.js'
import { inForce, type ReleaseInForce } from './release-in-force.js'
import { digestOf, type ProvenText, proveRelease, type ReleaseProof, readKey, requireProof } from './release-proof.js'
import { keyOf, withCounts, withLeft, withRelease, withReturn } from './release-state.js'
import type { LoadedRelease, LoadReleaseOptions, Releases, ReleasesOptions } from './releases.js'
import type { RunCounts } from './run-counts.js'
import { openSharedState } from './shared-state.js'

/**
 * Opens the releases of an app. The last release that works stays in force, whatever comes later.
 *
 * @example
 * const releases = await openReleases('assistant', { initial: release, key: publicKey })
 * await releases.load('/releases/newest.json')
 * const { text } = await releases.run(({ render }) => generator.generate(render('support', { question })))
 */
export async function openReleases(name: string, options: ReleasesOptions): Promise<Releases> {
  if (typeof name !== 'string' || name === '') {
    throw new TypeError(`\`name\` must be a string that is not empty, got ${describe(name)}`)
  }
  checkOptions('openReleases', options, OPTIONS, ['initial'])
  const { prompts = [], flag, firstRuns = 3, alpha = 0.05, onChange } = options
  if (!(Number.isInteger(firstRuns) && firstRuns >= 0)) {
    throw new RangeError(`\`firstRuns\` must be a whole number from 0, got ${describe(firstRuns)}`)
  }
  if (!(alpha >= 0 && alpha < 1)) throw new RangeError(`\`alpha\` must be from 0 to below 1, got ${describe(alpha)}`)
  const initial: ReadableRelease = {
    digest: digestOf(JSON.stringify(options.initial)),
    release: readRelease(options.initial, { prompts }),
  }
  const key = options.key === undefined ? undefined : await readKey(options.key)
  const read = new Map<string, Release | undefined>()
  const used = new Map<string, ReleaseInForce>()
  const state = await openSharedState(name, () => changed())
  let closed = false
  let shown = versionInForce()

  /** A kept release that is damaged, or that this version of the app cannot use, is skipped. */
  function readKept(digest: string, text: string): Release | undefined {
    if (!read.has(digest)) {
      let release: Release | undefined
      try {
        if (digestOf(text) === digest) release = parseRelease(text, { prompts })
      } catch {
        release = undefined
      }
      read.set(digest, release)
      if (release === undefined) report({ release: undefined, change: 'refused' })
    }
    return read.get(digest)
  }

  /** The releases that can be used, the newest first. */
  function releases(): readonly ReadableRelease[] {
    const kept = state.now.kept.toReversed().flatMap(({ digest, text }): ReadableRelease[] => {
      const release = readKept(digest, text)
      return release === undefined ? [] : [{ digest, release }]
    })
    return [...kept, initial]
  }

  function versionInForce(): ReadableRelease & { readonly channel: string } {
    const { left, unit } = state.now
    for (const { digest, release } of releases()) {
      const channel = chooseChannel(release, {
        unit: options.unit ?? unit,
        now: Date.now(),
        flag: flag && flagChannel(flag.client, flag.key),
        isLeft: (each) => left.includes(keyOf(digest, each)) && !(digest === initial.digest && each === 'stable'),
      })
      if (channel !== undefined) return { digest, release, channel }
    }
    return { ...initial, channel: 'stable' }
  }

  function use({ digest, release, channel }: ReturnType<typeof versionInForce>): ReleaseInForce {
    const known = used.get(keyOf(digest, channel))
    if (known !== undefined) return known
    const made = inForce(release, channel, prompts)
    used.set(keyOf(digest, channel), made)
    return made
  }

  function changed(): void {
    const now = versionInForce()
    if (now.digest === shown.digest && now.channel === shown.channel) return
    shown = now
    onChange?.(use(now))
  }

  async function take({ text, digest }: ProvenText, again: boolean): Promise<LoadedRelease> {
    let release: Release
    try {
      release = parseRelease(text, { prompts })
      requireWhatTheAppUses(release, initial.release)
    } catch (error) {
      report({ release: undefined, change: 'refused' })
      throw error
    }
    const { id } = release
    if (isLeft(digest, release) && !again) return { id, digest, status: 'left' }
    const isNew = state.now.kept.at(-1)?.digest !== digest
    await state.change((now) => {
      if (now.kept.some((each) => each.id === id && each.digest !== digest)) {
        throw invalid(
          'id',
          `is ${id}, but this device has another release with that id. Give each release an id of its own.`,
        )
      }
      return withRelease(again ? withReturn(now, digest) : now, { id, digest, text }, initial.digest)
    })
    if (isNew) report({ release: id, change: 'loaded' })
    return { id, digest, status: 'in-force' }
  }

  const isLeft = (digest: string, { channels }: Release) =>
    Object.keys(channels).every((channel) => state.now.left.includes(keyOf(digest, channel)))

  async function accept(text: string, given: LoadReleaseOptions = {}): Promise<LoadedRelease> {
    open()
    checkOptions('accept', given, LOAD_OPTIONS)
    requireProof(given, key)
    return take(await proven(text, given), given.again ?? false)
  }

  async function proven(text: string, proof: ReleaseProof): Promise<ProvenText> {
    try {
      return await proveRelease(text, proof, key)
    } catch (error) {
      report({ release: undefined, change: 'refused' })
      throw error
    }
  }

  /** Counts for a version, and leaves the version if the counts demand it. */
  async function count(
    version: ReadableRelease & { readonly channel: string },
    more: Partial<RunCounts>,
  ): Promise<void> {
    const { digest, channel, release } = version
    let reason: ReleaseEvent['reason']
    await state
      .change(
        (now) => {
          const counted = withCounts(now, keyOf(digest, channel), more)
          reason = reasonToLeave(counted, version, releases(), { firstRuns, alpha })
          return reason === undefined ? counted : withLeft(counted, [keyOf(digest, channel)])
        },
        { anyway: true },
      )
      // A full disk must not make an answer fail. This tab has counted the run.
      .catch(() => {})
    if (reason !== undefined) report({ release: release.id, channel, change: 'returned', reason })
  }

  function open(): void {
    if (closed) throw new NlpError('closed', `The releases ${name} were closed`)
  }

  async function close(): Promise<void> {
    if (closed) return
    closed = true
    await state.close()
  }

  return {
    current() {
      open()
      return use(versionInForce())
    },
    async load(url, given = {}) {
      open()
      checkOptions('load', given, LOAD_OPTIONS)
      requireProof(given, key)
      const { signal } = given
      signal?.throwIfAborted()
      const text = await fetchRelease(url, signal)
      const needsSignature = key !== undefined && given.signature === undefined
      const signature = needsSignature ? await fetchRelease(signatureAddress(url), signal) : given.signature
      return take(await proven(text, { ...given, signature }), given.again ?? false)
    },
    accept,
    async rollback() {
      open()
      const { digest, release } = versionInForce()
      if (digest === initial.digest) return use(versionInForce())
      await state.change((now) => withLeft(now, keysToLeave(now.kept, digest, release, read)), { anyway: true })
      report({ release: release.id, change: 'rolled-back' })
      return use(versionInForce())
    },
    async run(work, given = {}) {
      open()
      checkOptions('run', given, { signal: 'signal' })
      const version = versionInForce()
      let result: Awaited<ReturnType<typeof work>>
      try {
        result = await work(use(version))
      } catch (error) {
        if (countsAsFailure(error, given.signal)) await count(version, { runs: 1, failed: 1 })
        throw error
      }
      await count(version, { runs: 1, guarded: wasGuarded(result) ? 1 : 0 })
      return result
    },
    async rate(origin, rating) {
      open()
      if (rating !== 'up' && rating !== 'down') {
        throw new TypeError(`\`rating\` must be 'up' or 'down', got ${describe(rating)}`)
      }
      const { release: id, channel } = origin ?? {}
      const version = releases().find(({ release }) => release.id === id)
      // An answer from a release that is no longer kept, or from no release, does not count for the kept ones.
      if (version === undefined || channel === undefined) return
      await count({ ...version, channel }, { [rating]: 1 })
    },
    counts: () =>
      releases().flatMap(({ digest, release }) =>
        Object.keys(release.channels).flatMap((channel) => {
          const counts = state.now.counts[keyOf(digest, channel)]
          return counts === undefined ? [] : [{ release: release.id, channel, ...counts }]
        }),
      ),
    close,
    [asyncDispose]: close,
  }
}

const OPTIONS = {
  initial: 'object',
  prompts: 'list',
  key: 'object',
  flag: 'object',
  unit: 'string',
  firstRuns: 'any',
  alpha: 'any',
  onChange: 'function',
} as const

const LOAD_OPTIONS = { sha256: 'string', signature: 'string', again: 'boolean', signal: 'signal' } as const

const report = (facts: Omit<ReleaseEvent, 'type' | 'at' | 'durationMs' | 'trace'>) =>
  tell(() => ({ type: 'release', ...facts }))

/** The releases that a rollback gives up: the release itself, and those between it and its `previous`. */
function keysToLeave(
  kept: readonly { readonly id: string; readonly digest: string }[],
  digest: string,
  { previous }: Release,
  read: ReadonlyMap<string, Release | undefined>,
): string[] {
  const end = kept.findIndex((each) => each.digest === digest)
  const start = kept.findIndex(({ id }) => id === previous)
  const leaving = start >= 0 && start < end ? kept.slice(start + 1, end + 1) : kept.slice(end, end + 1)
  return leaving.flatMap((each) =>
    Object.keys(read.get(each.digest)?.channels ?? { stable: 1 }).map((channel) => keyOf(each.digest, channel)),
  )
}
