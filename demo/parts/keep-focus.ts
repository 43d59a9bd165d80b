/** Gives the focus to another control where this one is about to be hidden, disabled or removed. The browser would drop the focus. */
export function passFocus(from: HTMLElement, to: HTMLElement): void {
  if (from.contains(document.activeElement)) to.focus()
}

/** Disables buttons until the given function is called. The button that had the focus gets it back then. */
export function disableFor(...buttons: readonly HTMLButtonElement[]): () => void {
  const focused = buttons.find((each) => each === document.activeElement)
  for (const each of buttons) each.disabled = true
  return () => {
    for (const each of buttons) each.disabled = false
    // The visitor may have gone on to another control meanwhile.
    if (document.activeElement === document.body) focused?.focus()
  }
}

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
