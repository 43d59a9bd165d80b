import { createEmbedder, type Embedder, type TrainedClassifier, trainClassifier } from 'tacet'
import type { Feedback, Retrained } from 'tacet/feedback'
import { labelSet } from '../parts/label-set.js'
import type { DemoContext } from '../parts/panel.js'
import { FIRST_EXAMPLES, SAMPLE_MAILS } from './learn-samples.js'

/** Fewer texts would prove too little, and a visitor does not judge a hundred. */
export const LEAST_HELD_OUT = 10

/** The classifier that is taught, and the model of its vectors. */
export class Teacher {
  readonly #context: DemoContext
  readonly #again: () => void
  #embedder: Promise<Embedder> | undefined
  #current: Promise<TrainedClassifier> | undefined

  constructor(context: DemoContext, again: () => void) {
    this.#context = context
    this.#again = again
  }

  embedder(): Promise<Embedder> {
    if (this.#embedder === undefined) {
      const { load } = this.#context
      this.#embedder = load('minilm', (options) => createEmbedder({ ...options, model: 'minilm' }), this.#again)
      this.#embedder.catch(() => {
        this.#embedder = undefined
      })
    }
    return this.#embedder
  }

  /** The classifier in use. */
  current(): Promise<TrainedClassifier> {
    if (this.#current === undefined) {
      this.#current = this.embedder().then((embedder) => trainClassifier(FIRST_EXAMPLES, { embedder }))
      this.#current.catch(() => {
        this.#current = undefined
      })
    }
    return this.#current
  }

  /** Puts the missing sample mails into the queue, with the answers of the classifier in use. */
  async queueSamples(feedback: Feedback): Promise<number> {
    const known = new Set((await feedback.entries()).map(({ text }) => text))
    const mails = SAMPLE_MAILS.filter(({ text }) => !known.has(text))
    const classifier = await this.current()
    const results = await classifier.classify(mails.map(({ text }) => text))
    for (const [index, { text }] of mails.entries()) {
      const { label, scores } = results[index]!
      const slices = { labels: labelSet(classifier.labels), length: text.length < 36 ? 'short' : 'long' }
      // The mails are part of the page, so they may leave in a file.
      const told = { predicted: label, scores, text, slices, consent: 'export' } as const
      await feedback.add({ signal: 'seen', task: 'classify', ...told })
    }
    return mails.length
  }

  /** Trains with the judged texts. The new classifier comes into use if it is not worse. */
  async learn(feedback: Feedback): Promise<Retrained<TrainedClassifier>> {
    const [embedder, current] = [await this.embedder(), await this.current()]
    const set = labelSet(current.labels)
    const result = await feedback.retrain({
      current,
      examples: FIRST_EXAMPLES,
      least: LEAST_HELD_OUT,
      only: ({ slices }) => slices?.['labels'] === set,
      train: (examples) => trainClassifier(examples, { embedder }),
    })
    if (result.ships && result.classifier !== undefined) {
      this.#current = Promise.resolve(result.classifier)
      await current.close()
    } else await result.classifier?.close()
    return result
  }
}
