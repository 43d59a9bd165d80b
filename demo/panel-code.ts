import './panel-code.css'
import { element } from './parts/element.js'

/** The source of a panel's journey, below the panel: the very file that the tests run. */
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
    // Pages that are not served securely have no clipboard; the text can still be selected.
    const copied = await navigator.clipboard?.writeText(source).then(
      () => true,
      () => false,
    )
    if (copied !== true) getSelection()?.selectAllChildren(code)
    copy.textContent = copied === true ? 'Copied' : 'Selected'
  })
  return element('div', { className: 'code-block' }, copy, code)
}
