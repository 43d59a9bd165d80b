import { NlpError } from '../../src/shared/errors.js'
import type { OpenLabelsArchitecture } from '../../src/shared/model-manifest.js'
import type { FloatRows } from '../runtime/runtime.js'
import type { EncoderTokenizer } from '../tokens/tokenizer.js'
import { cutWords, type Word, wordsOf } from './cut-words.js'
import { mapInSlices } from './encode.js'
import type { CallContext, TaskRunner } from './model.js'
import { type FoundSpan, markedSpans, scoredSpans, type WindowScores, withoutOverlap } from './open-spans.js'

/** A stretch of a text as the model reads it: the labels, a separator, and the words. */
export interface OpenWindow {
  readonly ids: readonly number[]
  /** The number of the word, from 1, at the first token of each word; 0 at all others. */
  readonly wordNumbers: readonly number[]
  /** How many words the window has. */
  readonly words: number
}

/** Runs windows of one call, in order. */
type RunOpenWindows = (windows: readonly OpenWindow[], context: CallContext) => Promise<readonly FloatRows[]>

interface OpenLabelParts {
  readonly id: string
  readonly architecture: OpenLabelsArchitecture
  readonly tokenizer: EncoderTokenizer
  readonly run: RunOpenWindows
}

/** A window must hold this many words beside the labels: with fewer the model sees no context. */
const LEAST_WORDS = 16

const USUAL_THRESHOLD = 0.5

/** Finds spans of labels that the caller gives with the texts, in texts of any length. */
export function createOpenLabel({ id, architecture, tokenizer, run }: OpenLabelParts): TaskRunner<'label'> {
  const { maxTokens, maxWords, maxWidth, scores: kind } = architecture
  const labelToken = single(architecture.labelToken)
  const textToken = single(architecture.textToken)

  return async ({ texts, labels, threshold = USUAL_THRESHOLD }, context) => {
    if (labels === undefined || labels.length === 0) {
      throw new NlpError(
        'model-unknown',
        `Model ${id} finds labels that come with the texts: createLabeler({ model, labels: ['person', 'place'] })`,
      )
    }
    const prompt = [...labels.flatMap((label) => [labelToken, ...tokenizer.tokenize(label).ids]), textToken]
    const room = maxTokens - tokenizer.specialTokens - prompt.length
    if (room < LEAST_WORDS) {
      throw new NlpError(
        'context-overflow',
        `The ${labels.length} labels need ${prompt.length} tokens, and the model reads ${maxTokens} with the text. Give fewer or shorter labels.`,
      )
    }
    const idsOf = remembering((word) => tokenizer.tokenize(word).ids.slice(0, room))
    const sources = await mapInSlices(
      texts,
      (text) => {
        const words = wordsOf(text)
        const ids = words.map((word) => idsOf(word.text))
        const sizes = ids.map(({ length }) => length)
        return { words, ids, windows: cutWords(sizes, { words: maxWords, tokens: room, overlap: 2 * maxWidth }) }
      },
      context.signal,
    )
    const read = sources.flatMap(({ ids, windows }) => windows.map(({ from, to }) => windowOf(ids.slice(from, to))))
    const rows = await run(read, context)
    let at = 0
    const spans = sources.map(({ words, windows }) => {
      const own = rows.slice(at, at + windows.length)
      at += windows.length
      const found = windows.flatMap((window, index) => [
        ...spansOf({ ...window, logits: logitsOf(own[index] as FloatRows, window.to - window.from, labels.length) }),
      ])
      return withoutOverlap(found, words.length).map((span) => placed(span, words, labels))
    })
    return { spans }

    function windowOf(ids: readonly (readonly number[])[]): OpenWindow {
      const numbers = ids.flatMap((tokens, word) => tokens.map((_, token) => (token === 0 ? word + 1 : 0)))
      const before = new Array<number>(tokenizer.prefixTokens + prompt.length).fill(0)
      const all = tokenizer.wrap([...prompt, ...ids.flat()]).ids
      const wordNumbers = [...before, ...numbers]
      while (wordNumbers.length < all.length) wordNumbers.push(0)
      return { ids: all, wordNumbers, words: ids.length }
    }

    function spansOf(window: WindowScores): Iterable<FoundSpan> {
      const options = { labels: labels?.length ?? 0, threshold }
      return kind === 'words' ? markedSpans(window, options) : scoredSpans(window, { ...options, width: maxWidth })
    }
  }

  function single(token: string): number {
    const { ids } = tokenizer.tokenize(token)
    if (ids.length === 1) return ids[0] as number
    throw new NlpError(
      'model-corrupt',
      `tokenizer.json of model ${id} has no token ${token}. Take both files from one model.`,
    )
  }

  function logitsOf({ values, shape }: FloatRows, words: number, labels: number): Float32Array {
    const needed = kind === 'words' ? [1, words, labels, 3] : [1, words, maxWidth, labels]
    if (needed.join() === shape.join()) return values
    throw new NlpError(
      'model-corrupt',
      `Model ${id} gives scores of the shape ${shape.join(' × ')}, and its gliner_config.json says ${needed.join(' × ')}.`,
    )
  }
}

function placed({ first, last, label, score }: FoundSpan, words: readonly Word[], labels: readonly string[]) {
  const { start } = words[first] as Word
  const { end } = words[last] as Word
  return { start, end, type: labels[label] as string, score }
}

/** A text repeats its words, and to tokenize each of them once is enough. */
function remembering<R>(work: (word: string) => R): (word: string) => R {
  const known = new Map<string, R>()
  return (word) => {
    const found = known.get(word) ?? work(word)
    known.set(word, found)
    return found
  }
}
