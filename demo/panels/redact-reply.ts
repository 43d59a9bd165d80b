import type { restoreWithReport } from 'tacet/redact'
import { element } from '../parts/element.js'
import { textBox } from '../parts/text-box.js'
import { cutAfter, inSlices } from '../parts/text-slices.js'
import { field, head } from './redact-fields.js'

/** The first reply repeats only so many characters of a long text, because a field with all of it takes long to lay out. */
const REPEATED = 4000

export interface ServerReply {
  /** The field with the reply, beside it the reply as the visitor reads it, and below both a report. */
  readonly parts: readonly HTMLElement[]
  /** Shows the reply to this text. A reply that the visitor has written stays. */
  show(redacted: string): Promise<void>
}

/** A reply of a server that the visitor can edit as a model might, with the values restored. */
export function serverReply(
  restore: (reply: string) => Promise<Awaited<ReturnType<typeof restoreWithReport>>>,
): ServerReply {
  const reply = element('textarea', { id: 'redact-answer', rows: 8, spellcheck: false })
  const restored = textBox('Restored', 'redact-view')
  const report = element('p', { className: 'note', attributes: { role: 'status' } })
  let isOurs = true

  async function showRestored(): Promise<void> {
    const { text, restored: count, altered, unknown } = await restore(reply.value)
    restored.replaceChildren(...inSlices([text]))
    const notes = [`${count} restored`, `${altered.length} of them altered by the answer`, `${unknown.length} unknown`]
    report.textContent = `${notes.join(', ')}.${unknown.length > 0 ? ` Unknown: ${unknown.join(' ')}` : ''}`
  }

  reply.addEventListener('input', () => {
    isOurs = reply.value === ''
    void showRestored()
  })

  return {
    parts: [
      element(
        'div',
        { className: 'redact-columns' },
        field('The answer of a server (edit it as a model might)', reply),
        element('div', { className: 'field' }, head('What you read'), restored),
      ),
      report,
    ],
    async show(redacted) {
      if (isOurs) reply.value = replyTo(redacted)
      await showRestored()
    },
  }
}

function replyTo(redacted: string): string {
  if (redacted.length <= 2 * REPEATED) return `I have read this:\n${redacted}`
  return `I have read this. It begins so:\n${redacted.slice(0, cutAfter(redacted, REPEATED))}…`
}
