import type { Classification, Threshold } from 'tacet'
import { element } from '../parts/element.js'
import { formatPercent } from '../parts/format.js'

export const NONE = 'none of these'

/** The answer in words: the labels that hold, or that none does. */
export function answerOf({ accepted, coverage }: Classification): string {
  if (coverage < 0.5) return 'The model cannot read this text; it answered'
  return accepted.length === 0 ? 'None of these' : accepted.map((label) => `“${label}”`).join(', ')
}

/** Shows the score of each label, the line that a label has to reach, and a row of its own where no label holds. */
export function showScores(list: HTMLElement, { scores, accepted }: Classification, threshold: Threshold): void {
  const line = typeof threshold === 'number' ? { '--line-at': String(threshold) } : {}
  const className = typeof threshold === 'number' ? ' with-line' : ''
  const rows = scores.map(({ label, score }) =>
    element(
      'li',
      {
        className: `${accepted.includes(label) ? 'best' : ''}${className}`,
        variables: { '--share': String(score), ...line },
      },
      element('span', { className: 'score-label' }, label),
      element('span', { className: 'score-value' }, formatPercent(score)),
    ),
  )
  const none = element('li', { className: 'best none' }, element('span', { className: 'score-label' }, NONE))
  list.replaceChildren(...(accepted.length === 0 ? [none] : []), ...rows)
}
