import type { LabelScore } from '../../src/tasks.js'
import { type HashedBag, readHashedBag } from './hashed-text.js'
import { isTooLong, textWindows, visitTextFeatures } from './hashed-text-features.js'
import { type HeadLabels, scoresOf } from './head-scores.js'

/** The `architecture` of a small classifier that reads hashed words and letters, without an encoder. */
export interface HashedHeadArchitecture extends HeadLabels {
  readonly type: 'head'
  readonly base: 'hashed'
  /** The weights file; its layout is `readHashedBag`'s. */
  readonly weights: string
  readonly buckets: number
  readonly width: number
  /** Where one sentence decides: tokens judged at a time. The text is worth its highest window. */
  readonly window?: number | undefined
}

export interface HashedHead {
  /** `scores`: every label of every text, best first; `truncated`: the texts of which only the beginning was read. */
  run(texts: readonly string[]): { readonly scores: LabelScore[][]; readonly truncated: number[] }
}

/**
 * `createHashedHead(files, architecture).run(texts)`: the classes of each text. `files` holds the model's files by their
 * path in the manifest. Pure arithmetic over typed arrays: nothing to compile, so it answers at once.
 */
export function createHashedHead(
  files: ReadonlyMap<string, ArrayBuffer>,
  architecture: HashedHeadArchitecture,
): HashedHead {
  const { weights, buckets, width, labels, multiLabel } = architecture
  const bytes = files.get(weights)
  if (bytes === undefined) throw new TypeError(`A classifier head needs its weights file ${weights}.`)
  const bag = readHashedBag(bytes, { buckets, width, outputs: labels.length })
  // Of an empty text no label holds where each stands alone; where one must hold, all are alike.
  const empty = new Float64Array(labels.length).fill(multiLabel || labels.length === 1 ? Number.NEGATIVE_INFINITY : 0)

  return {
    run(texts) {
      const scores = texts.map((text) => scoresOf(highest(text, bag, architecture) ?? empty, architecture))
      return { scores, truncated: texts.flatMap((text, index) => (isTooLong(text) ? [index] : [])) }
    },
  }
}

function highest(text: string, bag: HashedBag, { buckets, window }: HashedHeadArchitecture): Float64Array | undefined {
  let best: Float64Array | undefined
  for (const part of window === undefined ? [text] : textWindows(text, window)) {
    const logits = bag.logits((add) => visitTextFeatures(part, buckets, add))
    if (logits === undefined) continue
    if (best === undefined || (logits[0] as number) > (best[0] as number)) best = logits
  }
  return best
}
