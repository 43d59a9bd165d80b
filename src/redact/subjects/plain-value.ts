import { normalize } from '../shared/normalize.js'

/** Matches signs of a disguise or an encoding; most values have none. */
const UNUSUAL = /[^\x20-\x7e]|[&%[({<]| at | dot |(?:\S ){4}/i

/** A value without disguises, as recognizers read it. */
export function plainValue(value: string): string {
  return UNUSUAL.test(value) ? normalize(value).text : value
}
