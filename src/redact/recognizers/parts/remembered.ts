/** The results for one text, by the number of the function that computed them. */
interface Memory {
  readonly text: string
  readonly results: unknown[]
}

/** One map for all functions: each entry of a weak map costs the garbage collector time. */
const memories = new WeakMap<object, Memory>()
let functions = 0

/**
 * Remembers the result of a function for the run on a text. Hundreds of recognizers need the same result and share the
 * options object of the run, so that object is the key. When the run ends, nothing here keeps the user's text in
 * memory. A run that pauses to let the page work does not compute the result again. Without options nothing is
 * remembered.
 */
export function remembered<T extends NonNullable<unknown>>(
  compute: (text: string, run: object | undefined) => T,
): (text: string, run: object | undefined) => T {
  const number = functions++
  return (text, run) => {
    if (run === undefined) return compute(text, run)
    let memory = memories.get(run)
    if (memory === undefined || memory.text !== text) {
      memory = { text, results: [] }
      memories.set(run, memory)
    }
    const known = memory.results[number] as T | undefined
    if (known !== undefined) return known
    const value = compute(text, run)
    memory.results[number] = value
    return value
  }
}
