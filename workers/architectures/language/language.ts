import type { LabelScore } from '../../../src/shared/tasks.js'
import { readHashedBag } from '../hashed-text/hashed-text.js'
import { createFeatureReader, languageWords } from './language-features.js'
import { usageOf, usageShare, wordShare } from './language-usage.js'
import { toPowers } from './powers.js'
import { readWordTable, type WordTableShape } from './word-table.js'
import { languagesOfWordsAlone } from './words-alone.js'

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
  /** The frequent words of the languages. */
  readonly words: WordTableShape
}

export interface LanguageModel {
  /**
   * For each text the labels with at least a thousandth of the probability, best first. `und` comes first when no
   * language is certain enough. With `languages`, the result has only these languages and `und`.
   */
  run(texts: readonly string[], languages?: readonly string[]): LabelScore[][]
}

const UNDETERMINED = 'und'

/** Where the requested languages together have less than this probability, the text is in none of them. */
const LEAST_INSIDE = 0.01

/** A candidate with less is left out: a list of all labels costs more time than the model. */
const LEAST_SCORE = 0.001

/** The lead that a language gets if people write all words of the text alone, for example as a greeting. */
const LEAD = 3
/**
 * The letters of a frequent word and the table tell the same. So in a text of one such word, the letters count less by this
 * share. The share falls with each further word, which keeps more pairs of words right.
 */
const LETTERS_YIELD = 0.4
/** At most so many letters, all of them capitals, are an abbreviation, which belongs to no language. */
const LONGEST_ABBREVIATION = 3

/**
 * `createLanguageModel(files, architecture).run(texts)` names the language of each text. `files` holds the model's
 * files by their path in the manifest. The model is plain arithmetic over typed arrays. Nothing has to be compiled, so
 * it answers at once.
 */
export function createLanguageModel(
  files: ReadonlyMap<string, ArrayBuffer>,
  architecture: LanguageArchitecture,
  /** `leans: false` reads the letters alone, as the training side does. */
  { leans = true }: { readonly leans?: boolean } = {},
): LanguageModel {
  const { buckets, width, labels, temperature, threshold } = architecture
  const bytesOf = (path: string) => {
    const bytes = files.get(path)
    if (bytes === undefined) throw new TypeError(`A language model needs its file ${path}.`)
    return bytes
  }
  const bag = readHashedBag(bytesOf(architecture.weights), { buckets, width, outputs: labels.length })
  const table = readWordTable(bytesOf(architecture.words.file), architecture.words, labels.length)
  const read = createFeatureReader(buckets)
  const nothing = labels.indexOf(UNDETERMINED)
  const usage = Float64Array.from(usageOf(labels))
  const everything = Uint32Array.from(labels, (_, index) => index)
  // One tally and one array serve all texts: a new array for each of them would take longer than its arithmetic.
  const tally = bag.tally()
  const scores = new Float64Array(labels.length)
  const order = new Uint32Array(labels.length)
  /** What the frequent words of a text tell. It is zero between two texts. */
  const told = new Float64Array(labels.length)

  /** Writes to `scores` how probable each label is, and returns the sum of all. */
  function identify(text: string): number {
    const words = languageWords(text)
    const alone = leans ? languagesOfWordsAlone(words) : []
    if (leans && alone.length === 0 && isAbbreviation(text, words)) words.length = 0
    const { buckets: found, count, hashes } = read(words)
    tally.clear()
    tally.addAll(found, count)
    if (bag.logits(tally, scores) === undefined) {
      scores.fill(0)[nothing] = 1
      return 1
    }
    const letters = lettersOf(words)
    const share = wordShare(letters)
    let known = 0
    for (let at = 0; share > 0 && at < words.length; at++) {
      if (table.addTo(told, hashes[at] as number, share)) known += 1
    }
    const factor = (1 - (LETTERS_YIELD * share * known) / words.length ** 2) / temperature
    const leaning = leans ? usageShare(letters) : 0
    for (let index = 0; index < scores.length; index++) {
      const own = (scores[index] as number) * factor + (told[index] as number)
      scores[index] = own + (usage[index] as number) * leaning
      told[index] = 0
    }
    // Noise has no frequent words, so that a text with a frequent word needs no doubt.
    if (known > 0) scores[nothing] = (scores[nothing] as number) - (usage[nothing] as number) * leaning
    if (alone.length > 0) lead(scores, alone, labels)
    return toPowers(scores)
  }

  /**
   * The requested labels with enough probability, best first, with their shares of the probability of all requested
   * labels.
   */
  function candidates(asked: Uint32Array, sum: number): LabelScore[] {
    let inside = sum
    if (asked !== everything) {
      inside = 0
      for (let place = 0; place < asked.length; place++) inside += scores[asked[place] as number] as number
      if (inside < LEAST_INSIDE * sum) return [{ label: UNDETERMINED, score: 1 - inside / sum }]
    }
    const least = LEAST_SCORE * inside
    let count = 0
    for (let place = 0; place < asked.length; place++) {
      const index = asked[place] as number
      const score = scores[index] as number
      if (score < least) continue
      let at = count++
      for (; at > 0 && (scores[order[at - 1] as number] as number) < score; at--) order[at] = order[at - 1] as number
      order[at] = index
    }
    const list: LabelScore[] = []
    for (let place = 0; place < count; place++) {
      const index = order[place] as number
      list.push({ label: labels[index] as string, score: (scores[index] as number) / inside })
    }
    return list
  }

  return {
    run(texts, languages) {
      const named = languages?.map((language) => labels.indexOf(language)).filter((index) => index >= 0)
      const asked = named ? Uint32Array.from(new Set([...named, nothing])) : everything
      return texts.map((text) => {
        const sum = identify(text)
        return doubtful(candidates(asked, sum), threshold)
      })
    },
  }
}

function lettersOf(words: readonly string[]): number {
  let letters = 0
  for (const word of words) letters += word.length
  return letters
}

/** Raises the languages in which people write these words alone, by so much that the best of them leads. */
function lead(logits: Float64Array, alone: readonly string[], labels: readonly string[]): void {
  const raised = alone.map((language) => labels.indexOf(language)).filter((index) => index >= 0)
  const best = Math.max(...raised.map((index) => logits[index] as number))
  const missing = Math.max(...logits) + LEAD - best
  for (const index of raised) logits[index] = (logits[index] as number) + missing
}

function isAbbreviation(text: string, words: readonly string[]): boolean {
  return lettersOf(words) <= LONGEST_ABBREVIATION && text === text.toUpperCase() && text !== text.toLowerCase()
}

/** When the best language is below the threshold, puts `und` first. Its score is 1 minus the score of that language. */
function doubtful(scores: LabelScore[], threshold: number): LabelScore[] {
  const best = scores[0]
  if (best === undefined || best.label === UNDETERMINED || best.score >= threshold) return scores
  const known = scores.filter(({ label }) => label !== UNDETERMINED)
  return [{ label: UNDETERMINED, score: 1 - best.score }, ...known]
}
