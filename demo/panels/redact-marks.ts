import './redact-marks.css'
import type { RedactedEntity } from 'tacet/redact'
import { element } from '../parts/element.js'

export interface Span {
  readonly type: string
  readonly start: number
  readonly end: number
}

/** More marks, or marks in more text, would hold the page while it lays them out. */
const MOST_MARKED = 300
const MARKED_CHARACTERS = 20_000

/** The values of a long text that are marked: the first ones. */
export function firstMarked(entities: readonly RedactedEntity[]): readonly RedactedEntity[] {
  return entities.slice(0, MOST_MARKED).filter(({ end }) => end <= MARKED_CHARACTERS)
}

/** The place of the value in the redacted text. */
export function inRedacted({ type, redactedStart, redactedEnd }: RedactedEntity): Span {
  return { type, start: redactedStart, end: redactedEnd }
}

/** Renders the text with its values as marks. Values that can be selected are buttons. */
export function marked(text: string, spans: readonly Span[], select?: (span: Span) => void): (Node | string)[] {
  const nodes: (Node | string)[] = []
  let from = 0
  for (const span of spans) {
    const properties = { className: 'redact-value', title: span.type, variables: { '--hue': hueOf(span.type) } }
    const value = text.slice(span.start, span.end)
    nodes.push(text.slice(from, span.start))
    if (select) {
      const button = element('button', { type: 'button', ...properties }, value)
      button.addEventListener('click', () => select(span))
      nodes.push(button)
    } else nodes.push(element('mark', properties, value))
    from = span.end
  }
  nodes.push(text.slice(from))
  return nodes
}

const hues = new Map<string, number>()

/**
 * A colour for each type, the same everywhere. Each new type moves on by a golden angle, so that no two colours look
 * alike.
 */
export function hueOf(type: string): string {
  const hue = hues.get(type) ?? (hues.size * 137.5 + 20) % 360
  hues.set(type, hue)
  return String(hue)
}
