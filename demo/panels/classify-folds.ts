import { type Embedder, type Embedding, type EmbedOptions, type LabelledText, trainClassifier } from 'tacet'

const FOLDS = 5

/** The label that each example was given by a classifier that had not seen it; `undefined` where none could be trained. */
export async function classifyHeldOut(
  examples: readonly LabelledText[],
  embedder: Embedder,
  onProgress: (fold: number) => void,
): Promise<readonly (string | undefined)[]> {
  const reading = remembering(embedder)
  const places = new Map<string, number>()
  // The examples of a label are dealt out in turn, so that each part has some of it.
  const folds = examples.map(({ label }) => {
    const place = places.get(label) ?? 0
    places.set(label, place + 1)
    return place % FOLDS
  })
  const given: (string | undefined)[] = examples.map(() => undefined)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    onProgress(fold)
    const kept = examples.filter((_, index) => folds[index] !== fold)
    const heldOut = examples.flatMap(({ text }, index) => (folds[index] === fold ? [{ text, index }] : []))
    // A label whose only example is left out cannot be learnt.
    if (heldOut.length === 0 || new Set(kept.map(({ label }) => label)).size < 2) continue
    const classifier = await trainClassifier(kept, { embedder: reading })
    const results = await classifier.classify(heldOut.map(({ text }) => text))
    results.forEach(({ label }, position) => {
      given[heldOut[position]!.index] = label
    })
    await classifier.close()
  }
  return given
}

/** Each part is trained on most of the texts again, so each text is embedded once. */
function remembering(embedder: Embedder): Embedder {
  const known = new Map<string, Embedding>()
  async function embed(text: string, options?: EmbedOptions): Promise<Embedding>
  async function embed(texts: readonly string[], options?: EmbedOptions): Promise<Embedding[]>
  async function embed(input: string | readonly string[], options?: EmbedOptions): Promise<Embedding | Embedding[]> {
    if (typeof input === 'string') return (await embed([input], options))[0]!
    const missing = [...new Set(input)].filter((text) => !known.has(text))
    const vectors = await embedder.embed(missing, options)
    for (const [index, text] of missing.entries()) known.set(text, vectors[index]!)
    return input.map((text) => known.get(text)!)
  }
  return { ...embedder, embed }
}
