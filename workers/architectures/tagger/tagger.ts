import type { LabelledSpan } from '../../../src/shared/tasks.js'
import { type Decoding, decode } from './tagger-decode.js'
import { COLUMNS, createFeaturizer, type TaggerRows } from './tagger-features.js'
import { tokenize } from './tagger-tokens.js'

/** `features.json` in a tagger's folder. */
export interface TaggerSpec extends Decoding {
  readonly rows: TaggerRows
  /** Of each layer: tokens between the three that it reads at once. */
  readonly dilations: readonly number[]
  /** Tokens on each side of a token that can change its labels. */
  readonly halo: number
}

/** Runs the network: `ids[column * tokens + token]` in, one row of logits a token out. */
export type RunTagger = (ids: Int32Array, tokens: number) => Promise<Float32Array>

/** Tokens a run: bounds the memory of a long text and lets an abort come through between runs. */
const WINDOW = 1024

/** The most tokens that a run is given. */
export function longestRun({ halo }: TaggerSpec): number {
  return WINDOW + 2 * halo
}

/**
 * A word-level tagger over hashed features: text in, spans in UTF-16 offsets of that text out. Pure but for `run`.
 *
 * @example
 * const network = createScriptNetwork(weights)
 * const tagger = createTagger(spec, async (ids, tokens) => network.run(ids, tokens))
 * const spans = await tagger.label('Maria Lindqvist lives in Lund')
 */
export function createTagger(spec: TaggerSpec, run: RunTagger) {
  const featurize = createFeaturizer(spec.rows)
  const labels = 1 + 2 * spec.types.length

  return {
    /** Texts of any length: windows overlap by the network's reach, so a cut never changes an answer. */
    async label(text: string, signal?: AbortSignal): Promise<LabelledSpan[]> {
      const tokens = tokenize(text)
      const count = tokens.length
      if (count === 0) return []
      const ids = featurize(text, tokens)
      if (count <= WINDOW) return decode(await run(ids, count), tokens, spec)

      const logits = new Float32Array(count * labels)
      for (let start = 0; start < count; start += WINDOW) {
        signal?.throwIfAborted()
        const end = Math.min(start + WINDOW, count)
        const low = Math.max(0, start - spec.halo)
        const high = Math.min(count, end + spec.halo)
        const found = await run(cut(ids, count, low, high), high - low)
        logits.set(found.subarray((start - low) * labels, (end - low) * labels), start * labels)
      }
      return decode(logits, tokens, spec)
    },
  }
}

function cut(ids: Int32Array, count: number, low: number, high: number): Int32Array {
  const part = new Int32Array(COLUMNS * (high - low))
  for (let column = 0; column < COLUMNS; column++) {
    part.set(ids.subarray(column * count + low, column * count + high), column * (high - low))
  }
  return part
}
