import type { RedactedEntity } from 'tacet/redact'

/** A redacted text, and what was replaced in it. */
export interface RedactAnswer {
  readonly text: string
  readonly entities: readonly RedactedEntity[]
}
