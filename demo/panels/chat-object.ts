import { element } from '../parts/element.js'

/** A value as a form that a reader fills in: each name with what stands there. The JSON itself is folded below. */
export function objectView(value: unknown): HTMLElement {
  return element(
    'div',
    { className: 'chat-object' },
    formOf(value),
    element(
      'details',
      { className: 'technical' },
      element('summary', {}, 'As JSON'),
      element('pre', {}, JSON.stringify(value, undefined, 2)),
    ),
  )
}

function formOf(value: unknown): HTMLElement {
  if (Array.isArray(value)) return element('ol', {}, ...value.map((each) => element('li', {}, formOf(each))))
  if (typeof value !== 'object' || value === null) return element('span', {}, wordsOf(value))
  const rows = Object.entries(value).flatMap(([name, each]) => [
    element('dt', {}, name),
    element('dd', {}, formOf(each)),
  ])
  return element('dl', {}, ...rows)
}

const wordsOf = (value: unknown) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? ''))
