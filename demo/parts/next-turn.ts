/** Lets the browser draw and answer the visitor before the rest of long work is done. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
