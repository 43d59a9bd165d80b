import type { TransformerArchitecture } from '../../src/shared/model-manifest.js'
import type { Encoder, OutputRow } from '../encoder/encoder.js'
import type { Projection } from '../encoder/projection.js'
import type { EncoderTokenizer } from '../tokens/tokenizer.js'
import { coverageOf, mapInSlices, truncatedRows } from './encode.js'
import type { TaskRunner } from './model.js'

type Pooling = NonNullable<TransformerArchitecture['pooling']>

/** Turns texts into vectors: prefix, encode, run, pool and normalise, as the model's manifest says. */
export function createEmbed(
  encoder: Encoder,
  tokenizer: EncoderTokenizer,
  { pooling = 'mean', normalize: unitLength = true, prefixes }: TransformerArchitecture,
  projection?: Projection,
): TaskRunner<'embed'> {
  return async ({ texts, kind }, { priority, signal }) => {
    const prefix = prefixes?.[kind] ?? ''
    const encodings = await mapInSlices(
      texts,
      (text) => {
        const encoding = tokenizer.encode(prefix + text)
        // The words of the prefix are always known. They would make an unreadable text look readable.
        return prefix === '' ? encoding : { ...encoding, coverage: tokenizer.encode(text).coverage }
      },
      signal,
    )
    const rows = await encoder.submit(encodings, { priority, signal })
    const width = rows[0]?.width ?? 0
    const dimensions = rows.length === 0 ? 0 : (projection?.dimensions ?? width)
    const vectors = new Float32Array(rows.length * dimensions)
    rows.forEach((row, index) => {
      const vector = vectors.subarray(index * dimensions, (index + 1) * dimensions)
      if (projection === undefined) pool(row, pooling, vector)
      else {
        const pooled = new Float32Array(width)
        pool(row, pooling, pooled)
        vector.set(projection.run(pooled))
      }
      if (unitLength) normalize(vector)
    })
    return { vectors, dimensions, truncated: truncatedRows(encodings), coverage: coverageOf(encodings) }
  }
}

function pool({ values, width, tokens }: OutputRow, pooling: Pooling, vector: Float32Array): void {
  if (pooling === 'mean') {
    for (let token = 0; token < tokens; token += 1) {
      for (let index = 0; index < width; index += 1) vector[index]! += values[token * width + index]! / tokens
    }
    return
  }
  const token = pooling === 'cls' ? 0 : tokens - 1
  vector.set(values.subarray(token * width, (token + 1) * width))
}

/** Scales a vector to length 1. A vector of zeros stays unchanged. */
function normalize(vector: Float32Array): void {
  let squares = 0
  for (let index = 0; index < vector.length; index += 1) squares += vector[index]! ** 2
  if (squares === 0) return
  const length = Math.sqrt(squares)
  for (let index = 0; index < vector.length; index += 1) vector[index]! /= length
}
