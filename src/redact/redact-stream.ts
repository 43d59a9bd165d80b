import { describe, requireMethod } from '../calls/check-options.js'
import type { Entity } from './findings/recognizer.js'
import type { Redactor } from './redactor.js'
import type { RedactOptions } from './redactor-options.js'
import { invisibleSigns } from './spelling/invisible.js'
import { Vault } from './vault/vault.js'

/** How a stream is redacted. */
export interface RedactStreamOptions extends Omit<RedactOptions, 'entities' | 'format' | 'attributes'> {
  /** How much text is read at once, in UTF-16 units. Values of up to half this length are found whole. @default 8192 */
  windowLength?: number | undefined
}

/** How much of the text that was already passed on is read again, as context for the next text. */
const OVERLAP = 256

/**
 * Redacts a text that arrives in pieces, such as a large file. The stream collects `windowLength` of text and cuts where no value
 * stands, so the findings do not depend on the chunks. Under the locales 'auto' the language of each window chooses its countries,
 * while `redact` judges a whole text by its beginning. With a list of countries the two find the same.
 *
 * @example
 * const stream = new RedactStream(redactor)
 * await file.stream().pipeThrough(new TextDecoderStream()).pipeThrough(stream).pipeTo(upload)
 * restore(reply, stream)
 */
export class RedactStream extends TransformStream<string, string> {
  /** The vault that holds the hidden values. */
  readonly vault: Vault

  constructor(redactor: Redactor, { windowLength = 8192, vault = new Vault(), ...options }: RedactStreamOptions = {}) {
    requireMethod('redactor', redactor, 'detect', 'a redactor of createRedactor')
    if (!Number.isInteger(windowLength) || windowLength < 2 * OVERLAP) {
      throw new RangeError(
        `\`windowLength\` must be an integer of at least ${2 * OVERLAP}, got ${describe(windowLength)}`,
      )
    }
    let passed = ''
    let pending = ''

    /** Reads one window, even where more text waits: otherwise a large chunk would be read again for each window in it. */
    const advance = async (controller: TransformStreamDefaultController<string>) => {
      const final = pending.length < windowLength
      const window = pending.slice(0, windowLength)
      const entities = await redactor.detect(passed + window, { ...options, vault })
      const ahead = entities
        .map((entity) => ({ ...entity, start: entity.start - passed.length, end: entity.end - passed.length }))
        .filter(({ end }) => end > 0)
        .map((entity) => ({ ...entity, start: Math.max(0, entity.start) }))
      const cut = final ? window.length : cutBefore(window, ahead, Math.floor(windowLength / 2))
      const inside = ahead.filter(({ end }) => end <= cut)
      const { text } = await redactor.redact(window.slice(0, cut), { ...options, vault, entities: inside })
      if (text !== '') controller.enqueue(text)
      passed = (passed + window.slice(0, cut)).slice(-OVERLAP)
      pending = pending.slice(cut)
    }

    super({
      async transform(chunk, controller) {
        pending += chunk
        while (pending.length >= windowLength) await advance(controller)
      },
      async flush(controller) {
        if (pending !== '') await advance(controller)
      },
    })
    this.vault = vault
  }
}

/** The length of a link's start that is enough to recognise the link. */
const LINK = 9

/** The last end of a line before `limit`, outside of values and placeholders; else that of a sentence; else that of a word. */
function cutBefore(text: string, entities: readonly Entity[], limit: number): number {
  // A bracket behind a placeholder may make it a link, so the cut must not separate the two.
  const spans = [...entities, ...lookalikes(text)].map(({ start, end }) => ({
    start,
    end: text[end] === '(' ? end + LINK : end,
  }))
  const isFree = (cut: number) => cut > 0 && !spans.some(({ start, end }) => start < cut && cut < end)
  for (const boundary of [/\n/g, /[.!?。] /g, /\s/g]) {
    const cuts = Array.from(text.slice(0, limit).matchAll(boundary), ({ 0: match, index }) => index + match.length)
    const cut = cuts.findLast(isFree)
    if (cut !== undefined) return cut
  }
  // Text without spaces is cut anywhere outside of a span. A span that reaches beyond `limit` is passed on whole.
  for (let cut = limit; cut > 0; cut--) if (isFree(cut)) return cut
  return Math.max(limit, ...spans.filter(({ start }) => start < limit).map(({ end }) => end))
}

const UNSEEN = invisibleSigns.source.slice(1, -1)
const LOOKALIKE = new RegExp(`\\\\?[[【][\\w \\\\:${UNSEEN}-]{1,120}\\\\?[\\]】]?|[\\w%\\\\${UNSEEN}]+`, 'g')

/** Stretches that `restore` may read as a placeholder. A cut through one would leave both halves unprotected. */
function lookalikes(text: string): { start: number; end: number }[] {
  return Array.from(text.matchAll(LOOKALIKE))
    .filter(([match]) => /[[【_]/.test(match))
    .map(({ 0: match, index }) => ({ start: index, end: index + match.length }))
}
