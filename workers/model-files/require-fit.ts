import { NlpError } from '../../src/shared/errors.js'

type Json = Readonly<Record<string, unknown>>

/**
 * Refuses the tokenizer of another model, whose numbers the network does not know. Tokens that were added later do not count: some
 * stand for pictures, which a network of texts has no row for.
 */
export function requireFit(config: Json, tokenizer: Json): void {
  const size = config['vocab_size']
  const largest = largestToken((tokenizer['model'] as Json | null | undefined)?.['vocab'])
  if (typeof size !== 'number' || largest < size) return
  throw new NlpError(
    'model-corrupt',
    `tokenizer.json does not fit config.json: it gives a token the number ${largest}, and the model knows ${size} tokens. ` +
      'Take all files from the same model.',
    { details: { file: 'tokenizer.json' } },
  )
}

/** A vocabulary is a table from words to numbers, or a list whose places are the numbers. */
function largestToken(vocabulary: unknown): number {
  if (Array.isArray(vocabulary)) return vocabulary.length - 1
  let largest = -1
  // A vocabulary is too long for the arguments of Math.max().
  for (const number of Object.values((vocabulary ?? {}) as Readonly<Record<string, unknown>>)) {
    if (typeof number === 'number' && number > largest) largest = number
  }
  return largest
}
