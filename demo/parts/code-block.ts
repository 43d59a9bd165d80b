import { copyText } from './copy-text.js'
import { element } from './element.js'

/** Code with a button that copies it. No other block of the panel has the same name. */
export function codeBlock(name: string): { readonly root: HTMLElement; show(source: string): void } {
  const copy = element('button', { type: 'button', className: 'chip' }, 'Copy')
  const code = element('pre', { tabIndex: 0, attributes: { role: 'region', 'aria-label': name } })
  const copied = element('span', { className: 'visually-hidden', attributes: { 'aria-live': 'polite' } })
  copy.addEventListener('click', async () => {
    const done = await copyText(code.textContent)
    if (!done) getSelection()?.selectAllChildren(code)
    copy.textContent = done ? 'Copied' : 'Selected'
    copied.textContent = done ? 'The code is copied.' : 'The code is selected: this page may not copy by itself.'
  })
  return {
    root: element('div', { className: 'code-block' }, copy, copied, code),
    show(source) {
      if (code.textContent === source) return
      code.textContent = source
      copy.textContent = 'Copy'
      copied.textContent = ''
    },
  }
}
