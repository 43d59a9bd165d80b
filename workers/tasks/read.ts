import { NlpError } from '../../src/shared/errors.js'
import type { AnsweringSpan } from '../../src/shared/tasks.js'
import { alignTokens } from '../tokens/offsets.js'
import type { EncoderTokenizer, Encoding } from '../tokens/tokenizer.js'
import { cutWindows, type Window } from './cut-windows.js'
import { mapInSlices } from './encode.js'
import type { CallContext, TaskRunner } from './model.js'
import { sigmoid } from './scores.js'

/** How probable it is that the answer begins and ends at each token of one input, as logits. */
export interface SpanLogits {
  readonly starts: Float32Array
  readonly ends: Float32Array
}

type RunReader = (encodings: readonly Encoding[], context: CallContext) => Promise<readonly SpanLogits[]>

/** A longer span is not an answer but a part of the text. Windows overlap by more than half of this length. */
const LONGEST = 30

/** Finds the span of each text that answers a question, in texts of any length. */
export function createRead(tokenizer: EncoderTokenizer, run: RunReader): TaskRunner<'read'> {
  return async ({ question, texts }, context) => {
    const asked = tokenizer.tokenize(question).ids
    const room = tokenizer.maxTokens - tokenizer.pairTokens - asked.length
    if (room < tokenizer.maxTokens / 2) {
      throw new NlpError(
        'context-overflow',
        `The question has ${asked.length} tokens, and the model reads ${tokenizer.maxTokens} with the text. Ask a shorter question.`,
      )
    }
    const sources = await mapInSlices(
      texts,
      (text) => {
        const { ids, tokens } = tokenizer.tokenize(text)
        const windows = cutWindows(ids.length, room)
        return { ids, places: alignTokens(text, tokens, tokenizer.spelling), windows }
      },
      context.signal,
    )
    const inputs = sources.flatMap(({ ids, windows }) =>
      windows.map(({ from, to }) => tokenizer.wrapPair(asked, ids.slice(from, to))),
    )
    const rows = await run(inputs, context)
    let at = 0
    const answers = sources.map(({ places, windows }): AnsweringSpan | undefined => {
      let best = { score: Number.NEGATIVE_INFINITY, first: 0, last: 0 }
      let none = Number.POSITIVE_INFINITY
      for (const window of windows) {
        const logits = rows[at] as SpanLogits
        const found = bestSpan(logits, window, inputs[at]?.secondStart ?? 0)
        if (found.score > best.score) best = found
        // The first token stands for "no answer". A window without the answer says little about the others.
        none = Math.min(none, (logits.starts[0] as number) + (logits.ends[0] as number))
        at += 1
      }
      const [first, last] = [places[best.first], places[best.last]]
      if (windows.length === 0 || first === undefined || last === undefined) return undefined
      return { start: first.start, end: last.end, score: sigmoid(best.score - none) }
    })
    return { answers }
  }
}

/** The tokens of the text with the highest sum of logits, of those that begin in the part for which the window decides. */
function bestSpan({ starts, ends }: SpanLogits, { from, to, keepFrom, keepTo }: Window, secondStart: number) {
  const shift = secondStart - from
  let best = { score: Number.NEGATIVE_INFINITY, first: keepFrom, last: keepFrom }
  for (let first = keepFrom; first < keepTo; first += 1) {
    for (let last = first; last < Math.min(first + LONGEST, to); last += 1) {
      const score = (starts[first + shift] as number) + (ends[last + shift] as number)
      if (Number.isNaN(score)) throw new NlpError('invalid-output', 'The model computed a score that is not a number')
      if (score > best.score) best = { score, first, last }
    }
  }
  return best
}
