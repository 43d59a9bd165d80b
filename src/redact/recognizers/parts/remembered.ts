/**
 * Remembers results about a text for as long as the run on that text lives. Hundreds of recognizers ask the same of one text
 * and share the options of the run, which are the key: when the run ends, nothing here keeps a user's text alive, and a
 * run that gives the page a turn in between does not compute again. Without options nothing is remembered.
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
