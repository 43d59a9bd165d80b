/** The Postgres text search configuration of a language. Without one, words stay whole. */
export function configurationOf(language: string): string {
  const [base = ''] = language.toLowerCase().split('-')
  return CONFIGURATIONS.get(base) ?? 'simple'
}

const CONFIGURATIONS: ReadonlyMap<string, string> = new Map([
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
