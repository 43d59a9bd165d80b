import type { Conversation, Generation, TextGenerator } from 'tacet'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { formatMilliseconds } from '../parts/format.js'
import { passFocus } from '../parts/keep-focus.js'
import { newestRun } from '../parts/newest-run.js'
import { chatModes } from './chat-modes.js'
import { createFacts } from './facts.js'

export interface Talk {
  readonly root: HTMLElement
  /** Begins a conversation with this model. `by` says what computes it. */
  begin(name: string, generator: TextGenerator, by: string): void
  end(): void
}

/** A conversation with the open model, whose answers stream and can be stopped. */
export function talkPart(): Talk {
  const title = element('h4', { id: 'chat-title' })
  const turns = element('ol', {
    className: 'chat-turns',
    tabIndex: 0,
    attributes: { 'aria-label': 'The conversation' },
  })
  const text = element('textarea', { id: 'chat-text', rows: 2, maxLength: 20_000 })
  const send = element('button', { type: 'submit' }, 'Send')
  const stop = element('button', { type: 'button', className: 'quiet', disabled: true }, 'Stop')
  const fresh = element('button', { type: 'button', className: 'quiet' }, 'New conversation')
  const status = element('p', { className: 'note', attributes: { role: 'status' } })
  const facts = createFacts()
  const modes = chatModes()
  const form = element(
    'form',
    { className: 'chat-form' },
    modes.root,
    element('div', { className: 'field' }, element('label', { htmlFor: text.id }, 'Your message'), text),
    element('div', { className: 'chat-actions' }, send, stop, fresh),
  )
  const root = element(
    'section',
    { className: 'chat-talk', hidden: true, attributes: { 'aria-labelledby': title.id } },
    title,
    turns,
    form,
    status,
    facts.root,
  )

  let generator: TextGenerator | undefined
  let conversation: Conversation | undefined
  let computedBy = ''
  const runs = newestRun()

  function restart(): void {
    // A turn that ends later must not write into a new conversation.
    runs.begin()
    stop.disabled = true
    conversation = generator?.conversation()
    turns.replaceChildren()
    status.textContent = ''
    facts.show({})
  }

  async function ask(): Promise<void> {
    const said = text.value.trim()
    if (said === '' || generator === undefined || conversation === undefined) return
    const signal = runs.begin()
    const answer = element('div', { className: 'chat-answer' })
    const turn = [element('li', { className: 'chat-mine' }, said), element('li', {}, answer)]
    turns.append(...turn)
    text.value = ''
    stop.disabled = false
    status.textContent = 'Reading…'
    const began = performance.now()
    try {
      const onPart = () => {
        status.textContent = 'Writing…'
        turns.scrollTop = turns.scrollHeight
      }
      const result = await modes.answer({ generator, conversation, said, answer, signal, onPart })
      if (!runs.isNewest(signal)) return
      showThoughts(answer, result)
      status.textContent = result.finishReason === 'length' ? 'It reached the limit of tokens.' : ''
      facts.show(factsOf(result, performance.now() - began, computedBy))
    } catch (error) {
      // A stopped turn is not part of the conversation, so it must not look like a turn.
      for (const part of turn) part.classList.add('chat-dropped')
      if (!runs.isNewest(signal)) return
      status.replaceChildren(signal.aborted ? 'Stopped. The model forgets this turn.' : failureOf(error))
      // The message can be sent again once the cause is fixed.
      if (!signal.aborted && text.value === '') text.value = said
    } finally {
      if (runs.isNewest(signal)) {
        passFocus(stop, text)
        stop.disabled = true
      }
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask()
  })
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  })
  stop.addEventListener('click', () => runs.stop())
  fresh.addEventListener('click', () => {
    restart()
    text.focus()
  })

  return {
    root,
    begin(name, opened, by) {
      generator = opened
      computedBy = by
      title.textContent = `Chat with ${name}`
      root.hidden = false
      restart()
      text.focus()
    },
    end() {
      generator = undefined
      root.hidden = true
      restart()
    },
  }
}

function showThoughts(answer: HTMLElement, { reasoning }: Generation): void {
  if (reasoning === undefined) return
  answer.prepend(
    element('details', { className: 'technical' }, element('summary', {}, 'What it thought first'), reasoning),
  )
}

function factsOf({ usage, timings, engine }: Generation, took: number, by: string): Record<string, string> {
  const computed = { by: by === '' ? engine : by }
  // An answer that was only chosen was not written.
  if (usage.outputTokens === 0) return { chosen: `in ${formatMilliseconds(took)}`, ...computed }
  return {
    speed: `${timings.tokensPerSecond.toFixed(1)} tokens/s`,
    'first word': formatMilliseconds(timings.firstTokenMs),
    written: `${usage.outputTokens} tokens in ${formatMilliseconds(took)}`,
    ...computed,
  }
}
