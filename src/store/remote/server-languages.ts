import { baseOf } from '../shared/stem.js'

/** The Postgres text search configuration of a language. Without one, words stay whole. */
export function configurationOf(language: string): string {
  return NAMES.get(baseOf(language)) ?? 'simple'
}

/** The analyzer of a language in OpenSearch and Elasticsearch. Without one, words stay whole. */
export function analyzerOf(language: string): string {
  const base = baseOf(language)
  return NAMES.get(base) ?? ANALYZERS.get(base) ?? 'standard'
}

/** Names that both kinds of server know. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['da', 'danish'],
  ['de', 'german'],
  ['en', 'english'],
  ['es', 'spanish'],
  ['fi', 'finnish'],
  ['fr', 'french'],
  ['hu', 'hungarian'],
  ['it', 'italian'],
  ['nl', 'dutch'],
  ['no', 'norwegian'],
  ['pt', 'portuguese'],
  ['ro', 'romanian'],
  ['ru', 'russian'],
  ['sv', 'swedish'],
  ['tr', 'turkish'],
])

/** Names that only the search engines know. */
const ANALYZERS: ReadonlyMap<string, string> = new Map([
  ['ja', 'cjk'],
  ['ko', 'cjk'],
  ['th', 'thai'],
  ['zh', 'cjk'],
])
