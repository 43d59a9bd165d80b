import type { LabelledSpan } from '../../../src/shared/tasks.js'
import { type Decoding, decode } from './tagger-decode.js'
import { COLUMNS, createFeaturizer, type TaggerRows } from './tagger-features.js'
import { tokenize } from './tagger-tokens.js'

/** `features.json` in a tagger's folder. */
export interface TaggerSpec extends Decoding {
  readonly rows: TaggerRows
  /** For each layer the distance in tokens between the three tokens that it reads. */
  readonly dilations: readonly number[]
  /** Tokens on each side of a token that can change its labels. */
  readonly halo: number
}

/** Runs the network: `ids[column * tokens + token]` in, one row of logits per token out. */
export type RunTagger = (ids: Int32Array, tokens: number) => Promise<Float32Array>

/** Tokens in a run. The limit bounds the memory for a long text, and an abort takes effect between runs. */
const WINDOW = 1024

/** The most tokens in a run. */
export function longestRun({ halo }: TaggerSpec): number {
  return WINDOW + 2 * halo
}

/**
 * A word-level tagger over hashed features: text in, spans in UTF-16 offsets of that text out. Only `run` has side
 * effects.
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
    /** Labels a text of any length. Windows overlap by the network's reach, so a cut never changes an answer. */
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
