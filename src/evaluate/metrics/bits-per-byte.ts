const encoder = new TextEncoder()

export const utf8Bytes = (text: string): number => encoder.encode(text).length

/**
 * The number of bits that a language model needs for a byte of text. The figure compares models with different vocabularies.
 *
 * @example
 * bitsPerByte([{ text: 'hello', nats: 10 }]) // 2.885…
 */
export function bitsPerByte(rows: readonly { readonly text: string; readonly nats: number }[]): number {
  const bytes = rows.reduce((sum, { text }) => sum + utf8Bytes(text), 0)
  const nats = rows.reduce((sum, row) => sum + row.nats, 0)
  return nats / Math.LN2 / bytes
}
