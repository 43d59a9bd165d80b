import type { LabelScore } from '../../src/tasks.js'
import { rank, softmax } from '../tasks/scores.js'
import { type HashedBag, readHashedBag } from './hashed-text.js'
import { languageWords, visitFeatures } from './language-features.js'

/** The `architecture` of a language identifier's manifest. */
export interface LanguageArchitecture {
  readonly type: 'language'
  /** The weights file; its layout is `readHashedBag`'s. */
  readonly weights: string
  readonly buckets: number
  readonly width: number
  /** BCP 47 tags, `und` among them. */
  readonly labels: readonly string[]
  readonly temperature: number
  /** Below this score the answer is `und`. */
  readonly threshold: number
}

export interface LanguageModel {
  /** For every text all labels, best first; `und` comes first when no language is sure enough. */
  run(texts: readonly string[]): LabelScore[][]
}

const UNDETERMINED = 'und'

/**
 * `createLanguageModel(files, architecture).run(texts)`: the language of each text. `files` holds the model's files by
 * their path in the manifest. Pure arithmetic over typed arrays: nothing to compile, so it answers at once.
 */
export function createLanguageModel(
  files: ReadonlyMap<string, ArrayBuffer>,
  architecture: LanguageArchitecture,
): LanguageModel {
  const { weights, buckets, width, labels } = architecture
  const bytes = files.get(weights)
  if (bytes === undefined) throw new TypeError(`A language model needs its weights file ${weights}.`)
  const bag = readHashedBag(bytes, { buckets, width, outputs: labels.length })
  return { run: (texts) => texts.map((text) => identify(text, bag, architecture)) }
}

function identify(text: string, bag: HashedBag, architecture: LanguageArchitecture): LabelScore[] {
  const { buckets, labels, temperature, threshold } = architecture
  const words = languageWords(text)
  const logits = bag.logits((add) => {
    for (const word of words) visitFeatures(word, buckets, add)
  })
  const probabilities =
    logits === undefined
      ? labels.map((label) => (label === UNDETERMINED ? 1 : 0))
      : softmax(logits.map((logit) => logit / temperature))
  const scores = rank(labels, probabilities)
  return doubtful(scores, threshold)
}

/** Puts `und` in front, with what the best language lacks for certainty, when that language is below the threshold. */
function doubtful(scores: LabelScore[], threshold: number): LabelScore[] {
  const best = scores[0]
  if (best === undefined || best.label === UNDETERMINED || best.score >= threshold) return scores
  const known = scores.filter(({ label }) => label !== UNDETERMINED)
  return [{ label: UNDETERMINED, score: 1 - best.score }, ...known]
}
