import { createClassifier, type Threshold } from '../../../src/index.js'
import type { RowFormat } from '../formats/row.js'
import { derivedRows } from './derived-rows.js'
import { threadEngine } from './thread-engine.js'
import type { RowWorker, WorkOf } from './work.js'

/** The name under which the report counts rows without a label. */
const NO_LABEL = '(none)'

/** Adds to each row the label of its text, or null where no label fits, and the score of the best label. */
export async function classifyRows(work: WorkOf<'classify'>, format: RowFormat): Promise<RowWorker> {
  const { model, labels, field, into } = work
  const threshold = work.threshold as Threshold
  const classifier = await createClassifier({ model, labels, engines: [threadEngine()] })
  return derivedRows(format, {
    field,
    names: [into, `${into}_score`],
    model: { id: classifier.model, digest: classifier.digest },
    async compute(texts) {
      const results = await classifier.classify(texts, { threshold })
      return results.map(({ accepted: [label = null], score, truncated }) => ({
        // More digits would be noise.
        values: [label, Number(score.toFixed(6))],
        found: { [label ?? NO_LABEL]: 1 },
        truncated,
      }))
    },
  })
}
