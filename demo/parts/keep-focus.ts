/**
 * A list that is drawn again loses the focus. The focus goes to the button at the same place, so a visitor with a
 * keyboard can work through the values one after the other.
 */
export function placeOf(...lists: readonly HTMLElement[]): { restore(): void } {
  const focused = document.activeElement
  const list = lists.find((each) => each.contains(focused) && each !== focused)
  const buttonsOf = (each: HTMLElement) => [...each.querySelectorAll('button')]
  const index = list === undefined ? -1 : buttonsOf(list).indexOf(focused as HTMLButtonElement)
  return {
    restore() {
      if (list === undefined || index < 0) return
      const next = buttonsOf(list)
      const others = lists.flatMap(buttonsOf)
      const target = next[Math.min(index, next.length - 1)] ?? others[0]
      target?.focus()
    },
  }
}
