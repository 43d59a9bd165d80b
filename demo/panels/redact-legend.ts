import type { Operator, RedactedEntity } from 'tacet/redact'
import { element } from '../parts/element.js'
import { select } from './redact-fields.js'
import { hueOf } from './redact-marks.js'
import type { OperatorChoices } from './redact-operators.js'

export interface TypeLegend {
  readonly root: HTMLElement
  /** The operators that the visitor has chosen, by the type of value. */
  operators(): Record<string, Operator>
  /** Lists the types of these values, the most frequent first. */
  show(entities: readonly RedactedEntity[]): void
}

/** The types that were found, each with its colour, how often it was found, and a choice of its operator. */
export function typeLegend(choices: OperatorChoices, onChange: () => void): TypeLegend {
  const root = element('ul', { className: 'redact-legend', attributes: { 'aria-label': 'Types found' } })
  const chosen: Record<string, string> = {}

  function row(type: string, count: number): HTMLElement {
    const choice = select(`redact-operator-${type}`, Object.keys(choices))
    choice.setAttribute('aria-label', `What is done with ${type}`)
    choice.value = chosen[type] ?? 'placeholder'
    choice.addEventListener('change', () => {
      chosen[type] = choice.value
      onChange()
    })
    const swatch = element('span', { className: 'redact-swatch', variables: { '--hue': hueOf(type) } })
    return element('li', {}, swatch, `${type} × ${count}`, choice)
  }

  return {
    root,
    operators: () => Object.fromEntries(Object.entries(chosen).map(([type, name]) => [type, choices[name]!(type)])),
    show(entities) {
      const counts = new Map<string, number>()
      for (const { type } of entities) counts.set(type, (counts.get(type) ?? 0) + 1)
      const rows = [...counts].sort((a, b) => b[1] - a[1]).map(([type, count]) => row(type, count))
      const focused = document.activeElement?.id
      root.replaceChildren(...rows)
      // A new list would lose the place of a visitor who goes through it by keyboard.
      if (focused?.startsWith('redact-operator-')) document.getElementById(focused)?.focus()
    },
  }
}
