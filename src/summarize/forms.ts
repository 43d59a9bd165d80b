/** The kind of a summary, in the words of the browser's Summarizer. */
export type SummaryType = 'tldr' | 'teaser' | 'key-points' | 'headline'
/** The length of a summary, in the words of the browser's Summarizer. */
export type SummaryLength = 'short' | 'medium' | 'long'

export const TYPES: readonly SummaryType[] = ['tldr', 'teaser', 'key-points', 'headline']
export const LENGTHS: readonly SummaryLength[] = ['short', 'medium', 'long']

/** The number of sentences of a summary, or of points where it is a list. */
export const COUNTS: Readonly<Record<Exclude<SummaryType, 'headline'>, Readonly<Record<SummaryLength, number>>>> = {
  tldr: { short: 1, medium: 3, long: 5 },
  teaser: { short: 1, medium: 2, long: 4 },
  'key-points': { short: 3, medium: 5, long: 7 },
}

/** The most words of a headline. */
export const HEADLINE_WORDS: Readonly<Record<SummaryLength, number>> = { short: 12, medium: 17, long: 22 }

/** The form of one summary. */
export interface SummaryForm {
  readonly type: SummaryType
  readonly length: SummaryLength
  readonly format: 'markdown' | 'plain-text'
  readonly language: string
}
