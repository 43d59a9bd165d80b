import { element } from './element.js'

/** A box with a text that a panel shows. It takes the focus, because a visitor with a keyboard could not scroll it otherwise. */
export function textBox(name: string, className: string): HTMLElement {
  const attributes = { role: 'region', 'aria-label': name }
  return element('div', { className: `${className} text-box`, tabIndex: 0, attributes })
}
