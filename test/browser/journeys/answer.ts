import { answer, createEmbedder } from 'tacet'
import { openDocuments } from 'tacet/documents'

export async function askHandbook(pages: readonly { id: string; text: string }[], question: string) {
  const embedder = await createEmbedder()
  const documents = await openDocuments('handbook', { embedder })
  await documents.put(pages)
  // Without a generator the answer is made of sentences of the documents; with one, it is written from them.
  const stream = answer(question, { documents })
  let text = ''
  for await (const delta of stream) text += delta
  const { citations, found } = await stream.result
  await documents.close()
  await embedder.close()
  return { text, found, citations }
}
