import { NlpError } from '../shared/errors.js'
import type { TextToText } from '../shared/tasks.js'

/** How a model gets the languages: by its own purpose config, by words before each text, or not at all. */
export interface Direction {
  readonly purpose?: string | undefined
  readonly before: string
}

interface Languages {
  readonly model: string
  readonly sourceLanguage: string
  readonly targetLanguage: string
}

/** Finds how the model translates between two languages. Rejects a pair that its files do not name, because it would write nonsense. */
export function directionOf(
  { purposes, languageTokens, translates }: TextToText,
  { model, sourceLanguage, targetLanguage }: Languages,
): Direction {
  const refuse = (known: string) =>
    new NlpError(
      'model-unknown',
      `Model ${model} does not translate from ${sourceLanguage} to ${targetLanguage}: ${known}. ` +
        'Choose another model, or give the words before each text in `prefix`.',
    )
  const pairs = purposes.flatMap((purpose) => {
    const [, from, to] = /^translation_(\w+?)_to_(\w+)$/.exec(purpose) ?? []
    return from === undefined || to === undefined ? [] : [{ purpose, from, to }]
  })
  const pair = pairs.find(({ from, to }) => isSame(from, sourceLanguage) && isSame(to, targetLanguage))
  if (pair !== undefined) return { purpose: pair.purpose, before: '' }
  if (languageTokens.length > 0) {
    const token = tokenFor(targetLanguage, languageTokens)
    if (token !== undefined) return { before: `${token} ` }
    throw refuse(`it knows ${languageTokens.join(' ')}`)
  }
  if (translates !== undefined) {
    const { from, to } = translates
    if (isSame(from, sourceLanguage) && isSame(to, targetLanguage)) return { before: '' }
    throw refuse(`it goes from ${from} to ${to}`)
  }
  if (pairs.length > 0) throw refuse(`it knows ${pairs.map(({ from, to }) => `${from} to ${to}`).join(', ')}`)
  return { before: '' }
}

/** A tag in its usual form: `fra` becomes `fr`, and `pt_br` becomes `pt-BR`. */
export function usualTag(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'))
  } catch {
    return undefined
  }
}

function isSame(one: string, other: string): boolean {
  const language = usualTag(one)?.language
  return language !== undefined && language === usualTag(other)?.language
}

/** The token of the same tag, or else of the same language: first one in its usual script. */
function tokenFor(language: string, tokens: readonly string[]): string | undefined {
  const wanted = usualTag(language)
  const known = tokens.flatMap((token) => {
    const locale = usualTag(token.slice(2, -2))
    return locale === undefined || locale.language !== wanted?.language ? [] : [{ token, locale }]
  })
  const script = wanted?.maximize().script
  const best =
    known.find(({ locale }) => locale.toString() === wanted?.toString()) ??
    known.find(({ locale }) => locale.maximize().script === script)
  return best?.token
}
