import type { RedactedEntity } from 'tacet/redact'
import { element } from '../parts/element.js'
import { cutAfter } from '../parts/text-slices.js'
import { marked } from './redact-marks.js'

export interface MarkedInput {
  readonly root: HTMLElement
  readonly input: HTMLTextAreaElement
  /** Shows the values in the text. Marks of another text than the shown one are left out. */
  mark(text: string, entities: readonly RedactedEntity[]): void
}

/**
 * A field whose text shows the values that were found, where the visitor writes them. A copy of the text with marks lies
 * behind the field, in the same font and at the same place.
 */
export function markedInput(id: string, value: string): MarkedInput {
  const input = element('textarea', { id, className: 'redact-drop', value, spellcheck: false })
  const copied = element('div')
  const copy = element('div', { className: 'redact-copy', attributes: { 'aria-hidden': 'true' } }, copied)
  // The copy ends with its last mark, so it cannot be scrolled as far as the field.
  const follow = () => copied.style.setProperty('--scrolled', `${-input.scrollTop}px`)
  input.addEventListener('scroll', follow)
  // Marks of the text before would lie beside its words.
  input.addEventListener('input', () => copied.replaceChildren())
  return {
    root: element('div', { className: 'redact-marked' }, copy, input),
    input,
    mark(text, entities) {
      const last = entities.at(-1)
      const isShown = last !== undefined && text === input.value
      copied.replaceChildren(...(isShown ? marked(text.slice(0, cutAfter(text, last.end)), entities) : []))
    },
  }
}
