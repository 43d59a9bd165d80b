import { checkOptions, describe, requireMethod } from '../calls/check-options.js'
import { asyncDispose, type Resource } from '../calls/dispose.js'
import { NlpError } from '../shared/errors.js'
import { randomId } from '../shared/random-id.js'
import type { Task } from '../shared/tasks.js'
import { distanceOf, type FeedbackEmbedder } from './distance.js'
import { openEntryStorage } from './entry-storage.js'
import { analyseErrors, type ErrorAnalysis, type ErrorOptions } from './error-analysis.js'
import { exportEntries, type FeedbackFormat } from './export-entries.js'
import {
  type FeedbackEntry,
  type FeedbackInput,
  type FeedbackReview,
  judgedLabel,
  judgedSpans,
} from './feedback-entry.js'
import { type ExampleOptions, type FeedbackExample, fewShotExamples } from './few-shot.js'
import { checkShare, isHeldOut } from './held-out.js'
import { type FeedbackRedactor, hideTexts } from './hide-texts.js'
import { checkInput, checkReview } from './read-input.js'
import { type RedactionLists, redactionLists } from './redaction-lists.js'
import { type ComparedClassifier, type Retrained, type RetrainOptions, retrainHead } from './retrain.js'
import { type ReviewItem, type ReviewStrategy, reviewQueue } from './review-queue.js'

/** How feedback is kept. */
export interface FeedbackOptions {
  /** Hides personal data in texts. Without it, no text can be kept. @default none */
  redactor?: FeedbackRedactor | undefined
  /** The most entries; the oldest go first. @default 5000 */
  keep?: number | undefined
}

/** Which entries should be reviewed. */
export interface QueueOptions {
  /** How many entries are wanted. @default 20 */
  limit?: number | undefined
  /** How uncertainty is measured. @default 'margin' */
  strategy?: ReviewStrategy | undefined
  /** The share that is drawn at random, for figures without bias. @default 0.2 */
  randomShare?: number | undefined
  /** Compares texts by meaning, so that the queue holds different ones. @default by their words */
  embedder?: FeedbackEmbedder | undefined
  /** Only entries of this task. @default all */
  task?: Task | undefined
  /** The same seed draws the same entries. @default a random one */
  seed?: number | undefined
}

/** The form and the content of a file of feedback. */
export interface FeedbackExportOptions {
  /** The form of the file. */
  format: FeedbackFormat
  /** The licence in the header of a golden file. @default 'unpublished' */
  license?: string | undefined
  /**
   * Only texts of this share: those that `retrain` and `examples` with the same share never use. So an evaluation uses
   * no text that was trained on. @default all texts
   */
  heldOut?: number | undefined
}

/** The entries to delete. An entry must meet all given conditions. */
export type FeedbackDeletion =
  | { readonly ids: readonly string[] }
  | { readonly before?: number | undefined; readonly from?: number | undefined }
  | { readonly all: true }

/** Feedback of one name, on this device. */
export interface Feedback extends Resource {
  /** Whether entries survive the page. False where the browser refuses storage. */
  readonly persisted: boolean
  /**
   * Keeps a judgement, and resolves with the id of the entry. Rejects and keeps nothing if a text cannot be redacted.
   */
  add(input: FeedbackInput): Promise<string>
  /** The entries, the oldest first. */
  entries(): Promise<readonly FeedbackEntry[]>
  /** The entries without a judgement from which a classifier learns most, with a random share. */
  queue(options?: QueueOptions): Promise<readonly ReviewItem[]>
  /** Keeps the judgement of a reviewer about an entry. */
  review(id: string, review: FeedbackReview): Promise<void>
  /** Entries as a file. It holds only texts whose people have agreed to an export. */
  export(options: FeedbackExportOptions): Promise<string>
  /**
   * Analyses wrong answers: how many there are, which labels are confused, in which slices, and on which kinds of
   * texts.
   */
  errors(options?: ErrorOptions): Promise<ErrorAnalysis>
  /** Judged texts as examples for a prompt. None of them is held out. */
  examples(options?: ExampleOptions): Promise<readonly FeedbackExample[]>
  /**
   * The values that people let pass or hid, for the options `allow` and `deny` of `createRedactor`. The last entry
   * about a value counts.
   */
  lists(): Promise<RedactionLists>
  /**
   * Trains a classifier again with people's judgements, and checks on judged texts outside of the training that it is
   * not worse.
   */
  retrain<Trained extends ComparedClassifier>(options: RetrainOptions<Trained>): Promise<Retrained<Trained>>
  /** Deletes entries by their ids, by their time, or all, and resolves with their number. */
  delete(which: FeedbackDeletion): Promise<number>
}

/**
 * Opens the feedback of an app. It stays on this device. Texts are kept only with consent, and only redacted.
 *
 * @example
 * const feedback = await openFeedback('mail', { redactor: createRedactor() })
 * await feedback.add({ signal: 'correction', task: 'classify', text, predicted: 'spam', label: 'ham', consent: 'local' })
 */
export async function openFeedback(name: string, options: FeedbackOptions = {}): Promise<Feedback> {
  if (typeof name !== 'string' || name === '') {
    throw new TypeError(`\`name\` must be a string that is not empty, got ${describe(name)}`)
  }
  checkOptions('openFeedback', options, { redactor: 'object', keep: 'any' })
  const { redactor, keep = 5000 } = options
  if (!(Number.isInteger(keep) && keep > 0)) {
    throw new RangeError(`\`keep\` must be a positive integer, got ${describe(keep)}`)
  }
  if (redactor !== undefined) requireMethod('redactor', redactor, 'redact', 'a redactor such as createRedactor()')
  const storage = await openEntryStorage(name)
  let closed = false
  const open = () => {
    if (closed) throw new NlpError('closed', `The feedback ${name} was closed`)
  }
  const entriesOf = async (only: (entry: FeedbackEntry) => boolean = () => true) => (await storage.list()).filter(only)

  async function close(): Promise<void> {
    if (closed) return
    closed = true
    storage.close()
  }

  return {
    persisted: storage.persisted,
    async add(input) {
      open()
      checkInput(input)
      const { consent = 'none', ...kept } = await hideTexts(input, redactor)
      const entry: FeedbackEntry = { ...kept, id: randomId(), at: Date.now(), consent }
      await storage.put(entry, keep)
      return entry.id
    },
    async entries() {
      open()
      return storage.list()
    },
    async queue(given = {}) {
      open()
      checkOptions('queue', given, QUEUE_OPTIONS)
      const { strategy = 'margin', task, seed = Math.floor(Math.random() * 2 ** 31) } = given
      const { limit = 20, randomShare = 0.2, embedder } = given
      checkQueue(limit, strategy, randomShare)
      const waiting = (await storage.list()).filter((entry) => isUnjudged(entry) && (task ?? entry.task) === entry.task)
      const rules = { strategy, limit, randomShare, seed }
      return reviewQueue(waiting, rules, (pool) => distanceOf(pool, embedder))
    },
    async review(id, review) {
      open()
      const entry = (await storage.list()).find((each) => each.id === id)
      if (entry !== undefined) checkReview(review, entry.text)
      if (entry === undefined || !(await storage.change(id, (now) => ({ ...now, review })))) {
        throw new NlpError('invalid-data', 'There is no feedback of this id; it may have been deleted.')
      }
    },
    async export(given) {
      open()
      checkOptions('export', given, { format: 'string', license: 'string', heldOut: 'any' }, ['format'])
      const { format, license = 'unpublished', heldOut } = given
      if (heldOut !== undefined) checkShare(heldOut)
      if (!FORMATS.includes(format)) {
        throw new TypeError(`\`format\` must be one of ${FORMATS.join(', ')}, got ${describe(format)}`)
      }
      const isWanted = ({ text = '' }: FeedbackEntry) => heldOut === undefined || isHeldOut(text, heldOut)
      return exportEntries((await storage.list()).filter(isWanted), format, { dataset: name, license })
    },
    async errors(given = {}) {
      open()
      checkOptions('errors', given, { by: 'list', clusters: 'any', embedder: 'object', only: 'function' })
      const { clusters = 5 } = given
      if (!(Number.isInteger(clusters) && clusters > 0)) {
        throw new RangeError(`\`clusters\` must be a positive integer, got ${describe(clusters)}`)
      }
      return analyseErrors(await entriesOf(given.only), given)
    },
    async examples(given = {}) {
      open()
      checkOptions('examples', given, EXAMPLE_OPTIONS)
      const { exclude = [] } = given
      // Entries are kept redacted, so the rows must be redacted in the same way to be found among them.
      const hidden = await Promise.all(exclude.map((text) => hideTexts({ ...ROW, text }, redactor ?? AS_IT_IS)))
      const rows = hidden.map(({ text = '' }) => text)
      return fewShotExamples(await entriesOf(given.only), { ...given, exclude: rows })
    },
    async lists() {
      open()
      return redactionLists(await storage.list())
    },
    async retrain(given) {
      open()
      const kinds = { train: 'function', current: 'object', examples: 'list', heldOut: 'any', least: 'any' } as const
      checkOptions('retrain', given, { ...kinds, only: 'function' }, ['train', 'current'])
      return retrainHead(await entriesOf(given.only), given)
    },
    async delete(which) {
      open()
      return storage.remove(deletion(which))
    },
    close,
    [asyncDispose]: close,
  }
}

const QUEUE_OPTIONS = {
  limit: 'any',
  strategy: 'any',
  randomShare: 'any',
  embedder: 'object',
  task: 'string',
  seed: 'number',
} as const

const EXAMPLE_OPTIONS = {
  count: 'any',
  near: 'string',
  embedder: 'object',
  exclude: 'list',
  heldOut: 'any',
  only: 'function',
} as const

/** A row of a data set in the redacted form of an entry. */
const ROW = { signal: 'seen', task: 'generate', consent: 'local' } as const

/** Without a redactor no texts are kept, so none can be found among them. */
const AS_IT_IS: FeedbackRedactor = { redact: async (texts) => texts.map((text) => ({ text, entities: [] })) }

const FORMATS: readonly string[] = ['label-studio', 'jsonl', 'golden']
const STRATEGIES: readonly string[] = ['least-confidence', 'margin', 'entropy']

function checkQueue(limit: number, strategy: string, randomShare: number): void {
  if (!(Number.isInteger(limit) && limit > 0)) {
    throw new RangeError(`\`limit\` must be a positive integer, got ${describe(limit)}`)
  }
  if (!STRATEGIES.includes(strategy)) {
    throw new TypeError(`\`strategy\` must be one of ${STRATEGIES.join(', ')}, got ${describe(strategy)}`)
  }
  if (!(randomShare >= 0 && randomShare <= 1)) {
    throw new RangeError(`\`randomShare\` must be from 0 to 1, got ${describe(randomShare)}`)
  }
}

/** A reviewer needs a text. A thumb down stays in the queue, because it does not say which label is right. */
const isUnjudged = (entry: FeedbackEntry) =>
  entry.text !== undefined &&
  judgedLabel(entry) === undefined &&
  judgedSpans(entry) === undefined &&
  entry.edited === undefined

/** `all: true` is explicit, because an empty object must not delete everything. */
function deletion(which: FeedbackDeletion): (entry: FeedbackEntry) => boolean {
  const kinds = { ids: 'list', before: 'number', from: 'number', all: 'any' } as const
  checkOptions('delete', which as { ids?: unknown; before?: unknown; from?: unknown; all?: unknown }, kinds)
  if ('ids' in which && which.ids !== undefined) return ({ id }) => which.ids.includes(id)
  if ('all' in which && which.all === true) return () => true
  const { before, from } = which as { before?: number | undefined; from?: number | undefined }
  if (before === undefined && from === undefined) {
    throw new TypeError('delete needs `ids`, `before`, `from`, or `all: true`')
  }
  return ({ at }) => at < (before ?? Number.POSITIVE_INFINITY) && at >= (from ?? Number.NEGATIVE_INFINITY)
}
