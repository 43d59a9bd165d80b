import './feedback-bar.css'
import type { FeedbackInput } from 'tacet/feedback'
import { consent, consentChoice } from './consent.js'
import { element } from './element.js'
import { failureOf } from './failure.js'

/** What the visitor is asked about. */
type Asked = Omit<FeedbackInput, 'signal' | 'consent' | 'label' | 'reason'>

export interface FeedbackBar {
  readonly root: HTMLElement
  /** Asks about an answer. `labels` are what it may be instead, and `reasons` why it is wrong. */
  ask(about: Asked, choices?: { readonly labels?: readonly string[]; readonly reasons?: readonly string[] }): void
  hide(): void
}

/** Thumbs below an answer, and what follows a thumb down: the right label, or a reason. */
export function feedbackBar(onJudged: (label: string | undefined) => void = () => {}): FeedbackBar {
  const yes = button('Yes', 'primary')
  const no = button('No', 'quiet')
  const later = button('Ask me later', 'quiet')
  const instead = element('div', { className: 'chips', attributes: { role: 'group', 'aria-label': 'What is wrong' } })
  const status = element('p', { className: 'note', attributes: { role: 'status' } })
  const root = element(
    'div',
    { className: 'feedback-bar', hidden: true },
    element(
      'div',
      { className: 'chips', attributes: { role: 'group', 'aria-label': 'Judge the answer' } },
      element('span', { className: 'note' }, 'Is that right?'),
      yes,
      no,
      later,
    ),
    instead,
    status,
    consentChoice('A copy is kept without the personal data that the rules find.'),
  )
  let asked: Asked | undefined

  async function keep(more: Pick<FeedbackInput, 'signal' | 'label' | 'reason'>): Promise<void> {
    if (asked === undefined) return
    if (more.signal === 'seen' && consent() === 'none') {
      status.textContent = 'You are asked later only about texts of which a copy may be kept. Choose that below.'
      return
    }
    instead.replaceChildren()
    try {
      const { visitorFeedback } = await import('./visitor-feedback.js')
      const feedback = await visitorFeedback()
      const id = await feedback.add({ ...asked, ...more, consent: consent() })
      const undo = button('Undo', 'chip')
      undo.addEventListener('click', async () => {
        await feedback.delete({ ids: [id] })
        status.textContent = 'Taken back.'
      })
      const text = consent() === 'none' ? 'without the text' : 'with a copy of the text'
      status.replaceChildren(`Kept on this device, ${text}. `, undo)
      onJudged(more.label)
    } catch (error) {
      status.replaceChildren(failureOf(error))
    }
  }

  function choices(words: readonly string[], then: (word: string) => void): void {
    instead.replaceChildren(
      ...words.map((word) => {
        const chip = button(word, 'chip')
        chip.addEventListener('click', () => then(word))
        return chip
      }),
    )
    instead.querySelector('button')?.focus()
  }

  let offered: { readonly labels?: readonly string[]; readonly reasons?: readonly string[] } = {}
  yes.addEventListener('click', () => void keep({ signal: 'up' }))
  later.addEventListener('click', () => void keep({ signal: 'seen' }))
  no.addEventListener('click', () => {
    const { labels = [], reasons = [] } = offered
    if (labels.length > 0) choices(labels, (label) => void keep({ signal: 'correction', label }))
    else if (reasons.length > 0) {
      choices(reasons, (words) => void keep({ signal: 'down', reason: words.replaceAll(' ', '-') }))
    } else void keep({ signal: 'down' })
  })

  return {
    root,
    ask(about, given = {}) {
      asked = about
      offered = given
      root.hidden = false
      instead.replaceChildren()
      status.textContent = ''
    },
    hide() {
      asked = undefined
      root.hidden = true
    },
  }
}

const button = (words: string, className: string) => element('button', { type: 'button', className }, words)
