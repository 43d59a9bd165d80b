import { NlpError } from '../../../src/shared/errors.js'
import { openVectorStore, type VectorStore } from '../../../src/store/index.js'
import { DIMENSIONS, modelAfter, recordOf, stepOf, vectorOf } from './steps.js'

declare global {
  /** Reports to the test that a step is done. The test provides it, so that the report survives the page. */
  function acknowledge(step: number): Promise<void>
}

type Item = ReturnType<typeof recordOf>

/** The model of a number. It makes vectors of the texts of records. */
const embedderOf = (model: number) => ({
  model: `test-${model}`,
  dimensions: DIMENSIONS,
  embed: (async (texts: readonly string[]) => texts.map((text) => vectorOf(text, model))) as never,
})

const open = (model = 0) => openVectorStore<Item>('killed', { embedder: embedderOf(model) })

/** Makes changes until the browser is killed. */
async function run(from: number): Promise<void> {
  let model = modelAfter(from - 1)
  const store = await open(model)
  for (let number = from; ; number++) {
    model = await make(store, number, model)
    // Awaited, because otherwise several steps could be ahead of the test's count.
    await acknowledge(number)
  }
}

/** Makes one step; answers with the model that the vectors are of then. */
async function make(store: VectorStore<Item>, number: number, model: number): Promise<number> {
  const step = stepOf(number)
  switch (step.type) {
    case 'put':
      await store.put(step.ids.map((id) => recordOf(id, number, model)))
      return model
    case 'delete':
      await store.delete(step.ids.map((id) => `r${id}`))
      return model
    case 'reembed':
      await store.reembed(embedderOf(model + 1))
      return model + 1
    case 'rest':
      await new Promise((resolve) => setTimeout(resolve, 1300))
      return model
  }
}

/** The store with the model that it is of now: an interrupted change of it may have come to its end. */
async function openAfter(acknowledged: number) {
  const model = modelAfter(acknowledged)
  try {
    return { store: await open(model), model }
  } catch (error) {
    if (!NlpError.is(error, 'vectors-incompatible') || stepOf(acknowledged + 1).type !== 'reembed') throw error
    return { store: await open(model + 1), model: model + 1 }
  }
}

/**
 * Compares the store with the model after steps 0 to `acknowledged`; the next step may be stored in part. Repeats that
 * step, so that the model holds again, and returns the differences. `removed` where the browser says that it has found
 * its own files damaged and has removed everything.
 */
async function verify(acknowledged: number): Promise<string[] | 'removed'> {
  const wrong: string[] = []
  const opened = await openAfter(acknowledged).catch((error) => {
    if (NlpError.is(error, 'storage-corrupt') && error.details['evicted'] === true) return undefined
    throw error
  })
  if (opened === undefined) return 'removed'
  const { store, model: vectorModel } = opened
  const model = new Map<string, number>()
  const apply = (number: number) => {
    const step = stepOf(number)
    for (const id of step.ids) {
      if (step.type === 'put') model.set(`r${id}`, number)
      else model.delete(`r${id}`)
    }
  }
  for (let number = 0; number <= acknowledged; number++) apply(number)
  const next = acknowledged + 1
  const touched = new Set(stepOf(next).ids.map((id) => `r${id}`))

  const seen = new Map<string, number>()
  for await (const record of store) {
    if (seen.has(record.id)) wrong.push(`${record.id} is there twice`)
    seen.set(record.id, record.version)
    const expected = recordOf(Number(record.id.slice(1)), record.version, vectorModel)
    if (record.vector.some((value, index) => value !== expected.vector[index])) wrong.push(`${record.id}: torn vector`)
    if (record.text !== expected.text || record.group !== expected.group) wrong.push(`${record.id}: torn fields`)
  }
  if (seen.size !== (await store.count())) wrong.push(`count says ${await store.count()}, there are ${seen.size}`)
  const removing = stepOf(next).type === 'delete'
  for (const id of new Set([...model.keys(), ...seen.keys()])) {
    const version = seen.get(id)
    const fine = version === model.get(id) || (touched.has(id) && version === (removing ? undefined : next))
    if (!fine) wrong.push(`${id} has version ${version}, ${model.get(id)} was acknowledged`)
  }
  // A delete is one transaction: all of it or nothing.
  const gone = [...touched].filter((id) => model.has(id) && !seen.has(id)).length
  const stayed = [...touched].filter((id) => model.has(id) && seen.has(id)).length
  if (removing && gone > 0 && stayed > 0) wrong.push(`half a delete: ${gone} of ${gone + stayed}`)

  for (const [id, version] of [...seen].slice(0, 3)) {
    const [hit] = await store.search(recordOf(Number(id.slice(1)), version, vectorModel).vector, { limit: 1 })
    if (hit?.record.id !== id) wrong.push(`${id} is not found by its vector`)
  }
  const filter = { group: 3 }
  const found = await store.search('word13', { mode: 'lexical', limit: 1000, filter })
  const expected = [...seen.keys()].filter((id) => Number(id.slice(1)) % 100 === 13).length
  if (found.length !== expected) wrong.push(`word13 is found ${found.length} times, not ${expected}`)
  const { damagedRows, state } = await store.stats()
  if (damagedRows > 0 || state === 'memory') wrong.unshift(`${damagedRows} damaged rows, kept in ${state} storage`)

  // Changing the model twice would be a step too many; the others may be made again.
  if (vectorModel === modelAfter(acknowledged)) await make(store, next, vectorModel)
  await store.close()
  return wrong.length > 10 ? [`${wrong.length} findings, of ${seen.size} records`, ...wrong.slice(0, 10)] : wrong
}

/** Puts until the quota ends. */
async function fill() {
  const store = await open()
  let loaded = 0
  const onProgress = (progress: { readonly loaded: number }) => {
    loaded = progress.loaded
  }
  const records = Array.from({ length: 60_000 }, (_, id) => recordOf(id, 1, 0))
  const code = await store.put(records, { onProgress }).then(
    () => 'none',
    (error) => error.code as string,
  )
  const counted = await store.count()
  await store.close()
  return { code, loaded, counted }
}

/** The state that a later page finds, with more room. */
async function refill() {
  const store = await open()
  const counted = await store.count()
  let torn = 0
  for await (const { id, vector } of store) {
    const expected = recordOf(Number(id.slice(1)), 1, 0).vector
    if (vector.some((value, index) => value !== expected[index])) torn += 1
  }
  await store.put([recordOf(99_999, 1, 0)])
  const after = await store.count()
  await store.close()
  return { counted, torn, after }
}

Object.assign(globalThis, { run, verify, fill, refill })
