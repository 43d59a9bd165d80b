import type { GeneratorSource } from './generator-source.js'
import { type TextClass, type TextWords, textClass } from './text-class.js'
import { rewritePrompt } from './writing-prompt.js'

const WORDS = {
  tone: ['as-is', 'more-formal', 'more-casual'],
  format: ['as-is', 'plain-text', 'markdown'],
  length: ['as-is', 'shorter', 'longer'],
} as const satisfies TextWords

const RULES: Readonly<Record<string, string>> = {
  'more-formal': 'Make it more formal.',
  'more-casual': 'Make it more casual.',
  'plain-text': 'Use plain text without Markdown.',
  markdown: 'Use Markdown.',
  shorter: 'Make it shorter.',
  longer: 'Make it longer, without new facts.',
}

/** Offers a generator as the browser's `Rewriter`. */
export const rewriterClass = (source: GeneratorSource): TextClass<typeof WORDS, 'rewrite'> =>
  textClass({ name: 'Rewriter', method: 'rewrite', words: WORDS, rules: RULES, prompt: rewritePrompt, source })
