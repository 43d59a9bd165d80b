import { createEmbedder, createGenerator } from 'tacet'
import { serverEngine } from 'tacet/engines'
import { createRedactor } from 'tacet/redact'
import { openRemoteStore, postgresServer } from 'tacet/store'

const [write, note, ask, question, status, answer] = ['write', 'note', 'ask', 'question', 'status', 'answer'].map(
  (id) => document.getElementById(id),
)

const readJson = async (path) => {
  const response = await fetch(path)
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}

const embedder = await createEmbedder({ model: 'static' })
const { name } = await readJson('/api/store')
const store = await openRemoteStore(name, { embedder, server: postgresServer({ url: '/api/vectors' }) })

// The key of the provider is on the server. The page has a token for some minutes, and personal data stays in the page.
const generator = await createGenerator({
  engines: [
    serverEngine({
      url: '/v1',
      model: 'large',
      headers: async () => ({ authorization: `Bearer ${(await readJson('/api/token')).token}` }),
      redactor: createRedactor(),
    }),
  ],
})

async function count() {
  status.textContent = `${await store.count()} notes on the server`
}

/** Shows a failure in the page, whatever it is. */
function orShow(work) {
  return (event) => {
    event.preventDefault()
    work().catch((error) => {
      status.textContent = error.message
    })
  }
}

write.addEventListener(
  'submit',
  orShow(async () => {
    const text = note.value
    await store.put([{ id: crypto.randomUUID(), text, vector: await embedder.embed(text) }])
    write.reset()
    await count()
  }),
)

ask.addEventListener(
  'submit',
  orShow(async () => {
    const hits = await store.search(question.value, { limit: 3 })
    const notes = hits.map(({ record }) => `- ${record.text}`).join('\n')
    answer.textContent = ''
    const stream = generator.stream(`These are my notes:\n${notes}\n\nAnswer from them: ${question.value}`)
    for await (const part of stream) answer.textContent += part
  }),
)

await count()
