import {
  migrate,
  openRemoteStore,
  openVectorStore,
  postgresServer,
  type RecordStore,
} from '../../../src/store/index.js'

interface Note {
  readonly id: string
  readonly vector: Float32Array
  readonly text: string
  readonly written: Date
  readonly tags: readonly (string | null)[]
  readonly deep: unknown
}

const embedder = { model: 'test', dimensions: 48 }
const noteOf = (index: number, version = 0): Note => ({
  id: `note/${index} 🌧️`,
  vector: Float32Array.from({ length: 48 }, (_, at) => Math.sin(index * 12.9898 + at * 78.233) * 3),
  text: `word${index % 17} and "others" \\ version${version}`,
  written: new Date(index * 1000),
  tags: index % 3 === 0 ? [] : ['a', null, `tag${index}`],
  deep: { zebra: [Number.NaN, -1.5], apple: null },
})

/** Copies to the server with an interruption, then back into another store, and returns the differences. */
async function roundTrip(count: number) {
  const local = await openVectorStore<Note>('there', { embedder })
  const remote = await openRemoteStore<Note>('there', { server: postgresServer({ url: '/api/vectors' }), embedder })
  await local.put(Array.from({ length: count }, (_, index) => noteOf(index)))

  const controller = new AbortController()
  const reason = new Error('enough for now')
  const aborted = await migrate(local, remote, {
    signal: controller.signal,
    onProgress: ({ loaded }) => {
      if (loaded >= 512) controller.abort(reason)
    },
  }).catch((error) => error === reason)
  const afterAbort = await remote.count()
  const loaded: number[] = []
  const resumed = await migrate(local, remote, { onProgress: (progress) => loaded.push(progress.loaded) })
  const again = await migrate(local, remote)
  await local.put([noteOf(5, 1)])
  const changed = await migrate(local, remote)

  const back = await openVectorStore<Note>('back', { embedder })
  const returned = await migrate(remote, back)
  const different: string[] = []
  for await (const record of local) {
    for (const [where, store] of Object.entries({ remote, back } as Record<string, RecordStore<Note>>)) {
      const other = await store.get(record.id)
      if (other === undefined || textOf(other) !== textOf(record))
        different.push(`${record.id} is different in ${where}`)
    }
  }
  const idsOf = async (store: RecordStore<Note>, index: number) =>
    (await store.search(noteOf(index).vector, { limit: 5, filter: { written: { lte: new Date(500_000) } } })).map(
      ({ record }) => record.id,
    )
  for (const index of [0, 7, 300]) {
    const [first, ...others] = await Promise.all([local, remote, back].map((store) => idsOf(store, index)))
    for (const other of others) if (String(other) !== String(first)) different.push(`query ${index} finds ${other}`)
  }
  const foreign = await openVectorStore<Note>('foreign', { embedder: { model: 'other', dimensions: 48 } })
  const refused = await migrate(remote, foreign).catch((error) => error.code as string)
  const counts = await Promise.all([local, remote, back, foreign].map((store) => store.count()))
  await Promise.all([local, remote, back, foreign].map((store) => store.close()))
  return { aborted, afterAbort, loaded, resumed, again, changed, returned, different, refused, counts }
}

/** Everything of a record, with its fields in one order; Postgres has its own. */
function textOf({ vector, ...fields }: Note): string {
  const sorted = (_name: string, value: unknown) => {
    if (typeof value === 'number' && Number.isNaN(value)) return 'NaN'
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
  }
  return JSON.stringify([fields, fields.written instanceof Date, [...vector]], sorted)
}

Object.assign(globalThis, { roundTrip, ready: true })
