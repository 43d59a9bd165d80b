import './panel-code.css'
import { copyText } from './parts/copy-text.js'
import { element } from './parts/element.js'

/** Shows the code of a panel below the panel. test/browser/journeys.test.ts runs exactly these files. */
export function panelCode(load: () => Promise<readonly string[]>): HTMLElement {
  const place = element('div', { className: 'code-blocks' })
  const details = element('details', { className: 'code' }, element('summary', {}, 'The code for this'), place)
  details.addEventListener('toggle', async () => {
    if (!details.open || place.childElementCount > 0) return
    place.replaceChildren(...(await load()).map(codeBlock))
  })
  return details
}

function codeBlock(source: string): HTMLElement {
  const copy = element('button', { type: 'button', className: 'chip' }, 'Copy')
  const code = element('pre', { tabIndex: 0, attributes: { role: 'region', 'aria-label': 'Code' } }, source.trimEnd())
  copy.addEventListener('click', async () => {
    const copied = await copyText(source)
    if (!copied) getSelection()?.selectAllChildren(code)
    copy.textContent = copied ? 'Copied' : 'Selected'
  })
  return element('div', { className: 'code-block' }, copy, code)
}
