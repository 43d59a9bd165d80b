import type { Encoder } from '../encoder/encoder.js'
import type { EncoderTokenizer } from '../tokens/tokenizer.js'
import { mapInSlices, truncatedRows } from './encode.js'
import type { TaskRunner } from './model.js'
import { sigmoid, softmax } from './scores.js'

/** Scores how well each text answers the query, with a model that reads both together. */
export function createRerank(encoder: Encoder, tokenizer: EncoderTokenizer): TaskRunner<'rerank'> {
  return async ({ query, texts }, context) => {
    const encodings = await mapInSlices(texts, (text) => tokenizer.encodePair(query, text, 'second'), context.signal)
    const rows = await encoder.submit(encodings, context)
    return {
      // One logit is a relevance; two logits are 'no' and 'yes'.
      scores: rows.map(({ values }) => (values.length === 1 ? sigmoid(values[0] ?? 0) : (softmax(values).at(-1) ?? 0))),
      truncated: truncatedRows(encodings),
    }
  }
}
