import { LiteOpenRedaction } from '@openredaction/core/lite'
import { expose } from 'comlink'
import type { RulesWorker } from './race-rules.worker.js'

const redactor = new LiteOpenRedaction()

const worker: RulesWorker = {
  async redact(texts) {
    const redacted: string[] = []
    for (const text of texts) redacted.push((await redactor.detect(text)).redacted)
    return redacted
  },
}

expose(worker)
