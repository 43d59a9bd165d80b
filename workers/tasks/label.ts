import type { TransformerArchitecture } from '../../src/shared/model-manifest.js'
import type { LabelledSpan } from '../../src/shared/tasks.js'
import type { Encoder } from '../encoder/encoder.js'
import { alignTokens, type Placement } from '../tokens/offsets.js'
import type { EncoderTokenizer } from '../tokens/tokenizer.js'
import { cutWindows } from './cut-windows.js'
import { mapInSlices } from './encode.js'
import type { TaskRunner } from './model.js'
import { foreignLabels, softmax } from './scores.js'

interface TokenGuess extends Placement {
  readonly label: string
  readonly score: number
}

/** Finds named spans in texts of any length, at exact offsets of the original text. */
export function createLabel(
  encoder: Encoder,
  tokenizer: EncoderTokenizer,
  { labels = [] }: TransformerArchitecture,
): TaskRunner<'label'> {
  const prefixed = hasPrefixes(labels)
  return async ({ texts, labels: asked }, context) => {
    if (asked !== undefined) throw foreignLabels(labels)
    const sources = await mapInSlices(
      texts,
      (text) => {
        const { ids, tokens } = tokenizer.tokenize(text)
        return { text, ids, offsets: alignTokens(text, tokens, tokenizer.spelling) }
      },
      context.signal,
    )
    const windows = sources.flatMap(({ ids }, source) =>
      cutWindows(ids.length, tokenizer.maxTokens - tokenizer.specialTokens).map((window) => ({ source, ...window })),
    )
    const rows = await encoder.submit(
      windows.map(({ source, from, to }) => tokenizer.wrap(sources[source]!.ids.slice(from, to))),
      context,
    )
    const spans = sources.map(({ text, offsets }, source) => {
      const guesses: TokenGuess[] = []
      windows.forEach((window, index) => {
        if (window.source !== source) return
        const { values, width } = rows[index]!
        for (let token = window.keepFrom; token < window.keepTo; token += 1) {
          const at = (token - window.from + tokenizer.prefixTokens) * width
          guesses.push({ ...offsets[token]!, ...best(values.subarray(at, at + width), labels) })
        }
      })
      return joinTokens(text, guesses, prefixed)
    })
    return { spans }
  }
}

function best(logits: Float32Array, labels: readonly string[]): { label: string; score: number } {
  const scores = softmax(logits)
  const index = scores.indexOf(Math.max(...scores))
  return { label: labels[index] ?? 'O', score: scores[index] ?? 0 }
}

/**
 * Joins tokens into spans. `B-` opens a span. The other pieces of a word and `I-` of the same type continue it, and
 * anything else closes it.
 */
export function joinTokens(text: string, guesses: readonly TokenGuess[], prefixed = true): LabelledSpan[] {
  const spans: { start: number; end: number; type: string; scores: number[] }[] = []
  let open: (typeof spans)[number] | undefined
  let previousEnd = -1
  for (const { start, end, label, score } of joinShared(guesses)) {
    // A token without text of its own: a space, or the rest of a character.
    if (start === end) continue
    const [, prefix, type = label] = (prefixed && /^([BIESLU])[-_](.+)$/.exec(label)) || []
    const insideWord = start === previousEnd && isInsideWord(text, start)
    previousEnd = end
    if (insideWord) {
      // The first piece of a word decides for the whole word, because later pieces are often labelled at random.
      if (open !== undefined && open.end === start) {
        open.end = end
        open.scores.push(score)
      }
      continue
    }
    if (type === 'O' || type === '') {
      open = undefined
      continue
    }
    const goesOn = open !== undefined && open.type === type && prefix !== 'B' && prefix !== 'S' && prefix !== 'U'
    if (goesOn && open !== undefined) {
      open.end = end
      open.scores.push(score)
      continue
    }
    open = { start, end, type, scores: [score] }
    spans.push(open)
  }
  return spans.map(({ start, end, type, scores }) => ({
    start,
    end,
    type,
    score: scores.reduce((sum, score) => sum + score, 0) / scores.length,
  }))
}

/**
 * Whether the labels tell where a name begins and continues. Without these prefixes an `E-MAIL` is not the end of a
 * `MAIL`.
 */
export function hasPrefixes(labels: readonly string[]): boolean {
  return labels.some((label) => /^[BI][-_]./.test(label))
}

/**
 * Counts tokens that share a stretch of text as one token. A name in any of them counts for the whole stretch, because
 * its exact place is unknown.
 */
function joinShared(guesses: readonly TokenGuess[]): readonly TokenGuess[] {
  const joined: TokenGuess[] = []
  for (const guess of guesses) {
    const last = joined.at(-1)
    if (!guess.shared || !last?.shared || last.start !== guess.start) {
      joined.push(guess)
      continue
    }
    const named = last.label === 'O' || (guess.label !== 'O' && guess.score > last.score) ? guess : last
    joined[joined.length - 1] = { ...named, end: Math.max(last.end, guess.end) }
  }
  return joined
}

/** Scripts without spaces between words, where each token may be a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Whether the characters on both sides of this place belong to one word. */
function isInsideWord(text: string, at: number): boolean {
  const before = characterBefore(text, at)
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return isWord(before) && isWord(after) && !UNSPACED.test(before) && !UNSPACED.test(after)
}

function characterBefore(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1)
  return text.slice(unit >= 0xdc00 && unit <= 0xdfff ? at - 2 : at - 1, at)
}

const isWord = (character: string) => /[\p{L}\p{N}\p{M}_]/u.test(character)
