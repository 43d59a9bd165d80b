/**
 * Remembers what was computed of the last text until the current turn ends. Hundreds of recognizers ask the same of one
 * text in a row; after that, nothing here may keep a user's text alive.
 */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | undefined
  return (text) => {
    if (last?.text === text) return last.value
    if (last === undefined) {
      queueMicrotask(() => {
        last = undefined
      })
    }
    last = { text, value: compute(text) }
    return last.value
  }
}
