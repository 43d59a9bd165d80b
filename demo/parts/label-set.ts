/** Names a set of labels, so that answers under the same labels are found again. */
export const labelSet = (labels: readonly string[]): string => [...labels].sort().join(', ')
