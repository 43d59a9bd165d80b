import type { LabelScore } from '../../../src/shared/tasks.js'
import { rank, softmax } from '../../tasks/scores.js'
import { type HashedBag, readHashedBag } from '../hashed-text/hashed-text.js'
import { languageWords, visitFeatures } from './language-features.js'
import { type Usage, usageOf } from './language-usage.js'

/** The `architecture` of a language identifier's manifest. */
export interface LanguageArchitecture {
  readonly type: 'language'
  /** The weights file, in the layout of `readHashedBag`. */
  readonly weights: string
  readonly buckets: number
  readonly width: number
  /** The BCP 47 tags of the languages, including `und`. */
  readonly labels: readonly string[]
  readonly temperature: number
  /** Below this score the answer is `und`. */
  readonly threshold: number
}

export interface LanguageModel {
  /**
   * For each text all labels, best first. `und` comes first when no language is certain enough. With `languages`, the
   * result has only these languages and `und`.
   */
  run(texts: readonly string[], languages?: readonly string[]): LabelScore[][]
}

const UNDETERMINED = 'und'

/** Where the requested languages together have less than this probability, the text is in none of them. */
const LEAST_INSIDE = 0.01

/**
 * `createLanguageModel(files, architecture).run(texts)` names the language of each text. `files` holds the model's
 * files by their path in the manifest. The model is plain arithmetic over typed arrays. Nothing has to be compiled, so
 * it answers at once.
 */
export function createLanguageModel(
  files: ReadonlyMap<string, ArrayBuffer>,
  architecture: LanguageArchitecture,
  usage: Usage = usageOf,
): LanguageModel {
  const { weights, buckets, width, labels } = architecture
  const bytes = files.get(weights)
  if (bytes === undefined) throw new TypeError(`A language model needs its weights file ${weights}.`)
  const bag = readHashedBag(bytes, { buckets, width, outputs: labels.length })
  return {
    run(texts, languages) {
      const asked = languages === undefined ? undefined : new Set([...languages, UNDETERMINED])
      return texts.map((text) =>
        doubtful(within(identify(text, bag, architecture, usage), asked), architecture.threshold),
      )
    },
  }
}

function identify(text: string, bag: HashedBag, architecture: LanguageArchitecture, usage: Usage): LabelScore[] {
  const { buckets, labels, temperature } = architecture
  const words = languageWords(text)
  const tally = bag.tally()
  for (const word of words) visitFeatures(word, buckets, tally.add)
  const logits = bag.logits(tally)
  if (logits === undefined) {
    return rank(
      labels,
      labels.map((label) => (label === UNDETERMINED ? 1 : 0)),
    )
  }
  const spelled = words.map((points) => String.fromCodePoint(...points))
  const before = usage(spelled, labels)
  return rank(labels, softmax(logits.map((logit, index) => logit / temperature + before[index]!)))
}

/** The scores of the requested languages, as shares of their sum. */
function within(scores: LabelScore[], asked: ReadonlySet<string> | undefined): LabelScore[] {
  if (asked === undefined) return scores
  const inside = scores.filter(({ label }) => asked.has(label))
  const sum = inside.reduce((total, { score }) => total + score, 0)
  if (sum < LEAST_INSIDE) {
    const others = inside.filter(({ label }) => label !== UNDETERMINED)
    return [{ label: UNDETERMINED, score: 1 - sum }, ...others]
  }
  return inside.map(({ label, score }) => ({ label, score: score / sum }))
}

/** When the best language is below the threshold, puts `und` first. Its score is 1 minus the score of that language. */
function doubtful(scores: LabelScore[], threshold: number): LabelScore[] {
  const best = scores[0]
  if (best === undefined || best.label === UNDETERMINED || best.score >= threshold) return scores
  const known = scores.filter(({ label }) => label !== UNDETERMINED)
  return [{ label: UNDETERMINED, score: 1 - best.score }, ...known]
}
