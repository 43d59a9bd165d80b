import { createEmbedder } from 'tacet'
import { openVectorStore } from 'tacet/store'

const [form, note, query, status, list] = ['write', 'note', 'query', 'status', 'notes'].map((id) =>
  document.getElementById(id),
)

const embedder = await createEmbedder({ model: 'static' })
const store = await openVectorStore('notes', { embedder })

let searching = new AbortController()

/** Shows the notes that fit the words in the field, or all of them where it is empty. */
async function show() {
  // An answer to the letters before would overwrite the answer to these.
  searching.abort()
  searching = new AbortController()
  const { signal } = searching
  try {
    const words = query.value.trim()
    const found = words === '' ? await all() : await search(words, signal)
    signal.throwIfAborted()
    list.replaceChildren(...found.map(row))
    status.textContent = found.length === 0 ? 'No note fits.' : `${found.length} of ${await store.count()} notes`
  } catch (error) {
    if (!signal.aborted) status.textContent = error.message
  }
}

async function all() {
  const records = []
  for await (const record of store) records.push(record)
  return records.sort((one, other) => other.written - one.written)
}

async function search(words, signal) {
  const hits = await store.search(words, { limit: 10, prefix: true, minScore: 0.3, signal })
  return hits.map(({ record }) => record)
}

function row({ id, text }) {
  const item = document.createElement('li')
  const remove = document.createElement('button')
  remove.textContent = 'Delete'
  remove.setAttribute('aria-label', `Delete the note: ${text}`)
  remove.addEventListener('click', async () => {
    await store.delete([id])
    await show()
  })
  item.append(text, remove)
  return item
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const text = note.value.trim()
  if (text === '') return
  await store.put([{ id: crypto.randomUUID(), text, written: Date.now(), vector: await embedder.embed(text) }])
  form.reset()
  await show()
})
query.addEventListener('input', show)
await show()
