import { quantile } from '../parts/quantile.js'

/** A contender of a race. */
export interface Contender {
  readonly name: string
  readonly version: string
  /** Loads the files and the data of the contender. */
  open(signal: AbortSignal): Promise<Runner>
}

/** A contender that is ready to start. */
export interface Runner {
  /** The program that computes, in a few words. */
  readonly by: string
  /** Does the work of one round, and returns its milliseconds. */
  run(round: number): Promise<number>
  /** Describes the quality of the work, if contenders differ in it. */
  quality?(): Promise<string>
  close(): Promise<void>
}

/** A kind of work, and its contenders. */
export interface Race {
  readonly id: string
  readonly title: string
  /** The work of one round. */
  readonly work: string
  /** The facts that a reader needs to judge the times. */
  readonly fairness: string
  readonly contenders: readonly Contender[]
}

export interface Finished {
  readonly name: string
  readonly version: string
  readonly by: string
  /** Milliseconds until it was ready, with its downloads. */
  readonly readyMs: number
  /** Milliseconds of each round. */
  readonly roundsMs: readonly number[]
  readonly medianMs: number
  readonly p95Ms: number
  readonly quality?: string | undefined
}

export interface RaceResult {
  readonly id: string
  readonly title: string
  readonly work: string
  readonly fairness: string
  readonly finished: readonly Finished[]
  /** The contenders that could not run, with the reason. */
  readonly failed: readonly { readonly name: string; readonly reason: string }[]
}

/**
 * Runs a race. The contenders take turns, so that other load of the machine slows all of them alike. Each round begins
 * with another contender. The first round only warms up and does not count.
 */
export async function runRace(
  race: Race,
  rounds: number,
  { signal, report }: { readonly signal: AbortSignal; readonly report: (words: string) => void },
): Promise<RaceResult> {
  const failed: { name: string; reason: string }[] = []
  const running: { contender: Contender; runner: Runner; readyMs: number; times: number[] }[] = []
  const drop = (name: string, error: unknown) => {
    signal.throwIfAborted()
    failed.push({ name, reason: error instanceof Error ? error.message : String(error) })
  }
  // A worker that died gives no answer, and a stop must not wait for it.
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  stopped.catch(() => {})
  try {
    for (const contender of race.contenders) {
      report(`${race.title}: preparing ${contender.name}…`)
      const began = performance.now()
      try {
        const runner = await contender.open(signal)
        running.push({ contender, runner, readyMs: performance.now() - began, times: [] })
      } catch (error) {
        drop(contender.name, error)
      }
      signal.throwIfAborted()
    }
    for (let round = 0; round <= rounds; round += 1) {
      report(`${race.title}: ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}…`)
      const first = round % Math.max(1, running.length)
      for (const each of [...running.slice(first), ...running.slice(0, first)]) {
        try {
          const took = await Promise.race([each.runner.run(round), stopped])
          if (round > 0) each.times.push(took)
        } catch (error) {
          drop(each.contender.name, error)
          running.splice(running.indexOf(each), 1)
          await each.runner.close()
        }
        signal.throwIfAborted()
      }
    }
    const finished = await Promise.all(
      running.map(async ({ contender: { name, version }, runner, readyMs, times }) => ({
        name,
        version,
        by: runner.by,
        readyMs,
        roundsMs: times,
        medianMs: quantile(times, 0.5),
        p95Ms: quantile(times, 0.95),
        quality: await runner.quality?.(),
      })),
    )
    const { id, title, work, fairness } = race
    return { id, title, work, fairness, finished, failed }
  } finally {
    await Promise.all(running.map(({ runner }) => runner.close()))
  }
}

/** How much longer the second one takes than the first: the middle of the ratios of the rounds, which ran side by side. */
export function ratioOf(first: Finished, second: Finished): number {
  return quantile(
    first.roundsMs.map((ms, round) => (second.roundsMs[round] ?? Number.NaN) / ms),
    0.5,
  )
}
