import type { Gate } from './gate.js'

/** What the gate needs of a redactor. `createRedactor()` fits. */
export interface ServerRedactor {
  redact(
    text: string,
    options: {
      readonly placeholders?: ReadonlyMap<string, string> | undefined
      readonly signal?: AbortSignal | undefined
    },
  ): Promise<{ readonly text: string; readonly placeholders: ReadonlyMap<string, string> }>
}

/** Begins a conversation: one table of placeholders for all that is sent and comes back. */
export function openGate(redactor: ServerRedactor): Gate {
  let placeholders: ReadonlyMap<string, string> = new Map()
  const reveal = (text: string) => {
    if (placeholders.size === 0) return text
    const names = [...placeholders.keys()].sort((a, b) => b.length - a.length)
    const pattern = new RegExp(names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g')
    return text.replace(pattern, (name) => placeholders.get(name) ?? name)
  }
  return {
    async hide(text, signal) {
      const redaction = await redactor.redact(text, { placeholders, signal })
      placeholders = redaction.placeholders
      return redaction.text
    },
    reveal,
    revealStream() {
      let held = ''
      return {
        push(piece) {
          const text = held + piece
          const cut = heldFrom(text, placeholders)
          held = text.slice(cut)
          return reveal(text.slice(0, cut))
        },
        end() {
          const text = reveal(held)
          held = ''
          return text
        },
      }
    },
  }
}

/** Where the end of a text begins that may be the beginning of a placeholder. */
function heldFrom(text: string, placeholders: ReadonlyMap<string, string>): number {
  let from = text.length
  for (const name of placeholders.keys()) {
    for (let length = Math.min(name.length - 1, text.length); length > 0; length -= 1) {
      if (name.startsWith(text.slice(text.length - length))) {
        from = Math.min(from, text.length - length)
        break
      }
    }
  }
  return from
}
