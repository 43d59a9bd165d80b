import { consent, consentChoice } from '../parts/consent.js'
import { element } from '../parts/element.js'
import { failureOf } from '../parts/failure.js'

interface TaughtValues {
  readonly root: HTMLElement
  /** Notes that the visitor lets a value pass, or hides it. */
  note(signal: 'allow' | 'deny', value: string): void
  /** Drops the notes about a value of this visit. */
  forget(value: string): void
}

/** Keeps the values that the visitor lets pass and hides, and brings them back at a later visit. */
export function taughtValues(
  apply: (lists: { readonly allow: readonly string[]; readonly deny: readonly string[] }) => void,
): TaughtValues {
  const again = element('button', { type: 'button', className: 'chip' }, 'Use my lists of earlier visits')
  const status = element('p', { className: 'note', attributes: { role: 'status' } })
  const root = element(
    'div',
    { className: 'journey' },
    element('div', { className: 'chips' }, again),
    status,
    consentChoice('Values that you let pass or hide are kept word for word, and hidden ones never leave in a file.'),
  )
  const ids = new Map<string, Promise<string>>()

  /** The code loads with the first value, because most visitors teach none. */
  const opened = async () => (await import('../parts/visitor-feedback.js')).visitorFeedback()

  async function attempt(work: () => Promise<string>): Promise<void> {
    try {
      status.textContent = await work()
    } catch (error) {
      status.replaceChildren(failureOf(error))
    }
  }

  again.addEventListener('click', () =>
    attempt(async () => {
      const { allow, deny } = await (await opened()).lists()
      apply({ allow, deny: deny.map(({ value }) => value) })
      return `${allow.length} values are let pass, and ${deny.length} are hidden.`
    }),
  )

  return {
    root,
    note(signal, value) {
      if (consent() === 'none') return
      const adding = opened().then((feedback) => feedback.add({ signal, task: 'label', value, consent: consent() }))
      ids.set(value, adding)
      void attempt(async () => {
        await adding
        return 'Kept in your lists on this device.'
      })
    },
    forget(value) {
      const adding = ids.get(value)
      ids.delete(value)
      if (adding === undefined) return
      void attempt(async () => {
        await (await opened()).delete({ ids: [await adding] })
        return 'Taken out of your lists.'
      })
    },
  }
}
