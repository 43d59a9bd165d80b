import { checkOptions, describe } from '../../calls/check-options.js'
import { asyncDispose, type Resource } from '../../calls/dispose.js'
import type { OpenOptions } from '../../calls/engine.js'
import { NlpError } from '../../shared/errors.js'
import type { BrowserModel } from './browser-class.js'
import { holdModel } from './held-model.js'

/** The details that the browser's Proofreader gives for each mistake. */
export interface BuiltinProofreaderOptions extends Pick<OpenOptions, 'signal' | 'onProgress'> {
  /** The languages of the texts, as BCP 47 tags. The browser refuses languages that it does not know. @default ['en'] */
  languages?: readonly string[] | undefined
  /** Whether each correction names the kinds of its mistake. @default false */
  types?: boolean | undefined
  /** Whether each correction explains its mistake. @default false */
  explanations?: boolean | undefined
  /** The language of the explanations. @default the browser decides */
  explanationLanguage?: string | undefined
}

/** A corrected text. */
export interface Proofreading {
  /** The text with all corrections. */
  readonly text: string
  /** The corrections, in the order of the text. */
  readonly corrections: readonly Correction[]
}

/** One mistake: `text.slice(start, end)` of the text as it was. */
export interface Correction {
  /** Where the mistake begins. */
  readonly start: number
  /** Where the mistake ends. */
  readonly end: number
  /** The text that belongs in its place. */
  readonly replacement: string
  /** The kinds of the mistake in the browser's words, such as 'spelling'; empty if the caller did not ask for them. */
  readonly types: readonly string[]
  /** Why it is a mistake, where that was asked for. */
  readonly explanation: string | undefined
}

/** The browser's Proofreader. */
export interface BuiltinProofreader extends Resource {
  /** Finds the mistakes of a text. */
  proofread(text: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<Proofreading>
}

/**
 * Creates the browser's own Proofreader. Call it in a click handler where the browser must download its model first.
 *
 * @example
 * const proofreader = await createBuiltinProofreader({ types: true })
 * for (const { start, end, replacement } of (await proofreader.proofread(text)).corrections) {
 *   console.log(text.slice(start, end), replacement)
 * }
 * await proofreader.close()
 */
export async function createBuiltinProofreader(options: BuiltinProofreaderOptions = {}): Promise<BuiltinProofreader> {
  checkOptions('createBuiltinProofreader', options, {
    languages: 'list',
    types: 'boolean',
    explanations: 'boolean',
    explanationLanguage: 'string',
    signal: 'signal',
    onProgress: 'function',
  })
  const held = await holdModel('Proofreader', toBrowserProofreading(options), options)
  const close = () => held.close()
  return {
    async proofread(text, callOptions = {}) {
      checkOptions('proofread', callOptions, { signal: 'signal' })
      if (typeof text !== 'string') throw new TypeError(`\`text\` must be a string, got ${describe(text)}`)
      const read = await held.use(callOptions.signal, (model, signal) => model.proofread(text, { signal }))
      return toProofreading(text, read)
    },
    close,
    [asyncDispose]: close,
  }
}

/** The options in the browser's words. */
export const toBrowserProofreading = ({
  languages = ['en'],
  types = false,
  explanations = false,
  explanationLanguage,
}: BuiltinProofreaderOptions) => ({
  expectedInputLanguages: languages,
  includeCorrectionTypes: types,
  includeCorrectionExplanations: explanations,
  ...(explanationLanguage === undefined ? {} : { correctionExplanationLanguage: explanationLanguage }),
})

/** Checks the places: an app marks them in the text, and a place outside of the text would mark nonsense. */
function toProofreading(
  text: string,
  { correctedInput, corrections }: Awaited<ReturnType<BrowserModel<'Proofreader'>['proofread']>>,
): Proofreading {
  let from = 0
  const checked = corrections.map(({ startIndex, endIndex, correction, types = [], explanation }) => {
    if (!(startIndex >= from && endIndex >= startIndex && endIndex <= text.length)) {
      throw new NlpError('invalid-output', "The browser's Proofreader named places that are not in the text")
    }
    from = endIndex
    return { start: startIndex, end: endIndex, replacement: correction, types, explanation }
  })
  return { text: correctedInput, corrections: checked }
}
