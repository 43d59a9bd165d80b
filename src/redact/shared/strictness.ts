/**
 * How certain a finding must be to be hidden: 'relaxed' hides only nearly certain values, 'balanced' also likely values, 'strict'
 * also merely possible values. All but 'relaxed' read disguises such as "jo at mail dot com", and 'strict' reads the most.
 */
export type Strictness = 'relaxed' | 'balanced' | 'strict'

/** The lowest score that is reported. A finding's score includes the evidence of its context. */
export const minScoreOf: Readonly<Record<Strictness, number>> = { relaxed: 0.75, balanced: 0.5, strict: 0.3 }
