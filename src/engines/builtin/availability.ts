import { describe } from '../../calls/check-options.js'
import type { Availability } from '../../calls/engine.js'
import { browserClass } from './browser-class.js'
import { type BuiltinProofreaderOptions, toBrowserProofreading } from './proofreader.js'
import type { BuiltinSummarizerOptions } from './summarizer.js'
import { toBrowserOptions } from './text-options.js'
import type { BuiltinRewriterOptions, BuiltinWriterOptions } from './writers.js'

/** The options of the browser's models that are not engines, by the browser's names. */
interface BuiltinModels {
  /** Summarizes. */
  Summarizer: BuiltinSummarizerOptions
  /** Writes by a request. */
  Writer: BuiltinWriterOptions
  /** Writes another version of a text. */
  Rewriter: BuiltinRewriterOptions
  /** Corrects. */
  Proofreader: BuiltinProofreaderOptions
}

const NAMES: readonly (keyof BuiltinModels)[] = ['Summarizer', 'Writer', 'Rewriter', 'Proofreader']

/**
 * Says whether the browser has one of its own models with these options, and whether the browser must download it
 * first. For models behind engines, ask `availability` of `tacet` with `builtinEngine()`.
 *
 * @example
 * if ((await builtinAvailability('Summarizer', { type: 'tldr' })) === 'downloadable') showDownloadButton()
 */
export async function builtinAvailability<Name extends keyof BuiltinModels>(
  name: Name,
  options: BuiltinModels[Name] = {},
): Promise<Availability> {
  if (!NAMES.includes(name)) throw new TypeError(`The model must be one of ${NAMES.join(', ')}, got ${describe(name)}`)
  const { signal, onProgress, ...asked }: BuiltinModels[Name] = options
  const inBrowserWords = name === 'Proofreader' ? toBrowserProofreading(asked) : writing(asked)
  return (await browserClass(name)?.availability(inBrowserWords)) ?? 'unavailable'
}

const writing = ({
  type,
  tone,
  length,
  format,
  ...rest
}: BuiltinSummarizerOptions & { readonly tone?: string | undefined }) => {
  const { sharedContext: _, ...languages } = toBrowserOptions(rest)
  const form = Object.entries({ type, tone, length, format }).filter(([, word]) => word !== undefined)
  return { ...languages, ...Object.fromEntries(form) }
}
