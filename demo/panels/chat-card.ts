import type { LoadProgress } from 'tacet'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'
import { formatBytes } from '../parts/format.js'
import type { ModelSource } from './chat-models.js'

export interface CardText {
  readonly name: string
  readonly licence: string
  /** The bytes of a download; 0 where there is none. */
  readonly bytes: number
  readonly can: string
  readonly cannot: string
  readonly source: ModelSource | undefined
}

interface CardActions {
  /** Loads the model and opens a chat with it. */
  open(onProgress: (progress: LoadProgress) => void, signal: AbortSignal): Promise<void>
  /** Deletes the stored files; `undefined` where the page stores none. */
  readonly remove: (() => Promise<void>) | undefined
}

export interface ModelCard {
  readonly root: HTMLElement
  setStored(isStored: boolean): void
  setOpen(isOpen: boolean): void
}

/** One model of the list: its description, and a button for its download, which shows progress and can be cancelled. */
export function modelCard({ name, licence, bytes, can, cannot, source }: CardText, actions: CardActions): ModelCard {
  const size = bytes === 0 ? 'no download' : formatBytes(bytes)
  const open = element('button', { type: 'button' })
  const cancel = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Cancel')
  const remove = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Delete')
  const progress = element('progress', { hidden: true, max: 1, attributes: { 'aria-label': `Loading ${name}` } })
  const state = element('span', { className: 'note', attributes: { 'aria-live': 'polite' } })
  cancel.setAttribute('aria-label', `Cancel ${name}`)
  remove.setAttribute('aria-label', `Delete ${name}`)
  let isStored = bytes === 0
  let isOpen = false
  let current: AbortController | undefined

  const show = () => {
    const busy = current !== undefined
    open.hidden = busy || isOpen
    open.textContent = isStored ? 'Chat' : `Download, ${size}`
    // The name begins with the words on the button, because people who speak to their computer say these.
    open.setAttribute('aria-label', isStored ? `Chat with ${name}` : `Download, ${size}: ${name}`)
    cancel.hidden = !busy
    progress.hidden = !busy
    remove.hidden = busy || !isStored || actions.remove === undefined
    root.classList.toggle('chat-open', isOpen)
  }

  open.addEventListener('click', async () => {
    const mine = new AbortController()
    current = mine
    progress.removeAttribute('value')
    state.textContent = 'Starting…'
    show()
    // The clicked button is hidden now, and the focus would be lost with it.
    cancel.focus()
    try {
      await actions.open((step) => {
        if (step.type === 'download') {
          progress.value = step.loaded / Math.max(1, step.total)
          state.textContent = `${formatBytes(step.loaded)} of ${formatBytes(step.total)}`
        } else {
          progress.removeAttribute('value')
          state.textContent = 'Preparing…'
        }
      }, mine.signal)
      isStored = true
      state.textContent = ''
    } catch (error) {
      state.replaceChildren(
        mine.signal.aborted ? 'Cancelled. What was fetched is kept for the next try.' : failureOf(error),
      )
    } finally {
      const hadFocus = document.activeElement === cancel
      current = undefined
      show()
      if (hadFocus && !open.hidden) open.focus()
    }
  })
  cancel.addEventListener('click', () => current?.abort())
  remove.addEventListener('click', async () => {
    await actions.remove?.()
    isStored = false
    state.textContent = 'Deleted.'
    show()
    open.focus()
  })

  const from =
    source?.url === undefined ? source?.name : element('a', { href: source.url, rel: 'noreferrer' }, source.name)
  const root = element(
    'li',
    { className: 'chat-card' },
    element('strong', {}, name),
    element('span', { className: 'note' }, `${licence} · ${size}`, ...(from === undefined ? [] : [' · from ', from])),
    element('span', {}, can),
    element('span', { className: 'note' }, `Limits: ${cannot}`),
    element('div', { className: 'chat-actions' }, open, cancel, remove, progress, state),
  )
  show()
  return {
    root,
    setStored(stored) {
      isStored = stored
      show()
    },
    setOpen(opened) {
      isOpen = opened
      show()
    },
  }
}
