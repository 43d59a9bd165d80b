import type { WindowReading } from '../../src/shared/model-manifest.js'
import type { Encoder } from '../encoder/encoder.js'
import { revealed } from '../tokens/disguises.js'
import type { EncoderTokenizer } from '../tokens/tokenizer.js'
import { cutWindows } from './cut-windows.js'
import { coverageOf, mapInSlices, truncatedRows } from './encode.js'
import { type HeadLabels, scoresOf } from './head-scores.js'
import { joinWindows } from './join-windows.js'
import type { TaskRunner } from './model.js'
import { foreignLabels, isReadable, withheld } from './scores.js'

/**
 * The most tokens of a text that are read, and the result says where a text has more. This is some 35,000 words and
 * takes a few seconds.
 */
const MOST_TOKENS = 48_000

/**
 * No token of a normal text is longer on average. More characters need not be tokenized to find that a text is too
 * long.
 */
const MOST_CHARACTERS = 8 * MOST_TOKENS

interface Source {
  readonly ids: readonly number[]
  readonly truncated: boolean
  readonly coverage: number
}

/** Scores texts of any length for one label. */
export function createWindowedClassify(
  encoder: Encoder,
  tokenizer: EncoderTokenizer,
  head: HeadLabels,
  { lengthPenalty }: WindowReading,
): TaskRunner<'classify'> {
  const room = tokenizer.maxTokens - tokenizer.specialTokens

  function read(text: string): Source {
    const reading = revealed(text)
    const { ids, coverage } = tokenizer.tokenize(reading.slice(0, MOST_CHARACTERS).toWellFormed())
    const truncated = ids.length > MOST_TOKENS || reading.length > MOST_CHARACTERS
    return { ids: ids.slice(0, MOST_TOKENS), truncated, coverage }
  }

  return async ({ texts, labels }, context) => {
    if (labels !== undefined) throw foreignLabels(head.labels)
    const sources = await mapInSlices(texts, read, context.signal)
    const windows = sources.flatMap(({ ids, coverage }, row) =>
      ids.length > 0 && isReadable(coverage)
        ? cutWindows(ids.length, room).map(({ from, to }) => ({ row, ids: ids.slice(from, to) }))
        : [],
    )
    const outputs = await encoder.submit(
      windows.map(({ ids }) => tokenizer.wrap(ids)),
      context,
    )
    const found = texts.map((): number[] => [])
    for (const [index, { values }] of outputs.entries()) found[windows[index]!.row]!.push(values[0]!)
    return {
      scores: found.map((own) =>
        own.length === 0 ? withheld(head.labels, head) : scoresOf([joinWindows(own, lengthPenalty)], head),
      ),
      truncated: truncatedRows(sources),
      coverage: coverageOf(sources),
    }
  }
}
