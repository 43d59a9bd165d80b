import { checkOptions, describe } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import type { CallOptions } from './calls/engine.js'
import { runTask } from './calls/run-task.js'
import { type TextStream, textStream } from './calls/stream.js'
import { listTexts, shapeLike, type Texts } from './calls/texts.js'
import { CREATE_OPTIONS, type CreateOptions, openTask } from './engines/create-options.js'
import { toInput } from './generate/options.js'
import { NlpError } from './shared/errors.js'
import { directionOf, usualTag } from './translate/direction.js'
import { halve, type Segment, segmentsOf } from './translate/segments.js'

/** The languages between which a translator translates, and its model. */
export interface TranslatorOptions extends CreateOptions {
  /**
   * An encoder–decoder model: the address of a folder in the Hugging Face layout, or a hub id.
   * @default none: one of `engines` must then translate without a named model, like `builtinEngine()` in some browsers
   */
  model?: string | undefined
  /** The language of the texts, as a BCP 47 tag such as `en`. */
  sourceLanguage: string
  /** The language of the translations, as a BCP 47 tag such as `pt-BR`. */
  targetLanguage: string
  /**
   * The words that the model expects before each text. @default those that its own files say: the words of
   * `task_specific_params`, or the token of the language
   */
  prefix?: string | undefined
}

/** How a text is translated. */
export interface TranslateOptions extends CallOptions {
  /** The most tokens of the translation of one sentence. @default 512 */
  maxTokens?: number | undefined
  /**
   * How many beginnings of a sentence the model follows at once, at most 16; the best whole sentence wins. Four are usual.
   * More cost more time. @default 1
   */
  beams?: number | undefined
}

/** A translated text. */
export interface Translation {
  /** The translation, with the line ends of the text. */
  readonly text: string
  /** The sentences of the text whose translation was cut off at `maxTokens`, by their places. Show them as doubtful. */
  readonly unfinished: readonly { readonly start: number; readonly end: number }[]
}

/** A loaded model that translates from one language to another. */
export interface Translator extends Resource {
  /** The id of the model. */
  readonly model: string
  /** The digest of the exact weights. */
  readonly digest: string | undefined
  /** The language of the texts. */
  readonly sourceLanguage: string
  /** The language of the translations. */
  readonly targetLanguage: string
  /** Translates a text of any length, or each text of a list. */
  translate(text: string, options?: TranslateOptions): Promise<Translation>
  translate(texts: readonly string[], options?: TranslateOptions): Promise<Translation[]>
  /** Streams the translation while the model writes it. Leaving the loop stops the model. */
  stream(text: string, options?: TranslateOptions): TextStream<Translation>
}

/**
 * Loads an encoder–decoder model (Marian, T5) that translates on this device. A text is translated sentence by sentence,
 * because such models were trained on sentences. Line ends, bullets and numbers between the sentences stay as they are.
 *
 * @example
 * const translator = await createTranslator({
 *   model: '/models/opus-mt-en-de/',
 *   sourceLanguage: 'en',
 *   targetLanguage: 'de',
 * })
 * console.log((await translator.translate('The house is old.')).text)
 * await translator.close()
 */
export async function createTranslator(allOptions: TranslatorOptions): Promise<Translator> {
  const kinds = { ...CREATE_OPTIONS, sourceLanguage: 'string', targetLanguage: 'string', prefix: 'string' } as const
  checkOptions('createTranslator', allOptions, kinds, ['sourceLanguage', 'targetLanguage'])
  if (allOptions.model === undefined && allOptions.engines === undefined) {
    throw new TypeError(
      'createTranslator needs the option `model`, or an engine such as builtinEngine() in `engines`, which has a model of its own',
    )
  }
  const { sourceLanguage, targetLanguage, prefix, ...options } = allOptions
  for (const [name, tag] of Object.entries({ sourceLanguage, targetLanguage })) {
    if (usualTag(tag) === undefined)
      throw new RangeError(`\`${name}\` must be a tag such as 'en', got ${describe(tag)}`)
  }
  const session = await openTask('generate', { ...options, translation: { sourceLanguage, targetLanguage } })
  const { model, textToText } = session

  function direction() {
    if (prefix !== undefined) return { before: prefix }
    if (textToText !== undefined) return directionOf(textToText, { model, sourceLanguage, targetLanguage })
    throw new NlpError(
      'model-unknown',
      `Model ${model} continues texts and does not translate. Choose an encoder–decoder model, such as one of the kind MarianMTModel.`,
    )
  }
  const { purpose, before } = await Promise.resolve()
    .then(direction)
    .catch(async (error: unknown) => {
      await session.close()
      throw error
    })

  async function translateText(text: string, options: TranslateOptions, emit?: (piece: string) => void) {
    const { signal, trace, maxTokens, beams } = options
    const asked = { ...toInput([], { maxTokens, beams }), purpose }
    const unfinished: Segment[] = []
    let translation = ''
    const show = (piece: string) => {
      translation += piece
      emit?.(piece)
    }

    async function translateSentence(sentence: Segment): Promise<void> {
      signal?.throwIfAborted()
      const from = translation.length
      const showWords = (piece: string) => show(translation.length === from ? piece.trimStart() : piece)
      try {
        const onEvent = emit && showWords
        const input = { ...asked, prompt: before + sentence.text }
        const output = await runTask(session, 'generate', input, { signal, trace, onEvent })
        if (emit === undefined) showWords(output.text)
        if (output.finishReason === 'length') unfinished.push(sentence)
      } catch (error) {
        const halves = NlpError.is(error, 'context-overflow') ? halve(sentence) : undefined
        if (halves === undefined) throw error
        await translateSentence(halves[0])
        show(' ')
        await translateSentence(halves[1])
      }
    }

    for (const segment of segmentsOf(text, sourceLanguage)) {
      if (segment.translated) await translateSentence(segment)
      else show(segment.text)
    }
    return { text: translation, unfinished: unfinished.map(({ start, end }) => ({ start, end })) }
  }

  async function translate(text: string, options?: TranslateOptions): Promise<Translation>
  async function translate(texts: readonly string[], options?: TranslateOptions): Promise<Translation[]>
  async function translate(input: Texts, options: TranslateOptions = {}) {
    checkOptions('translate', options, TRANSLATE_OPTIONS)
    const translations: Translation[] = []
    for (const text of listTexts(input)) translations.push(await translateText(text, options))
    return shapeLike(input, translations)
  }

  return {
    model,
    digest: session.digest,
    sourceLanguage,
    targetLanguage,
    translate,
    stream(text, options = {}) {
      checkOptions('stream', options, TRANSLATE_OPTIONS)
      toInput([], options)
      if (typeof text !== 'string') throw new TypeError(`\`text\` must be a string, got ${describe(text)}`)
      const { signal } = options
      return textStream(({ emit, signal: stop }) => translateText(text, { ...options, signal: stop }, emit), { signal })
    },
    close: () => session.close(),
    [asyncDispose]: () => session.close(),
  }
}

const TRANSLATE_OPTIONS = { maxTokens: 'any', beams: 'any', signal: 'signal', trace: 'object' } as const
