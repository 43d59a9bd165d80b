import { createSuggester, type Suggester, type Suggestion } from 'tacet'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import type { DemoContext } from '../parts/panel.js'

/** Long enough that a screen reader announces an offer that stays, and not an offer that every key changes. */
const ANNOUNCE_MS = 900

export interface SuggestedField {
  /** The text area with the suggestion in it, and a line that explains how to accept the suggestion. */
  readonly root: HTMLElement
  /** Learns from a text that the user has used. */
  learn(text: string): void
}

/**
 * Shows behind the caret how the text may continue. Tab takes the suggestion. Escape hides it until the next key, and
 * then Tab moves on as usual. A button does the same for visitors without keys. The model loads with the first key.
 */
export function suggestInto(textarea: HTMLTextAreaElement, { load }: DemoContext): SuggestedField {
  const typed = element('span', { className: 'ghost-typed' })
  const ghost = element('span', { className: 'ghost-rest' })
  const mirror = element('div', { className: 'ghost', attributes: { 'aria-hidden': 'true' } }, typed, ghost)
  const offer = element('button', { type: 'button', className: 'chip', tabIndex: -1 })
  const keys = element(
    'span',
    { id: `${textarea.id}-keys`, className: 'note ghost-keys' },
    element('kbd', {}, 'Tab'),
    ' takes what is offered, ',
    element('kbd', {}, 'Esc'),
    ' hides it.',
  )
  const state = element('span', { className: 'note' })
  const announced = element('span', { className: 'visually-hidden', attributes: { role: 'status' } })
  const on = element('input', { id: `${textarea.id}-suggest`, type: 'checkbox', checked: true })
  const root = element(
    'div',
    { className: 'suggested-field' },
    element('div', { className: 'ghost-field' }, textarea, mirror),
    element(
      'div',
      { className: 'ghost-line' },
      element('label', { className: 'check', htmlFor: on.id }, on, 'Offer words'),
      keys,
      offer,
      state,
      announced,
    ),
  )
  textarea.setAttribute('aria-describedby', keys.id)

  let suggester: Promise<Suggester> | undefined
  let shown: Suggestion | undefined
  let announcing: ReturnType<typeof setTimeout> | undefined

  function show(suggestion: Suggestion | undefined): void {
    shown = suggestion
    typed.textContent = textarea.value
    ghost.textContent = suggestion?.text ?? ''
    mirror.scrollTop = textarea.scrollTop
    offer.hidden = suggestion === undefined
    clearTimeout(announcing)
    announced.textContent = ''
    if (suggestion === undefined) return
    const { text, confidence, source } = suggestion
    // The rest of a word is unclear by itself, so the button shows the whole word.
    const words = `${/\S*$/.exec(textarea.value)?.[0]}${text}`.trim()
    offer.textContent = words
    offer.title = `Take it: ${Math.round(confidence * 100)} % sure, from ${source === 'model' ? 'the model' : 'your own words'}`
    announcing = setTimeout(() => {
      announced.textContent = `Offered: ${words}`
    }, ANNOUNCE_MS)
  }

  const atEnd = () =>
    textarea.selectionStart === textarea.value.length && textarea.selectionEnd === textarea.value.length

  async function suggest(): Promise<void> {
    show(undefined)
    if (!on.checked || !atEnd() || textarea.value.trim() === '') return
    try {
      suggester ??= load('compose', createSuggester, () => void suggest())
      const text = textarea.value
      const suggestion = await (await suggester).suggest(text)
      // In the meantime the user may have typed on, or moved the caret.
      if (suggestion !== undefined && textarea.value === text && atEnd() && on.checked) show(suggestion)
      state.textContent = ''
    } catch (error) {
      suggester = undefined
      state.replaceChildren(failureOf(error))
    }
  }

  function take(): void {
    if (shown === undefined) return
    // The text is inserted as if typed, so that the browser can undo it.
    textarea.focus()
    textarea.setSelectionRange(textarea.value.length, textarea.value.length)
    const { text } = shown
    if (!document.execCommand('insertText', false, text))
      textarea.setRangeText(text, textarea.value.length, textarea.value.length, 'end')
    void suggest()
  }

  textarea.addEventListener('input', () => void suggest())
  textarea.addEventListener('scroll', () => {
    mirror.scrollTop = textarea.scrollTop
  })
  textarea.addEventListener('blur', () => {
    // The offer stays when the button that takes it gets the focus.
    if (shown !== undefined && document.activeElement !== offer) show(undefined)
  })
  document.addEventListener('selectionchange', () => {
    if (shown !== undefined && document.activeElement === textarea && !atEnd()) show(undefined)
  })
  textarea.addEventListener('keydown', (event) => {
    if (shown === undefined || event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey)
      return
    if (event.key === 'Tab') take()
    else if (event.key === 'Escape') show(undefined)
    else return
    event.preventDefault()
  })
  // This keeps the focus in the text area. Without the focus the offer would disappear.
  offer.addEventListener('pointerdown', (event) => event.preventDefault())
  offer.addEventListener('click', take)
  on.addEventListener('change', () => void suggest())
  show(undefined)

  return { root, learn: (text) => void suggester?.then((ready) => ready.learn(text)).catch(() => {}) }
}
