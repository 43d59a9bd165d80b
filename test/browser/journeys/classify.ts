import { createClassifier } from 'tacet'

export async function sortMail(text: string) {
  const classifier = await createClassifier({ labels: ['billing', 'bug report', 'praise'] })
  const { label, score } = await classifier.classify(text)
  await classifier.close()
  return { label, score }
}
