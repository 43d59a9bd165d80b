import type { FeedbackConsent } from 'tacet/feedback'
import { element } from './element.js'

const CHOICES: Readonly<Record<FeedbackConsent, string>> = {
  none: 'nothing',
  local: 'a copy, on this device',
  export: 'a copy, also in files that I save',
}

const shown = new Set<HTMLSelectElement>()
let chosen: FeedbackConsent = 'none'

/** The visitor's choice. Each visit begins with "nothing". */
export const consent = (): FeedbackConsent => chosen

/** Asks which copies of texts may be kept. All panels show the same choice. `what` describes the copy. */
export function consentChoice(what: string): HTMLElement {
  // Without an id, because a link to settings must not agree in place of the visitor.
  const select = element(
    'select',
    {},
    ...Object.entries(CHOICES).map(([value, words]) => element('option', { value }, words)),
  )
  select.value = chosen
  shown.add(select)
  select.addEventListener('change', () => {
    chosen = select.value as FeedbackConsent
    for (const each of shown) each.value = chosen
  })
  return element(
    'details',
    { className: 'fold consent' },
    element('summary', {}, 'What is kept of my text'),
    element('label', { className: 'field' }, 'Of my text, keep', select),
    element(
      'p',
      { className: 'note' },
      `Your click is kept with the labels and scores of the answer, on this device, and nothing is sent. ${what} The panel Learn shows all of it, and deletes it.`,
    ),
  )
}
