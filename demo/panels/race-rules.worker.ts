import { expose } from 'comlink'
import { createRedactor } from 'tacet/redact'

const redactor = createRedactor()

const worker = {
  redact: (texts: string[]) => Promise.all(texts.map(async (text) => (await redactor.redact(text)).text)),
}

/** Redacts texts by rules, each as a separate text. */
export type RulesWorker = typeof worker

expose(worker)
