import { WrongUse } from '../../usage/wrong-use.js'
import type { Conversion, Converter } from './conversion.js'
import { identifiers } from './identifiers.js'
import { presidio } from './presidio.js'
import { recognizerCases } from './recognizer-cases.js'
import { secrets } from './secrets.js'
import { spans } from './spans.js'
import { conll, tokens } from './tagged-tokens.js'
import { aliases } from './type-names.js'

export const FORMATS: Readonly<Record<string, Converter>> = {
  presidio,
  'presidio-cases': recognizerCases,
  spans,
  tokens,
  conll,
  stdnum: identifiers,
  gitleaks: secrets,
}

/** Aliases of one format, in addition to those of every format: two types of tacet that the set does not distinguish. */
const OWN_ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'presidio-cases': { DE_ID_CARD: 'PASSPORT', ES_CIF: 'ES_DNI' },
}

/** Converts a set to the type names of the redactor. `aliases` merges types that the set does not distinguish. */
export function convert(
  file: string,
  format: string,
  { name, license }: { readonly name: string; readonly license?: string | undefined },
): Conversion {
  const converter = FORMATS[format]
  if (converter === undefined)
    throw new WrongUse(`--from must be one of ${Object.keys(FORMATS).join(', ')}, got ${format}`)
  const rows = converter.rows(file)
  const used = new Set(rows.flatMap(({ spans }) => spans.map(({ type }) => type)))
  // A type that the set itself uses must not be merged into another type.
  const folded = Object.entries({ ...aliases, ...OWN_ALIASES[format] }).filter(([from]) => !used.has(from))
  return {
    header: {
      dataset: name,
      license: license ?? converter.license,
      task: 'redact',
      aliases: Object.fromEntries(folded),
    },
    rows,
  }
}

export function toJsonl({ header, rows }: Conversion): string {
  return [header, ...rows].map((line) => `${JSON.stringify(line)}\n`).join('')
}
