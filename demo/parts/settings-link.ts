import { copyText } from './copy-text.js'
import { element } from './element.js'

/** Settings are chosen from what the page offers. A field of text is none, so a link never holds a text of the visitor. */
const SETTINGS = 'select[id], input[type="checkbox"][id], input[type="range"][id], input[type="number"][id]'

type Setting = HTMLSelectElement | HTMLInputElement

/** The settings of a panel by the ids of their controls. */
export function readSettings(panel: HTMLElement): ReadonlyMap<string, string> {
  const controls = [...panel.querySelectorAll<Setting>(SETTINGS)]
  return new Map(controls.map((control) => [control.id, settingOf(control)]))
}

/** Sets what a link names, as if the visitor had chosen it. A name or a value that the panel does not have is left out. */
export function applySettings(panel: HTMLElement, link: string): void {
  for (const [id, value] of new URLSearchParams(link)) {
    const control = [...panel.querySelectorAll<Setting>(SETTINGS)].find((each) => each.id === id)
    if (control === undefined || settingOf(control) === value) continue
    if (control instanceof HTMLSelectElement) {
      if (![...control.options].some((option) => option.value === value && !option.hidden)) continue
      control.value = value
    } else if (control.type === 'checkbox') control.checked = value === 'on'
    else control.value = value
    control.dispatchEvent(new Event('input', { bubbles: true }))
    control.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

/** A button that copies a link to the panel with the settings that differ from those at its opening. */
export function settingsLink(id: string, panel: HTMLElement, atOpening: ReadonlyMap<string, string>): HTMLElement {
  const button = element('button', { type: 'button', className: 'chip' }, 'Copy a link to these settings')
  const status = element('span', { className: 'note', attributes: { role: 'status' } })
  button.addEventListener('click', async () => {
    const changed = [...readSettings(panel)].filter(([name, value]) => atOpening.get(name) !== value)
    const query = new URLSearchParams(changed).toString()
    const link = new URL(`#${id}${query === '' ? '' : `?${query}`}`, location.href).href
    // The address shows the link as well, for browsers that do not let a page copy.
    history.replaceState(null, '', link)
    const copied = await copyText(link)
    status.textContent = copied
      ? 'Copied. Your texts are not in it.'
      : 'The link is in the address. Your texts are not in it.'
  })
  return element('div', { className: 'chips settings-link' }, button, status)
}

const settingOf = (control: Setting): string =>
  control instanceof HTMLInputElement && control.type === 'checkbox' ? (control.checked ? 'on' : 'off') : control.value
