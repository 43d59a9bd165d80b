import { createEmbedder } from '../../../src/index.js'
import type { RowFormat } from '../formats/row.js'
import { derivedRows } from './derived-rows.js'
import { threadEngine } from './thread-engine.js'
import type { RowWorker, WorkOf } from './work.js'

/** Adds to each row the vector of its text. */
export async function embedRows(work: WorkOf<'embed'>, format: RowFormat): Promise<RowWorker> {
  const { model, field, into } = work
  const kind = work.kind as 'document' | 'query'
  const embedder = await createEmbedder({ model, engines: [threadEngine()] })
  return derivedRows(format, {
    field,
    names: [into],
    model: { id: embedder.model, digest: embedder.digest },
    async compute(texts) {
      const vectors = await embedder.embed(texts, { kind })
      return vectors.map((vector) => ({
        values: [Array.from(vector, shortest)],
        found: {},
        truncated: vector.truncated,
      }))
    },
  })
}

/** The shortest decimal that reads back as the same 32-bit number. Written as 64-bit numbers, vectors take twice the room. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits += 1) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.fround(rounded) === value) return rounded
  }
  return Number(value.toPrecision(9))
}
