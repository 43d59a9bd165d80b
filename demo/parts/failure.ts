import { NlpError } from 'tacet'
import { element } from './element.js'

const SENTENCES: Readonly<Record<string, string>> = {
  'model-download': 'A model could not be fetched. Check the network, then try again.',
  'model-missing': 'A model is not where this page looks for it. If that lasts, tell who runs this page.',
  'model-corrupt': 'A model arrived damaged and was not used. Try again.',
  offline: 'There is no network. Stored models work; everything else has to wait.',
  'out-of-memory': 'This device has too little memory left for that. Close other pages, or take a smaller text.',
  timeout: 'That took too long and was stopped. Try again.',
  'worker-crashed': 'The part of the page that computes came to a stop. Try again.',
  'storage-full': 'The browser gives this page no more room. Free some, or delete stored models below.',
  'storage-corrupt': 'The data that this page had stored is damaged. “Start afresh” makes it again.',
  'storage-unavailable': 'The browser does not let this page store anything here.',
  unsupported: 'This browser or this model cannot do that.',
}

/** Shows a failure in words for visitors. The words for developers follow, folded. */
export function failureOf(error: unknown): HTMLElement {
  const technical = error instanceof Error ? error.message : String(error)
  const plain = NlpError.is(error) ? SENTENCES[error.code] : undefined
  if (plain === undefined) return element('span', {}, technical)
  return element(
    'span',
    {},
    plain,
    ' ',
    element('details', { className: 'technical' }, element('summary', {}, 'Details'), technical),
  )
}
