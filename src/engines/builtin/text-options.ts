import type { OptionKinds } from '../../calls/check-options.js'
import type { OpenOptions } from '../../calls/engine.js'

/** The options of each of the browser's models that write. */
export interface BuiltinTextOptions extends Pick<OpenOptions, 'signal' | 'onProgress'> {
  /** Words about all texts or their readers. @default none */
  context?: string | undefined
  /** The languages of the texts, as BCP 47 tags. The browser refuses languages that it does not know. @default ['en'] */
  languages?: readonly string[] | undefined
  /** The language of the result. @default the first of `languages` */
  outputLanguage?: string | undefined
}

/** How one text is written. */
export interface BuiltinCallOptions {
  /** Words about this text. @default none */
  context?: string | undefined
  /** Aborts the work; the call rejects with exactly its reason. */
  signal?: AbortSignal | undefined
}

export const TEXT_OPTIONS: OptionKinds<BuiltinTextOptions> = {
  context: 'string',
  languages: 'list',
  outputLanguage: 'string',
  signal: 'signal',
  onProgress: 'function',
}

export const CALL_OPTIONS: OptionKinds<BuiltinCallOptions> = { context: 'string', signal: 'signal' }

/** The options in the browser's words. */
export function toBrowserOptions({ context, languages = ['en'], outputLanguage = languages[0] }: BuiltinTextOptions) {
  return {
    expectedInputLanguages: languages,
    expectedContextLanguages: languages,
    ...(outputLanguage === undefined ? {} : { outputLanguage }),
    ...(context === undefined ? {} : { sharedContext: context }),
  }
}

/** The options of a call in the browser's words: a context that is undefined would be the word "undefined" there. */
export const toBrowserCall = (context: string | undefined, signal: AbortSignal) =>
  context === undefined ? { signal } : { context, signal }
