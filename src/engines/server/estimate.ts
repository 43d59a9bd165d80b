/**
 * Estimates the tokens of a text, rather too many than too few: four Latin characters count as one token, any other
 * character counts as one. This is good enough to reserve a budget or to rule out a model. The bill comes from the
 * server.
 */
export function estimateTokens(text: string): number {
  let quarters = 0
  for (const sign of text) quarters += sign < '\u0250' ? 1 : 4
  return Math.ceil(quarters / 4) + 1
}
