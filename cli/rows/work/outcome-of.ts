import { BadRow } from '../formats/bad-row.js'
import type { RowOutcome } from './work.js'

/** The outcome of a row. A row that cannot be read is an outcome too, and any other failure is thrown. */
export function outcomeOf(make: () => RowOutcome): RowOutcome {
  try {
    return make()
  } catch (error) {
    return badOutcome(error)
  }
}

/** Turns the error of a row that cannot be read into its outcome, and throws any other error. */
export function badOutcome(error: unknown): RowOutcome {
  if (error instanceof BadRow) return { bad: error.message }
  throw error
}
