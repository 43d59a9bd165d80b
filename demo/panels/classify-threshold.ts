import type { Threshold } from 'tacet'
import { element } from '../parts/element.js'

/** These models flag something, and their cards name three points. */
const FLAGGING = ['toxicity', 'spam', 'prompt-attack', 'prompt-attack-encoder']

const BALANCED = 'balanced'
const NUMBER = 'number'

export interface ThresholdChoice {
  readonly root: HTMLElement
  readonly value: Threshold
  /** Offers the points that this model has. */
  offer(model: string): void
}

/** Lets the visitor choose from which score on a label is given: by name where the model has names, or by number. */
export function thresholdChoice(onChange: () => void): ThresholdChoice {
  const point = element(
    'select',
    { id: 'classify-threshold' },
    element('option', { value: BALANCED }, 'balanced, as the model was made'),
    element('option', { value: 'high-precision' }, 'high precision: flags little that is harmless'),
    element('option', { value: 'high-recall' }, 'high recall: misses little'),
    element('option', { value: NUMBER }, 'from a score that I choose'),
  )
  const number = element('input', {
    id: 'classify-number',
    type: 'range',
    min: '0',
    max: '1',
    step: '0.01',
    value: '0.5',
  })
  const shown = element('output', { attributes: { for: number.id } }, '0.50')
  const own = element(
    'div',
    { className: 'field', hidden: true },
    element('label', { htmlFor: number.id }, 'The least score: ', shown),
    number,
  )
  const show = () => {
    own.hidden = point.value !== NUMBER
    shown.textContent = number.valueAsNumber.toFixed(2)
    onChange()
  }
  point.addEventListener('change', show)
  number.addEventListener('input', show)
  return {
    root: element(
      'div',
      { className: 'classify-columns' },
      element('div', { className: 'field' }, element('label', { htmlFor: point.id }, 'When a label holds'), point),
      own,
    ),
    get value() {
      return point.value === NUMBER ? number.valueAsNumber : (point.value as Exclude<Threshold, number>)
    },
    offer(model) {
      const flags = FLAGGING.includes(model)
      for (const option of point.options) option.hidden = !flags && option.value.startsWith('high-')
      if (!flags && point.value.startsWith('high-')) point.value = BALANCED
    },
  }
}
