import { expose } from 'comlink'
import { observe, type TacetListener } from 'tacet/observe'
import {
  createRedactor,
  type Format,
  nameRecognizer,
  type RedactorOptions,
  restoreWithReport,
  Vault,
} from 'tacet/redact'
import type { RedactAnswer } from './redact-answer.js'
import { type ColumnChoices, withColumns } from './redact-cells.js'

export interface RedactRequest {
  readonly text: string
  readonly format: Format
  /** The choices for whole columns of a table. */
  readonly columns?: ColumnChoices | undefined
  readonly settings: Pick<RedactorOptions, 'locales' | 'strictness' | 'allow' | 'deny' | 'operators'>
}

type Label = Parameters<typeof nameRecognizer>[0]['label']

let vault = new Vault()

const worker = {
  /** Events of this worker do not reach the page by themselves. */
  listen: (heard: TacetListener) => void observe(heard, { keep: 0 }),
  /** `label` asks the page, which holds the model of names. Without `label` the rules work alone. */
  async redact(request: RedactRequest, label: Label | undefined): Promise<RedactAnswer> {
    // Each run has its own vault: while the visitor types, half-written values must not use up the numbers.
    const fresh = new Vault()
    const answer = await redactInto(fresh, request, label)
    vault = fresh
    const { text, columns } = request
    return columns === undefined ? answer : withColumns(text, answer, columns, fresh)
  },
  /** Redacts a text whose values have nothing to do with those that `restore` knows. */
  redactApart: (request: RedactRequest, label: Label | undefined) => redactInto(new Vault(), request, label),
  restore: (answer: string) => restoreWithReport(answer, { vault }),
}

async function redactInto(
  into: Vault,
  { text, format, settings }: RedactRequest,
  label: Label | undefined,
): Promise<RedactAnswer> {
  const model = label && nameRecognizer({ label: (texts) => label(texts) })
  const redactor = createRedactor({ ...settings, ...(model ? { model } : {}) })
  const { text: redacted, entities } = await redactor.redact(text, { format, vault: into })
  return { text: redacted, entities }
}

export type RedactWorker = typeof worker

/** The rules read a long text for a good part of a second, and the page must not wait for it. */
expose(worker)
