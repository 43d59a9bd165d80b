import { generator, mixture, passage } from './vectors.js'

/** The same rows and queries for libraries that keep everything in memory. Persistence is not part of their figures. */

const DIMENSIONS = 384
const QUERIES = 60

interface Row {
  readonly id: string
  readonly category: string
  readonly text: string
}

interface Peer {
  insert(rows: readonly Row[], vector: (index: number) => Float32Array): Promise<void>
  query?(vector: Float32Array): Promise<readonly string[]>
  filtered?(vector: Float32Array): Promise<unknown>
  words?(text: string): Promise<unknown>
}

// biome-ignore lint/suspicious/noExplicitAny: the peers are installed for the bench alone, without their types here.
type Library = any

const peers: Record<string, (library: Library, extension: Library) => Promise<Peer>> = {
  async minisearch({ default: MiniSearch }) {
    const index = new MiniSearch({ fields: ['text'] })
    return {
      async insert(rows) {
        index.addAll(rows)
      },
      words: async (text) => index.search(text).slice(0, 10),
    }
  },
  async '@orama/orama'({ create, insertMultiple, search }) {
    const database = await create({
      schema: { id: 'string', category: 'enum', text: 'string', embedding: `vector[${DIMENSIONS}]` },
    })
    const vectorSearch = async (vector: Float32Array, where?: object) => {
      const { hits } = await search(database, {
        mode: 'vector',
        vector: { value: [...vector], property: 'embedding' },
        similarity: 0,
        limit: 10,
        ...(where === undefined ? {} : { where }),
      })
      return hits.map(({ id }: { id: string }) => id) as string[]
    }
    return {
      async insert(rows, vector) {
        await insertMultiple(
          database,
          rows.map((row, index) => ({ ...row, embedding: [...vector(index)] })),
          1000,
        )
      },
      query: vectorSearch,
      filtered: (vector) => vectorSearch(vector, { category: { eq: 'c3' } }),
      words: (term) => search(database, { term, properties: ['text'], limit: 10 }),
    }
  },
  async 'hnswlib-wasm'({ loadHnswlib }) {
    const library = await loadHnswlib()
    const index = new library.HierarchicalNSW('cosine', DIMENSIONS, '')
    let names: string[] = []
    return {
      async insert(rows, vector) {
        index.initIndex(rows.length, 16, 200, 100)
        index.setEfSearch(64)
        names = rows.map(({ id }) => id)
        for (const at of rows.keys()) index.addPoint(vector(at), at, false)
      },
      query: async (vector) => index.searchKnn(vector, 10, undefined).neighbors.map((at: number) => names[at]!),
    }
  },
  async 'client-vector-search'({ EmbeddingIndex }) {
    let index: Library
    const vectorSearch = async (vector: Float32Array, filter?: object) => {
      const hits = await index.search([...vector], { topK: 10, ...(filter === undefined ? {} : { filter }) })
      return hits.map(({ object }: { object: { id: string } }) => object.id) as string[]
    }
    return {
      async insert(rows, vector) {
        index = new EmbeddingIndex(rows.map((row, at) => ({ ...row, embedding: [...vector(at)] })))
      },
      query: vectorSearch,
      filtered: (vector) => vectorSearch(vector, { category: 'c3' }),
    }
  },
  // Exact, as a table without an index is: an approximate index takes longer to build than the rows to insert.
  async '@electric-sql/pglite'({ PGlite }, { vector: extension }) {
    const database = await PGlite.create({ extensions: { vector: extension } })
    await database.exec(`CREATE EXTENSION vector;
      CREATE TABLE rows (id text PRIMARY KEY, category text, text text, embedding vector(${DIMENSIONS}), words tsvector);
      CREATE INDEX ON rows (category); CREATE INDEX ON rows USING gin (words)`)
    const nearest = async (vector: Float32Array, where = '') => {
      const sql = `SELECT id FROM rows ${where} ORDER BY embedding <=> $1::text::vector LIMIT 10`
      const { rows } = await database.query(sql, [`[${vector.join()}]`])
      return rows.map(({ id }: { id: string }) => id) as string[]
    }
    return {
      async insert(rows, vector) {
        for (let at = 0; at < rows.length; at += 1000) {
          const part = rows.slice(at, at + 1000)
          const values = part.map((row, index) => ({ ...row, embedding: `[${vector(at + index).join()}]` }))
          await database.query(
            `INSERT INTO rows SELECT id, category, text, embedding::vector, to_tsvector('english', text)
             FROM jsonb_to_recordset($1::text::jsonb) AS r(id text, category text, text text, embedding text)`,
            [JSON.stringify(values)],
          )
        }
      },
      query: nearest,
      filtered: (vector) => nearest(vector, `WHERE category = 'c3'`),
      words: (text) =>
        database.query(
          `SELECT id FROM rows, to_tsquery('english', $1) AS query WHERE words @@ query
           ORDER BY ts_rank(words, query) DESC LIMIT 10`,
          [text.split(' ').join(' | ')],
        ),
    }
  },
}

export async function measurePeer({
  name,
  module,
  extension,
  rows: count,
}: {
  name: string
  module: string
  extension?: string
  rows: number
}) {
  const random = generator(5)
  const vectors = mixture(count, DIMENSIONS, 1)
  const queries = mixture(QUERIES, DIMENSIONS, 2)
  const part = (from: Float32Array, index: number) => from.slice(index * DIMENSIONS, (index + 1) * DIMENSIONS)
  const rows: Row[] = Array.from({ length: count }, (_, index) => ({
    id: `row ${index}`,
    category: `c${Math.floor(random() * 20)}`,
    text: passage(30, random),
  }))
  const load = async (path: string | undefined) => path && import(/* @vite-ignore */ path)
  const peer = await peers[name]!(await load(module), await load(extension))
  const begin = performance.now()
  await peer.insert(rows, (index) => part(vectors, index))
  const insertMs = performance.now() - begin
  const words = Array.from({ length: QUERIES }, () => passage(3, random))
  const { query, filtered, words: lexical } = peer
  return {
    name,
    insertMs,
    query: query && (await timed((index) => query(part(queries, index)))),
    recall: query && (await recallOf(vectors, count, queries, query)),
    filtered: filtered && (await timed((index) => filtered(part(queries, index)))),
    lexical: lexical && (await timed((index) => lexical(words[index]!))),
  }
}

async function recallOf(
  vectors: Float32Array,
  count: number,
  queries: Float32Array,
  query: (vector: Float32Array) => Promise<readonly string[]>,
): Promise<number> {
  let found = 0
  for (let index = 0; index < 20; index++) {
    const vector = queries.slice(index * DIMENSIONS, (index + 1) * DIMENSIONS)
    const scores = Array.from({ length: count }, (_, row) => {
      let dot = 0
      for (let at = 0; at < DIMENSIONS; at++) dot += vector[at]! * vectors[row * DIMENSIONS + at]!
      return { id: `row ${row}`, dot }
    })
    const best = new Set(
      scores
        .sort((one, other) => other.dot - one.dot)
        .slice(0, 10)
        .map(({ id }) => id),
    )
    found += (await query(vector)).filter((id) => best.has(id)).length
  }
  return found / 200
}

async function timed(run: (index: number) => Promise<unknown>) {
  const times: number[] = []
  for (let index = 0; index < QUERIES; index++) {
    const begin = performance.now()
    await run(index)
    if (index >= 5) times.push(performance.now() - begin)
  }
  times.sort((one, other) => one - other)
  return { p50: times[Math.floor(times.length / 2)]!, p95: times[Math.floor(times.length * 0.95)]! }
}
