import type { LabelScore } from '../../../src/shared/tasks.js'
import { type HeadLabels, scoresOf } from '../../tasks/head-scores.js'
import { isReadable, withheld } from '../../tasks/scores.js'
import { scriptCoverage } from '../../tokens/coverage.js'
import { revealed } from '../../tokens/disguises.js'
import { readHashedBag } from '../hashed-text/hashed-text.js'
import { isTooLong } from '../hashed-text/hashed-text-features.js'
import { type WindowReading, windowedLogits } from '../hashed-text/hashed-windows.js'

/** The `architecture` of a small classifier that reads hashed words and letters, without an encoder. */
export interface HashedHeadArchitecture extends HeadLabels, WindowReading {
  readonly type: 'head'
  readonly base: 'hashed'
  /** The weights file, in the layout of `readHashedBag`. */
  readonly weights: string
  readonly buckets: number
  readonly width: number
  /** The scripts of the training texts, by their Unicode names. @default all */
  readonly scripts?: readonly string[] | undefined
}

interface HashedHeadAnswers {
  /** For each text all labels, best first. */
  readonly scores: LabelScore[][]
  /** The indexes of the texts of which only the beginning was read. */
  readonly truncated: number[]
  /** The share of each text that is written in the scripts of the model. */
  readonly coverage: number[]
}

export interface HashedHead {
  run(texts: readonly string[]): HashedHeadAnswers
}

/**
 * `createHashedHead(files, architecture).run(texts)` classifies each text. `files` holds the model's files by their
 * path in the manifest. The head is plain arithmetic over typed arrays. Nothing has to be compiled, so it answers at
 * once.
 */
export function createHashedHead(
  files: ReadonlyMap<string, ArrayBuffer>,
  architecture: HashedHeadArchitecture,
): HashedHead {
  const { weights, buckets, width, labels, scripts } = architecture
  const bytes = files.get(weights)
  if (bytes === undefined) throw new TypeError(`A classifier head needs its weights file ${weights}.`)
  const bag = readHashedBag(bytes, { buckets, width, outputs: labels.length })
  return {
    run(texts) {
      const answers = texts.map((text) => {
        const reading = revealed(text)
        const coverage = scriptCoverage(reading, scripts)
        const logits = isReadable(coverage) ? windowedLogits(reading, bag, buckets, architecture) : undefined
        return {
          coverage,
          truncated: isTooLong(reading),
          scores: logits === undefined ? withheld(labels, architecture) : scoresOf(logits, architecture),
        }
      })
      return {
        scores: answers.map(({ scores }) => scores),
        coverage: answers.map(({ coverage }) => coverage),
        truncated: answers.flatMap(({ truncated }, index) => (truncated ? [index] : [])),
      }
    },
  }
}
