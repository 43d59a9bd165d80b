import { applySettings, type SequenceSettings } from './sequence-settings.js'
import { forget, type SequenceSource, type SequenceStep } from './sequence-step.js'

/** An unfinished answer. `ids` begins with the start token. */
interface Hypothesis {
  readonly ids: readonly number[]
  readonly score: number
  readonly step: SequenceStep
}

interface Finished {
  readonly tokens: readonly number[]
  readonly score: number
  readonly ended: boolean
}

interface BeamOptions {
  readonly beams: number
  readonly limit: number
  readonly settings: SequenceSettings
  /** Called before each run of the model; throws after an abort. */
  readonly pause: () => Promise<void>
}

/**
 * Follows the most probable beginnings of an answer, and takes the best whole answer. Each beginning is a separate run:
 * quantized models scale their activations over a whole run, so in one run a beginning would depend on its neighbours.
 * The beginnings share the states of the source.
 */
export async function searchBeams(
  source: SequenceSource,
  { beams, limit, settings, pause }: BeamOptions,
): Promise<Pick<Finished, 'tokens' | 'ended'>> {
  await pause()
  let running: Hypothesis[] = [{ ids: [settings.start], score: 0, step: await source.begin(settings.start) }]
  let finished: Finished[] = []
  try {
    for (let length = 1; running.length > 0; length += 1) {
      const last = length === limit
      const next: { from: Hypothesis; token: number; score: number }[] = []
      for (const [rank, { from, token, score }] of candidates(running, 2 * beams, settings, last).entries()) {
        const ended = settings.ends.has(token)
        if (!ended && !last) next.push({ from, token, score })
        else if (rank < beams) {
          const tokens = [...from.ids.slice(1), ...(ended ? [] : [token])]
          finished.push({ tokens, score: score / length ** settings.lengthPenalty, ended })
        }
      }
      finished = finished.sort((a, b) => b.score - a.score).slice(0, beams)
      if (last || isDecided(finished, next[0]?.score, length, { beams, settings })) break
      running = await advance(source, running, next.slice(0, beams), pause)
    }
  } finally {
    for (const step of new Set(running.map(({ step }) => step))) forget(step)
  }
  return finished[0] ?? { tokens: [], ended: false }
}

/** Whether no beginning can become better than the worst of a full set of answers. */
function isDecided(
  finished: readonly Finished[],
  best: number | undefined,
  length: number,
  { beams, settings }: Pick<BeamOptions, 'beams' | 'settings'>,
): boolean {
  if (finished.length < beams) return false
  if (settings.stopsEarly || best === undefined) return true
  return best / length ** settings.lengthPenalty <= (finished.at(-1) as Finished).score
}

async function advance(
  source: SequenceSource,
  running: readonly Hypothesis[],
  chosen: readonly { readonly from: Hypothesis; readonly token: number; readonly score: number }[],
  pause: () => Promise<void>,
): Promise<Hypothesis[]> {
  const next: Hypothesis[] = []
  try {
    for (const { from, token, score } of chosen) {
      await pause()
      next.push({ ids: [...from.ids, token], score, step: await source.after(from.step, token) })
    }
  } catch (error) {
    for (const { step } of next) forget(step)
    throw error
  }
  for (const { step } of running) forget(step)
  return next
}

/** The most probable continuations of all beginnings, best first. */
function candidates(running: readonly Hypothesis[], count: number, settings: SequenceSettings, last: boolean) {
  const found: { from: Hypothesis; token: number; score: number }[] = []
  for (const from of running) {
    const scores = logarithms(from.step.scores)
    applySettings(scores, from.ids, settings, last)
    for (let token = 0; token < scores.length; token += 1) {
      const score = from.score + (scores[token] as number)
      if (score === Number.NEGATIVE_INFINITY) continue
      if (found.length === count && score <= (found.at(-1)?.score ?? 0)) continue
      let at = found.length
      while (at > 0 && (found[at - 1]?.score as number) < score) at -= 1
      found.splice(at, 0, { from, token, score })
      if (found.length > count) found.pop()
    }
  }
  return found
}

function logarithms(scores: Float32Array): Float32Array {
  let largest = Number.NEGATIVE_INFINITY
  for (const score of scores) largest = Math.max(largest, score)
  let sum = 0
  for (const score of scores) sum += Math.exp(score - largest)
  const shift = largest + Math.log(sum)
  return scores.map((score) => score - shift)
}
