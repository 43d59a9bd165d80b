/**
 * Remembers the result of a function for the run on a text. Hundreds of recognizers need the same result and share the
 * options object of the run, so that object is the key. When the run ends, nothing here keeps the user's text in
 * memory. A run that pauses to let the page work does not compute the result again. Without options nothing is
 * remembered.
 */
export function remembered<T>(compute: (text: string) => T): (text: string, run: object | undefined) => T {
  const known = new WeakMap<object, { readonly text: string; readonly value: T }>()
  return (text, run) => {
    if (run === undefined) return compute(text)
    const last = known.get(run)
    if (last?.text === text) return last.value
    const value = compute(text)
    known.set(run, { text, value })
    return value
  }
}
