import { checkOptions, describe } from '../calls/check-options.js'
import { asyncDispose, type Resource } from '../calls/dispose.js'
import { cosine } from '../embed/cosine.js'
import { NlpError } from '../shared/errors.js'
import { randomId } from '../shared/random-id.js'
import type { Task } from '../shared/tasks.js'
import { openEntryStorage } from './entry-storage.js'
import { exportEntries, type FeedbackFormat } from './export-entries.js'
import {
  type FeedbackEntry,
  type FeedbackInput,
  type FeedbackReview,
  judgedLabel,
  judgedSpans,
} from './feedback-entry.js'
import { type FeedbackRedactor, hideTexts } from './hide-texts.js'
import { checkInput, checkReview } from './read-input.js'
import { type ComparedClassifier, type Retrained, type RetrainOptions, retrainHead } from './retrain.js'
import { type ReviewItem, type ReviewStrategy, reviewQueue, wordDistance } from './review-queue.js'

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
  embedder?: { embed(texts: readonly string[]): Promise<readonly Float32Array[]> } | undefined
  /** Only entries of this task. @default all */
  task?: Task | undefined
  /** The same seed draws the same entries. @default a random one */
  seed?: number | undefined
}

/** What a file of feedback is like. */
export interface FeedbackExportOptions {
  /** The form of the file. */
  format: FeedbackFormat
  /** The licence in the header of a golden file. @default 'unpublished' */
  license?: string | undefined
}

/** Which entries go. An entry must fit all that is said. */
export type FeedbackDeletion =
  | { readonly ids: readonly string[] }
  | { readonly before?: number | undefined; readonly from?: number | undefined }
  | { readonly all: true }

/** Feedback of one name, on this device. */
export interface Feedback extends Resource {
  /** Whether entries survive the page. False where the browser refuses storage. */
  readonly persisted: boolean
  /** Keeps what a person said, and resolves with the id of the entry. Rejects and keeps nothing where a text cannot be redacted. */
  add(input: FeedbackInput): Promise<string>
  /** The entries, the oldest first. */
  entries(): Promise<readonly FeedbackEntry[]>
  /** The entries that nobody has judged and that teach most, with a share at random. */
  queue(options?: QueueOptions): Promise<readonly ReviewItem[]>
  /** Keeps what a reviewer said of an entry. */
  review(id: string, review: FeedbackReview): Promise<void>
  /** Entries as a file. Texts leave only where their people have agreed to that. */
  export(options: FeedbackExportOptions): Promise<string>
  /** Trains a classifier again with what people said, and tells whether it is not worse on judged texts that it was not trained on. */
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
  const storage = await openEntryStorage(name)
  let closed = false
  const open = () => {
    if (closed) throw new NlpError('closed', `The feedback ${name} was closed`)
  }
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
      return reviewQueue(waiting, rules, async (pool) =>
        embedder ? meaningDistance(pool, embedder) : wordDistance(pool),
      )
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
      checkOptions('export', given, { format: 'string', license: 'string' }, ['format'])
      const { format, license = 'unpublished' } = given
      if (!FORMATS.includes(format)) {
        throw new TypeError(`\`format\` must be one of ${FORMATS.join(', ')}, got ${describe(format)}`)
      }
      return exportEntries(await storage.list(), format, { dataset: name, license })
    },
    async retrain(given) {
      open()
      const kinds = { train: 'function', current: 'object', examples: 'list', heldOut: 'any', least: 'any' } as const
      checkOptions('retrain', given, kinds, ['train', 'current'])
      return retrainHead(await storage.list(), given)
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

/** A reviewer needs a text, and a thumb down says that a label is wrong and not which one is right. */
const isUnjudged = (entry: FeedbackEntry) =>
  entry.text !== undefined &&
  judgedLabel(entry) === undefined &&
  judgedSpans(entry) === undefined &&
  entry.edited === undefined

async function meaningDistance(pool: readonly FeedbackEntry[], embedder: NonNullable<QueueOptions['embedder']>) {
  const vectors = pool.length === 0 ? [] : await embedder.embed(pool.map(({ text = '' }) => text))
  const byEntry = new Map(pool.map((entry, index) => [entry, vectors[index]!]))
  return (one: FeedbackEntry, other: FeedbackEntry) => 1 - cosine(byEntry.get(one)!, byEntry.get(other)!)
}

/** An empty object would delete everything, so everything has a word of its own. */
function deletion(which: FeedbackDeletion): (entry: FeedbackEntry) => boolean {
  const kinds = { ids: 'list', before: 'number', from: 'number', all: 'any' } as const
  checkOptions('delete', which as { ids?: unknown; before?: unknown; from?: unknown; all?: unknown }, kinds)
  if ('ids' in which) return ({ id }) => which.ids.includes(id)
  if ('all' in which && which.all === true) return () => true
  const { before, from } = which as { before?: number | undefined; from?: number | undefined }
  if (before === undefined && from === undefined) {
    throw new TypeError('delete needs `ids`, `before`, `from`, or `all: true`')
  }
  return ({ at }) => at < (before ?? Number.POSITIVE_INFINITY) && at >= (from ?? Number.NEGATIVE_INFINITY)
}
