import './feedback-bar.css'
import type { FeedbackInput } from 'tacet/feedback'
import { consent, consentChoice } from './consent.js'
import { element } from './element.js'
import { failureOf } from './failure.js'
import { passFocus } from './keep-focus.js'

/** The answer that the visitor judges. */
type Asked = Omit<FeedbackInput, 'signal' | 'consent' | 'label' | 'reason'>

export interface FeedbackBar {
  readonly root: HTMLElement
  /** Asks about an answer. `labels` are the other possible answers, and `reasons` say why it is wrong. */
  ask(about: Asked, choices?: { readonly labels?: readonly string[]; readonly reasons?: readonly string[] }): void
  hide(): void
}

/** Thumbs below an answer, and after a thumb down the choice of the right label or a reason. */
export function feedbackBar(): FeedbackBar {
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
  /** The judgement that was kept last. A second click that says the same keeps no second entry. */
  let kept = ''

  async function keep(more: Pick<FeedbackInput, 'signal' | 'label' | 'reason'>): Promise<void> {
    // The visitor may have asked for another answer before this one is kept.
    const about = asked
    if (about === undefined) return
    if (more.signal === 'seen' && consent() === 'none') {
      status.textContent = 'You are asked later only about texts of which a copy may be kept. Choose that below.'
      return
    }
    passFocus(instead, no)
    instead.replaceChildren()
    const allowed = consent()
    const judgement = JSON.stringify([more, allowed])
    if (judgement === kept) return
    kept = judgement
    try {
      const { visitorFeedback } = await import('./visitor-feedback.js')
      const feedback = await visitorFeedback()
      const id = await feedback.add({ ...about, ...more, consent: allowed })
      const undo = button('Undo', 'chip')
      undo.addEventListener('click', async () => {
        passFocus(undo, yes)
        try {
          await feedback.delete({ ids: [id] })
          kept = ''
          status.textContent = 'Taken back.'
        } catch (error) {
          status.replaceChildren(failureOf(error))
        }
      })
      const text = allowed === 'none' ? 'without the text' : 'with a copy of the text'
      status.replaceChildren(`Kept on this device, ${text}. `, undo)
    } catch (error) {
      kept = ''
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
      kept = ''
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
