import { createEmbedder, type LabelledText, trainClassifier } from 'tacet'

export async function learn(examples: readonly LabelledText[], text: string) {
  const embedder = await createEmbedder()
  const classifier = await trainClassifier(examples, { embedder })
  const { label } = await classifier.classify(text)
  // `classifier.export()` gives JSON, and `importClassifier` reads it here or on another device.
  const { accuracy } = classifier
  await classifier.close()
  await embedder.close()
  return { label, accuracy }
}
