const ENDING =
  '\\p{L} (?:street|str?|avenue|ave|road|rd|lane|ln|drive|court|square|boulevard|blvd|terrace|parkway|highway)\\.?$'
const STREET = new RegExp(`^\\d{1,5}[A-Za-z]? \\p{L}{2}|\\p{L} \\d{1,3}[A-Za-z]?$|${ENDING}`, 'iu')
const STREET_ENDING = new RegExp(ENDING, 'iu')

/** Whether a stretch looks like a street with its number, or ends as streets do. */
export function looksLikeStreet(value: string): boolean {
  return STREET.test(value)
}

export function endsLikeStreet(value: string): boolean {
  return STREET_ENDING.test(value)
}
