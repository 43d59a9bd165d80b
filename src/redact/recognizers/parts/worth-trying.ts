import type { RecognizeOptions, Recognizer } from '../../findings/recognizer.js'
import { minScoreOf } from '../../shared/strictness.js'
import { namedInText } from './named-in-text.js'
import { remembered } from './remembered.js'
import { factsTest, type Needs, readTextFacts } from './text-facts.js'

/** The highest scores that the findings of a recognizer can have. */
interface Evidence {
  /** Words around a finding that raise its score. */
  readonly words: readonly string[]
  /** The highest score without such a word. */
  readonly bare: number
  /** The highest score with such a word. */
  readonly named: number
}

/** A recognizer that states the highest scores of its findings. */
export interface Weighed extends Recognizer {
  readonly evidence: Evidence
}

/** A list with an empty word, which every text has. */
const ANY_WORD: readonly string[] = ['']

/** If a recognizer does not state its highest scores, any finding may be certain. */
const UNKNOWN: Evidence = { words: [], bare: 1, named: 1 }

function evidenceOf(recognizer: Recognizer | Weighed): Evidence {
  return 'evidence' in recognizer ? recognizer.evidence : UNKNOWN
}

/**
 * Returns a function that tells which of these recognizers may find something in a text that the strictness of the run
 * reports: the text has the signs that a value needs, and a word that a low score needs. Most recognizers are ruled out
 * by that, and the search of each one would cost more.
 */
export function worthTrying(
  recognizers: readonly Recognizer[],
  needsOf: Readonly<Record<string, Needs>>,
): (text: string, run: RecognizeOptions) => readonly boolean[] {
  const needs = recognizers.map(({ name }) => needsOf[name] ?? {})
  const tests = needs.map(factsTest)
  const evidences = recognizers.map(evidenceOf)
  // One reading of the text for both kinds of words: the words of the evidence first, then those that each value has.
  const wordsIn = namedInText([...evidences.map(({ words }) => words), ...needs.map(({ words = ANY_WORD }) => words)])
  const find = (text: string, { context, strictness }: RecognizeOptions): readonly boolean[] => {
    const facts = readTextFacts(text)
    const named = wordsIn(context === undefined ? text : `${context} ${text}`)
    const least = strictness === undefined ? 0 : minScoreOf[strictness]
    return evidences.map(({ bare, named: best }, index) => {
      const mayScore = (named[index] ? best : bare) >= least
      return mayScore && named[evidences.length + index]! && tests[index]!(facts)
    })
  }
  return remembered((text, run) => find(text, run as RecognizeOptions)) as (
    text: string,
    run: RecognizeOptions,
  ) => readonly boolean[]
}
