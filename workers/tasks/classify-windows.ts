import type { WindowReading } from '../../src/shared/model-manifest.js'
import type { Encoder, OutputRow } from '../encoder/encoder.js'
import { revealed } from '../tokens/disguises.js'
import type { EncoderTokenizer } from '../tokens/tokenizer.js'
import { cutWindows } from './cut-windows.js'
import { coverageOf, mapInSlices, truncatedRows } from './encode.js'
import { type HeadLabels, scoresOf } from './head-scores.js'
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

/** One reading of a text: as it is stored, or as a person sees it where letters are disguised. */
interface Reading {
  readonly row: number
  readonly ids: readonly number[]
}

interface Source {
  readonly readings: readonly (readonly number[])[]
  readonly truncated: boolean
  readonly coverage: number
}

/** Scores texts of any length for one label. The window with the highest score decides. */
export function createWindowedClassify(
  encoder: Encoder,
  tokenizer: EncoderTokenizer,
  head: HeadLabels,
  { lengthPenalty }: WindowReading,
): TaskRunner<'classify'> {
  const room = tokenizer.maxTokens - tokenizer.specialTokens

  function read(text: string): Source {
    const shown = revealed(text)
    // An insult may be in either reading of a disguised text, so both are read.
    const all = (shown === undefined ? [text] : [text, shown]).map((reading) =>
      tokenizer.tokenize(reading.slice(0, MOST_CHARACTERS).toWellFormed()),
    )
    return {
      readings: all.map(({ ids }) => ids.slice(0, MOST_TOKENS)),
      truncated: all.some(({ ids }) => ids.length > MOST_TOKENS) || text.length > MOST_CHARACTERS,
      coverage: Math.max(...all.map(({ coverage }) => coverage)),
    }
  }

  return async ({ texts, labels }, context) => {
    if (labels !== undefined) throw foreignLabels(head.labels)
    const sources = await mapInSlices(texts, read, context.signal)
    const readings: Reading[] = sources.flatMap(({ readings, coverage }, row) =>
      isReadable(coverage) ? readings.filter((ids) => ids.length > 0).map((ids) => ({ row, ids })) : [],
    )
    const windows = readings.flatMap(({ ids }, reading) =>
      cutWindows(ids.length, room).map(({ from, to }) => ({ reading, ids: ids.slice(from, to) })),
    )
    const outputs = await encoder.submit(
      windows.map(({ ids }) => tokenizer.wrap(ids)),
      context,
    )
    const byReading = readings.map((): OutputRow[] => [])
    for (const [index, output] of outputs.entries()) byReading[windows[index]!.reading]!.push(output)
    const logits = texts.map(() => Number.NEGATIVE_INFINITY)
    for (const [index, rows] of byReading.entries()) {
      const highest = Math.max(...rows.map(({ values }) => values[0]!)) - lengthPenalty * Math.log(rows.length)
      const { row } = readings[index]!
      logits[row] = Math.max(logits[row]!, highest)
    }
    return {
      scores: logits.map((logit) => (Number.isFinite(logit) ? scoresOf([logit], head) : withheld(head.labels, head))),
      truncated: truncatedRows(sources),
      coverage: coverageOf(sources),
    }
  }
}
