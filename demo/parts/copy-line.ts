import { copyText } from './copy-text.js'
import { element } from './element.js'

/** Makes a button of a command: a click copies the command. */
export function copyLine(button: HTMLButtonElement, command: string): void {
  const hint = element('span', { className: 'copy-hint', attributes: { 'aria-live': 'polite' } }, 'Copy')
  const code = element('code', {}, command)
  button.replaceChildren(code, hint)
  button.addEventListener('click', async () => {
    const copied = await copyText(command)
    if (!copied) getSelection()?.selectAllChildren(code)
    hint.textContent = copied ? 'Copied' : 'Selected'
  })
}
