import { openVectorStore } from '../../../src/store/index.js'
import { DIMENSIONS, recordOf, stepOf } from './steps.js'

declare global {
  /** Tells the test that a step is done; provided from outside, so that it survives the page. */
  function acknowledge(step: number): Promise<void>
}

const open = () =>
  openVectorStore<ReturnType<typeof recordOf>>('killed', { embedder: { model: 'test', dimensions: DIMENSIONS } })

/** Makes changes until the browser is killed. */
async function run(from: number): Promise<void> {
  const store = await open()
  for (let number = from; ; number++) {
    const step = stepOf(number)
    if (step.type === 'put') await store.put(step.ids.map((id) => recordOf(id, number)))
    else await store.delete(step.ids.map((id) => `r${id}`))
    // Awaited: otherwise several steps could be ahead of what the test has heard of.
    await acknowledge(number)
  }
}

/**
 * Compares the store with the model of steps 0 to `acknowledged`, of which the one after may have been stored up to
 * some point. Repeats that one, so that the model holds again, and returns what is wrong.
 */
async function verify(acknowledged: number): Promise<string[]> {
  const wrong: string[] = []
  const store = await open()
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
    const expected = recordOf(Number(record.id.slice(1)), record.version)
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
    const [hit] = await store.search(recordOf(Number(id.slice(1)), version).vector, { limit: 1 })
    if (hit?.record.id !== id) wrong.push(`${id} is not found by its vector`)
  }
  const filter = { group: 3 }
  const found = await store.search('word13', { mode: 'lexical', limit: 1000, filter })
  const expected = [...seen.keys()].filter((id) => Number(id.slice(1)) % 100 === 13).length
  if (found.length !== expected) wrong.push(`word13 is found ${found.length} times, not ${expected}`)
  const { damagedRows, state } = await store.stats()
  if (damagedRows > 0 || state === 'memory') wrong.unshift(`${damagedRows} damaged rows, kept in ${state} storage`)

  const step = stepOf(next)
  if (step.type === 'put') await store.put(step.ids.map((id) => recordOf(id, next)))
  else await store.delete(step.ids.map((id) => `r${id}`))
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
  const records = Array.from({ length: 60_000 }, (_, id) => recordOf(id, 1))
  const code = await store.put(records, { onProgress }).then(
    () => 'none',
    (error) => error.code as string,
  )
  const counted = await store.count()
  await store.close()
  return { code, loaded, counted }
}

/** What a page finds that comes later, with more room. */
async function refill() {
  const store = await open()
  const counted = await store.count()
  let torn = 0
  for await (const { id, vector } of store) {
    const expected = recordOf(Number(id.slice(1)), 1).vector
    if (vector.some((value, index) => value !== expected[index])) torn += 1
  }
  await store.put([recordOf(99_999, 1)])
  const after = await store.count()
  await store.close()
  return { counted, torn, after }
}

Object.assign(globalThis, { run, verify, fill, refill })
