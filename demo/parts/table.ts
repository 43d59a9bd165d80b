import { element } from './element.js'

/** The names of the columns of a table. */
export function tableHead(names: readonly string[]): HTMLElement {
  const cells = names.map((name) => element('th', { attributes: { scope: 'col' } }, name))
  return element('thead', {}, element('tr', {}, ...cells))
}

/** A box in which a wide table scrolls. It takes the focus, because a visitor with a keyboard could not scroll it otherwise. */
export function tableScroll(name: string, ...content: HTMLElement[]): HTMLElement {
  const attributes = { role: 'region', 'aria-label': name }
  return element('div', { className: 'table-scroll', tabIndex: 0, attributes }, ...content)
}
