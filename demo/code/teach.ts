import { type Embedder, type TrainedClassifier, trainClassifier } from 'tacet'
import { openFeedback } from 'tacet/feedback'
import { createRedactor } from 'tacet/redact'

export async function teach(current: TrainedClassifier, embedder: Embedder, text: string, label: string) {
  const feedback = await openFeedback('mail', { redactor: createRedactor() })
  const { label: predicted, scores } = await current.classify(text)
  await feedback.add({ signal: 'correction', task: 'classify', text, predicted, scores, label, consent: 'local' })
  // Only judged texts that were not learnt from decide whether the new classifier comes into use.
  const { ships, classifier, right, heldOut } = await feedback.retrain({
    current,
    train: (examples) => trainClassifier(examples, { embedder }),
  })
  return { classifier: ships ? classifier : current, right, heldOut }
}
