import { cosine, createEmbedder } from 'tacet'

export async function compare(one: string, other: string) {
  const embedder = await createEmbedder()
  const [first, second] = await embedder.embed([one, other])
  await embedder.close()
  return cosine(first!, second!)
}
