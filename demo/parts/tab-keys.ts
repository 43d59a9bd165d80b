/**
 * The tab to which a key leads, in the pattern for tabs: arrows move between the tabs, Home and End lead to the first and the last.
 * `undefined` for every other key.
 */
export function tabOfKey(key: string, current: number, count: number): number | undefined {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
  return step === undefined ? undefined : (current + step + count) % count
}
