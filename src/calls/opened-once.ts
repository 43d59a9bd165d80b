/** Something that the first call opens, and that later calls share. */
export interface OpenedOnce<T> {
  get(): Promise<T>
  /** Closes what was opened. The next `get` opens it again. */
  close(): Promise<void>
}

/** Opens something with the first `get`. After a failure the next `get` tries again. */
export function openedOnce<T extends { close(): Promise<void> }>(open: () => Promise<T>): OpenedOnce<T> {
  let opening: Promise<T> | undefined
  return {
    get() {
      if (opening !== undefined) return opening
      const mine = open()
      opening = mine
      mine.catch(() => {
        if (opening === mine) opening = undefined
      })
      return mine
    },
    async close() {
      const last = opening
      opening = undefined
      await last?.then(
        (opened) => opened.close(),
        () => {},
      )
    },
  }
}
