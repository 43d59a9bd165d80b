/** The Shannon entropy of a value in bits per character: how evenly the value uses its characters. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}

const placeholder =
  /x{5,}|\*{3,}|\.{3}|(.)\1{7,}|<[^>]{1,40}>|\$\{|\{\{|your[-_ ]?|_here\b|here_|placeholder|changeme|redacted|insert[-_]|replace[-_]|dummy|sample|not-?a-?real|\bexample\b|put_|todo|(?:0123456789){2}|abcdefghijklm/i

/** Whether a value is a placeholder that documentation writes for a secret: YOUR_API_KEY, xxxxxxxx, <token>, ${TOKEN}. */
export function isPlaceholder(value: string): boolean {
  return placeholder.test(value) || /^\D{0,20}1?2345678(?:90?)?$/.test(value)
}
