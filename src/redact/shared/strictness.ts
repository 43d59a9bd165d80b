/**
 * How much doubt is enough to hide something: 'relaxed' hides only what is nearly certain, 'balanced' also what is
 * likely, 'strict' also what is merely possible and reads disguises such as "jo at mail dot com".
 */
export type Strictness = 'relaxed' | 'balanced' | 'strict'

/** The least score that is reported. A finding is worth its own score, plus or minus what its context says. */
export const minScoreOf: Readonly<Record<Strictness, number>> = { relaxed: 0.75, balanced: 0.5, strict: 0.3 }
