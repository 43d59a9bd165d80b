import { openVectorStore, type VectorStore } from 'tacet/store'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { formatBytes, formatMilliseconds } from '../parts/format.js'
import { disableFor, passFocus } from '../parts/keep-focus.js'
import type { PassageRecord } from './search-results.js'

const MANY = 100_000
const STEP = 8192

/** Generates 100,000 passages from the real ones, stores them, opens them again and searches them. */
export function createMany(source: () => Promise<readonly PassageRecord[]>): HTMLElement {
  const status = element('p', { className: 'note', attributes: { role: 'status' } })
  const progress = element('progress', {
    max: MANY,
    value: 0,
    hidden: true,
    attributes: { 'aria-label': 'Passages stored' },
  })
  const start = element('button', { type: 'button' }, '100,000 passages')
  const remove = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Remove them')
  let store: VectorStore<PassageRecord> | undefined

  async function open(dimensions: number) {
    store ??= await openVectorStore<PassageRecord>('demo-many', { embedder: { model: 'made-up', dimensions } })
    return store
  }

  start.addEventListener('click', async () => {
    const enable = disableFor(start)
    try {
      const passages = await source()
      const dimensions = passages[0]!.vector.length
      const many = await open(dimensions)
      progress.hidden = false
      const began = performance.now()
      let generating = 0
      for (let from = await many.count(); from < MANY; from += STEP) {
        const before = performance.now()
        const batch = variations(passages, from, Math.min(MANY, from + STEP))
        generating += performance.now() - before
        await many.put(batch)
        progress.value = from + batch.length
        status.textContent = `${(from + batch.length).toLocaleString()} stored…`
      }
      const storing = performance.now() - began - generating
      await many.close()
      store = undefined

      const opening = performance.now()
      const again = await open(dimensions)
      const query = passages[7]!.vector
      await again.search(query)
      const opened = performance.now() - opening
      const times: number[] = []
      for (const { vector } of passages.slice(0, 50)) {
        const begin = performance.now()
        await again.search(vector)
        times.push(performance.now() - begin)
      }
      const median = times.sort((one, other) => one - other)[25]!
      const { searchBytes, exactBytes, records } = await again.stats()
      status.textContent =
        `${records.toLocaleString()} passages: stored in ${formatMilliseconds(storing)}, opened again with a first answer in ` +
        `${formatMilliseconds(opened)}, each further answer ${formatMilliseconds(median)} (with the way to the worker and back); ` +
        `${formatBytes(searchBytes)} of memory to search, ${formatBytes(exactBytes)} for exact scores.`
      remove.hidden = false
    } catch (error) {
      status.replaceChildren(failureOf(error))
    } finally {
      progress.hidden = true
      enable()
    }
  })
  remove.addEventListener('click', async () => {
    const many = store
    store = undefined
    await many?.clear()
    await many?.close()
    passFocus(remove, start)
    remove.hidden = true
    status.textContent = 'Removed.'
  })
  return element(
    'section',
    { className: 'search-many' },
    element('h3', {}, 'Does it hold for more?'),
    element(
      'p',
      { className: 'note' },
      'Variations of the passages above, made on the spot and kept in this browser (some 230 MB).',
    ),
    element('div', { className: 'chips' }, start, remove, progress),
    status,
  )
}

/** Adds noise to real vectors. The result is as crowded as a large collection on few topics. */
function variations(passages: readonly PassageRecord[], from: number, to: number): PassageRecord[] {
  return Array.from({ length: to - from }, (_, index) => {
    const number = from + index
    const original = passages[number % passages.length]!
    const vector = original.vector.map((value) => value + (Math.random() - 0.5) * 0.12)
    return { ...original, id: `variation ${number}`, vector, title: `${original.title} (${number})` }
  })
}
