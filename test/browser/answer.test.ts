import { answer, createEmbedder } from 'tacet'
import { openDocuments } from 'tacet/documents'
import { localEngine } from 'tacet/engines'
import { afterAll, beforeAll, expect, test } from 'vitest'

const engine = localEngine({ baseUrl: '/' })
let documents: Awaited<ReturnType<typeof openDocuments>>

beforeAll(async () => {
  const embedder = await createEmbedder({ engines: [engine] })
  documents = await openDocuments(`answers-${crypto.randomUUID()}`, { embedder })
  await documents.put([
    {
      id: 'restaurant',
      text: 'The kitchen serves until ten in the evening. We are closed on Tuesdays. Dogs wait on the terrace. A table for more than eight people needs a deposit of forty euros.',
    },
    {
      id: 'bicycle',
      text: 'The battery lasts about seventy kilometres in eco mode. It charges fully in four and a half hours. The bicycle carries a rider of up to one hundred and twenty kilograms.',
    },
  ])
})
afterAll(async () => {
  await documents.close()
  await engine.stop()
})

test.each([
  ['On which day is the restaurant shut?', 'We are closed on Tuesdays.'],
  ['How many hours until the battery is full?', 'It charges fully in four and a half hours.'],
  ['Can I take my puppy along?', 'Dogs wait on the terrace.'],
])('%j is answered by %j', async (question, sentence) => {
  const result = await answer(question, { documents }).result
  expect(result).toMatchObject({ found: true, engine: 'none' })
  expect(result.text).toContain(sentence)
  const [citation] = result.citations
  const { document } = result.passages[(citation?.marker ?? 0) - 1] ?? {}
  expect(document?.text.slice(citation?.start, citation?.end)).toBe(result.text.slice(0, result.text.indexOf(' [')))
})

test.each(['Who painted the ceiling of the chapel?', 'What is the capital of Peru?', 'Как пройти в библиотеку?'])(
  '%j is not answered from documents that do not hold it',
  async (question) => {
    expect(await answer(question, { documents }).result).toMatchObject({ found: false, citations: [] })
  },
)
