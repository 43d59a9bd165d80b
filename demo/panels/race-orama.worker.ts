import { create, insertMultiple, searchVector } from '@orama/orama'
import { expose } from 'comlink'

let database: ReturnType<typeof make> | undefined

const make = (dimensions: number) => create({ schema: { id: 'string', vector: `vector[${dimensions}]` } as const })

const worker = {
  async fill(vectors: readonly Float32Array[]): Promise<void> {
    database = make(vectors[0]?.length ?? 1)
    const rows = vectors.map((vector, index) => ({ id: `row ${index}`, vector: [...vector] }))
    await insertMultiple(database, rows, 1000)
  },
  async search(vector: Float32Array): Promise<string[]> {
    if (database === undefined) throw new TypeError('fill() comes first')
    const { hits } = await searchVector(database, {
      mode: 'vector',
      vector: { value: [...vector], property: 'vector' },
      similarity: 0,
      limit: 10,
    })
    return hits.map(({ id }) => id)
  },
}

export type OramaWorker = typeof worker

expose(worker)
