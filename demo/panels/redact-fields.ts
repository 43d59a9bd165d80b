import { element } from '../parts/element.js'

export function select(id: string, choices: readonly string[]): HTMLSelectElement {
  return element('select', { id }, ...choices.map((value) => element('option', { value }, value)))
}

/** A control below its label. */
export function field(label: string, control: HTMLElement): HTMLElement {
  return element('div', { className: 'field' }, element('label', { htmlFor: control.id }, label), control)
}

/** A heading with the controls that stand beside it. */
export function head(title: string, ...controls: HTMLElement[]): HTMLElement {
  return element('div', { className: 'redact-head' }, element('h3', {}, title), ...controls)
}
