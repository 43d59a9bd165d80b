import type { GeneratorSource } from './generator-source.js'
import { type TextClass, type TextWords, textClass } from './text-class.js'
import { writePrompt } from './writing-prompt.js'

const WORDS = {
  tone: ['neutral', 'formal', 'casual'],
  format: ['markdown', 'plain-text'],
  length: ['short', 'medium', 'long'],
} as const satisfies TextWords

const RULES: Readonly<Record<string, string>> = {
  formal: 'Use formal language.',
  neutral: 'Use a neutral tone.',
  casual: 'Use casual language, as among friends.',
  markdown: 'You may use Markdown.',
  'plain-text': 'Use plain text without Markdown.',
  short: 'Write a short text: a few sentences, at most 100 words.',
  medium: 'Write a text of medium length: at most 300 words.',
  long: 'Write a long and detailed text.',
}

/** Offers a generator as the browser's `Writer`. */
export const writerClass = (source: GeneratorSource): TextClass<typeof WORDS, 'write'> =>
  textClass({ name: 'Writer', method: 'write', words: WORDS, rules: RULES, prompt: writePrompt, source })
