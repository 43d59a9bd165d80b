import type { Feedback, FeedbackEntry, ReviewItem } from 'tacet/feedback'
import { element } from '../parts/element.js'
import { formatPercent } from '../parts/format.js'
import { SAMPLE_MAILS } from './learn-samples.js'

/** Texts that wait for a judgement, the most telling ones first. */
export function reviewList(
  items: readonly ReviewItem[],
  judge: (item: ReviewItem, label: string) => void,
): HTMLElement {
  return element(
    'ol',
    { className: 'learn-queue', attributes: { 'aria-label': 'Texts to review' } },
    ...items.map((item) => {
      const { entry, picked, uncertainty } = item
      const score = entry.scores?.find(({ label }) => label === entry.predicted)?.score
      const said = entry.predicted === undefined ? '' : `taken for ${entry.predicted}`
      const why = picked === 'random' ? 'drawn at random' : `unsure ${formatPercent(uncertainty)}`
      const facts = [said, score === undefined ? '' : `score ${score.toFixed(2)}`, why].filter((part) => part !== '')
      return element(
        'li',
        {},
        element('p', {}, entry.text ?? ''),
        element('p', { className: 'note' }, facts.join(' · ')),
        element(
          'div',
          { className: 'chips', attributes: { role: 'group', 'aria-label': 'The right label' } },
          ...labelsOf(entry).map((label) => {
            const chip = element('button', { type: 'button', className: 'chip' }, label)
            chip.addEventListener('click', () => judge(item, label))
            return chip
          }),
        ),
      )
    }),
  )
}

const labelsOf = ({ scores = [], predicted }: FeedbackEntry): string[] =>
  [...new Set([...(predicted === undefined ? [] : [predicted]), ...scores.map(({ label }) => label)])].sort()

/** Judges all samples that wait as their author meant them, for a visitor who does not want to judge sixty mails. */
export async function judgeSamples(feedback: Feedback): Promise<number> {
  const meant = new Map(SAMPLE_MAILS.map(({ text, label }) => [text, label]))
  const waiting = await feedback.queue({ limit: SAMPLE_MAILS.length })
  let judged = 0
  for (const { entry, picked } of waiting) {
    const label = meant.get(entry.text ?? '')
    if (label === undefined) continue
    await feedback.review(entry.id, { label, picked })
    judged += 1
  }
  return judged
}
