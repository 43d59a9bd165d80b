import { normalize } from './normalize.js'

/** What a value holds that could be a disguise or an encoding; most values hold nothing of the kind. */
const UNUSUAL = /[^\x20-\x7e]|[&%[({<]| at | dot |(?:\S ){4}/i

/** A value without disguises, as recognizers read it. */
export function plainValue(value: string): string {
  return UNUSUAL.test(value) ? normalize(value).text : value
}
