/** A language tag in its canonical form. Throws a RangeError for a text that is not a tag, like the browser. */
export function canonicalTag(tag: unknown): string {
  return Intl.getCanonicalLocales(String(tag))[0] ?? String(tag)
}

/** The tags of an option in their canonical form, each once; null for no tags. */
export function canonicalTags(tags: Iterable<string> | undefined): readonly string[] | null {
  if (tags === undefined) return null
  const canonical = [...new Set(Array.from(tags, canonicalTag))]
  return canonical.length === 0 ? null : Object.freeze(canonical)
}

/** The language of a tag, without script and region. */
export const languageOf = (tag: string): string => new Intl.Locale(tag).language
