import { checkOptions } from '../../calls/check-options.js'
import { NlpError } from '../../shared/errors.js'
import type { LabelledSpan } from '../../shared/tasks.js'
import type { Entity, Recognizer } from '../findings/recognizer.js'
import { trustedSpans } from '../findings/trusted-spans.js'
import { fold } from '../spelling/fold.js'
import { UNSPACED } from '../spelling/unspaced.js'
import { loadGenderOfName } from '../subjects/gender-of-name.js'
import { isFieldLabel } from '../words/no-names.js'
import { looksLikeStreet } from '../words/street-words.js'
import { languageOf, wordsOf } from '../words/text-language.js'
import { type ToldName, toldNames } from './introductions.js'
import { listedNames } from './listed-names.js'
import { repeatedMentions } from './mentions.js'
import { knownWords, weighNames } from './name-evidence.js'
import { smallNames } from './small-names.js'
import { endsInAbbreviation, splitNames } from './split-names.js'
import { separateTitles } from './titles.js'

/** A model that labels stretches of texts: a tagger of this package, or your own token classifier. */
export interface SpanLabeler {
  /** The labels that the labeler may give, where they are known. A labeler is refused if none of its labels has a type. */
  readonly labels?: readonly string[] | undefined
  /** Returns the spans of each text, in offsets of that text. The labeler must not cut long texts. */
  label(
    texts: readonly string[],
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly (readonly LabelledSpan[])[]>
}

/** How a model's labels become entity types. */
export interface NameRecognizerOptions {
  /** The recognizer's name in findings and errors. @default 'names' */
  name?: string | undefined
  /** The entity type of each of the model's labels, without B- and I-; labels that are not listed are ignored. @default commonLabels */
  labels?: Readonly<Record<string, string>> | undefined
}

/** The usual labels of taggers, and the type that is reported for each. */
export const commonLabels: Readonly<Record<string, string>> = {
  PERSON: 'PERSON',
  PER: 'PERSON',
  NAME: 'PERSON',
  GIVENNAME: 'PERSON',
  GIVEN_NAME: 'PERSON',
  FIRSTNAME: 'PERSON',
  FIRST_NAME: 'PERSON',
  SURNAME: 'PERSON',
  LASTNAME: 'PERSON',
  LAST_NAME: 'PERSON',
  ORG: 'ORGANIZATION',
  ORGANIZATION: 'ORGANIZATION',
  COMPANY: 'ORGANIZATION',
  LOC: 'LOCATION',
  LOCATION: 'LOCATION',
  GPE: 'LOCATION',
  CITY: 'LOCATION',
  STATE: 'LOCATION',
  ADDRESS: 'ADDRESS',
  STREET_ADDRESS: 'ADDRESS',
  STREET: 'ADDRESS',
  DATE_OF_BIRTH: 'DATE_OF_BIRTH',
  DOB: 'DATE_OF_BIRTH',
  DATE: 'DATE',
  DATE_TIME: 'DATE',
  AGE: 'AGE',
  NRP: 'NRP',
  TITLE: 'TITLE',
  ZIP: 'POSTAL_CODE',
  ZIPCODE: 'POSTAL_CODE',
  USERNAME: 'USERNAME',
}

/**
 * Finds names, places and addresses with a model. Values that the rules have found are hidden from the model. The model's spans are
 * widened to whole words, and a name found once is found wherever it is in the text.
 *
 * @example
 * const redactor = createRedactor({ model: nameRecognizer(tagger) })
 * const { text } = await redactor.redact('Maria Lopez called. Tell Maria to call back.')
 * text // '[PERSON_1] called. Tell [PERSON_1_FIRST] to call back.'
 */
export function nameRecognizer(labeler: SpanLabeler, options: NameRecognizerOptions = {}): Recognizer {
  checkOptions('nameRecognizer', options, { name: 'string', labels: 'object' })
  const { name = 'names', labels = commonLabels } = options
  if (typeof labeler?.label !== 'function') throw new TypeError('`labeler` must have a method label(texts)')
  const typeOf = (label: string) => typeOfLabel(label, labels)
  if (labeler.labels && !labeler.labels.some((label) => typeOf(label) !== undefined)) {
    throw new NlpError(
      'unsupported',
      `The model of the recognizer ${name} has the labels ${labeler.labels.slice(0, 9).join(', ')}, and none of them has a ` +
        'type, so names would stay in the text. Map labels to types with the option `labels`, such as { LABEL_1: "PERSON" }.',
    )
  }
  const types = new Set([...Object.values(labels), 'POSTAL_CODE', 'TITLE'])
  return {
    name,
    types: [...types],
    stage: 'model',
    async recognize(text, { signal, found = [] } = {}) {
      if (!/\p{L}/u.test(text)) return []
      const results = await labeler.label([hideValues(text, found)], { signal })
      const entities: Entity[] = []
      for (const span of trustedSpans(name, text, results)) {
        const type = typeOf(span.type)
        const within = type === undefined ? undefined : toWords(text, span)
        if (type === undefined || !within) continue
        const place =
          type === 'PERSON' ? withHyphen(text, within) : type === 'ADDRESS' ? withoutLabel(text, within) : within
        const shaped = typeByShape(type, text.slice(place.start, place.end))
        const entity: Entity = { type: shaped, ...place, score: span.score, tier: 'model', recognizer: name }
        for (const part of splitNames(text, entity)) {
          const words = toWords(text, part)
          if (words) entities.push({ ...part, ...words })
        }
      }
      const words = wordsOf(text)
      const language = languageOf(words)
      const known = await knownWords(language)
      const isEveryday = (word: string) => known.everyday.has(word) || known.common.has(word)
      const said = types.has('PERSON')
        ? [
            ...toldNames(text, new Set(words), (word) => known.everyday.has(word)),
            ...smallNames(text, isEveryday),
          ].sort((a, b) => a.start - b.start || b.end - a.end)
        : []
      const told = await withoutDoubt(text, said, entities)
      if (entities.length === 0 && told.length === 0) return []
      const joined = withTold(weighNames(text, joinParts(text, entities), known), told, name)
      const listed = [...joined, ...listedNames(text, joined, isEveryday)]
      return separateTitles(text, [...listed, ...repeatedMentions(text, listed)])
    },
  }
}

/** The type of a label. The label is looked up as it is, in upper case, and without a prefix such as B- or I-. */
function typeOfLabel(label: string, labels: Readonly<Record<string, string>>): string | undefined {
  for (const spelling of [label, label.toUpperCase(), label.replace(/^[BIESLU][-_]/, '').toUpperCase()]) {
    if (Object.hasOwn(labels, spelling)) return labels[spelling]
  }
  return undefined
}

/**
 * The text in which letters and digits of known values are made uniform. Length and punctuation stay, so offsets hold and the model
 * still sees that an address or a number stood there. The model sees no name inside an e-mail address.
 */
function hideValues(text: string, found: readonly Entity[]): string {
  const parts: string[] = []
  let from = 0
  for (const { start, end } of [...found].sort((a, b) => a.start - b.start)) {
    if (end <= from) continue
    const begin = Math.max(from, start)
    // The scheme of an address stays, because the model would read "xxxxx://" as words.
    const [scheme = ''] = /^(?:https?:\/\/|www\.)/i.exec(text.slice(begin, end)) ?? []
    parts.push(
      text.slice(from, begin),
      scheme,
      text
        .slice(begin + scheme.length, end)
        .replace(/[A-Za-z]/g, 'x')
        .replace(/\d/g, '0'),
    )
    from = end
  }
  return parts.join('') + text.slice(from)
}

/** Digits alone are a postal code and not an address. A place with a house number or a street's ending is an address. */
function typeByShape(type: string, value: string): string {
  if (type === 'ADDRESS' && /^\d[\d -]{2,9}$/.test(value)) return 'POSTAL_CODE'
  return type === 'LOCATION' && looksLikeStreet(value) ? 'ADDRESS' : type
}

/**
 * The span without spaces and punctuation at its edges, widened to whole words. In a script without spaces between words
 * the span stays as it is: widened to the letters around, a name would take the whole sentence.
 */
function toWords(
  text: string,
  span: { readonly start: number; readonly end: number },
): { start: number; end: number } | undefined {
  let start = Math.max(0, span.start)
  let end = Math.min(text.length, span.end)
  while (start < end && !isWord(text, start)) start++
  while (end > start && !isWord(text, end - 1)) end--
  if (start === end) return undefined
  while (start > 0 && isOneWord(text, start)) start--
  while (end < text.length && isOneWord(text, end)) end++
  // The period of "J." and "Jr." belongs to the name, but the period of a sentence does not.
  if (text[end] === '.' && /(?<![\p{L}\p{N}])(?:\p{Lu}|[JS]r)$/u.test(text.slice(Math.max(start, end - 3), end))) end++
  return { start, end }
}

/** The second half of a name such as "Min-jun" belongs to the name. */
function withHyphen(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  const [rest = ''] = /^-\p{L}{2,12}(?![\p{L}\p{N}-])/u.exec(text.slice(end, end + 16)) ?? []
  return { start, end: end + rest.length }
}

/** An address without the title of the next field at its end: ", Tel". */
function withoutLabel(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  const [tail = '', label = ''] = /[,;]\s*([^,;]{2,20})$/.exec(text.slice(start, end)) ?? []
  return { start, end: tail !== '' && isFieldLabel(label, text.slice(end, end + 40)) ? end - tail.length : end }
}

function isWord(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  // Surrogates count as part of a word, so that no pair is ever split.
  return (unit >= 0xd800 && unit <= 0xdfff) || /[\p{L}\p{M}\p{N}]/u.test(text[index]!)
}

/** Whether a word continues across this place. */
function isOneWord(text: string, index: number): boolean {
  return isWord(text, index - 1) && isWord(text, index) && !UNSPACED.test(text.slice(index - 1, index + 1))
}

/** Without the doubtful names that neither the model nor the list of given names knows. */
async function withoutDoubt(text: string, told: readonly ToldName[], entities: readonly Entity[]): Promise<ToldName[]> {
  if (!told.some(({ doubtful }) => doubtful)) return [...told]
  const genderOf = await loadGenderOfName()
  return told.filter(
    ({ start, end, doubtful }) =>
      !doubtful ||
      genderOf(fold(text.slice(start, end))) !== undefined ||
      entities.some((entity) => entity.type === 'PERSON' && entity.start < end && entity.end > start),
  )
}

/** Puts the names that their context reveals in place of the model's findings in the same place. */
function withTold(entities: readonly Entity[], told: readonly ToldName[], recognizer: string): Entity[] {
  const names: Entity[] = []
  for (const { start, end, saidFrom } of told) {
    const isInside = entities.some((other) => other.type === 'PERSON' && other.start < saidFrom && other.end > start)
    if (isInside || start < (names.at(-1)?.end ?? 0)) continue
    // The model may know where a name ends better than the rule does, but not where the name begins.
    const longer = entities.find((entity) => entity.type === 'PERSON' && entity.start < end && entity.end > end)
    names.push({ type: 'PERSON', start, end: longer?.end ?? end, score: 0.8, tier: 'context', recognizer })
  }
  const overlaps = (entity: Entity) =>
    names.some((name) => entity.start < name.end && entity.end > name.start) ||
    told.some(({ saidFrom, start }) => entity.start >= saidFrom && entity.end <= start)
  return [...entities.filter((entity) => !overlaps(entity)), ...names].sort((a, b) => a.start - b.start)
}

function isOneName(text: string, end: number, start: number): boolean {
  const gap = text.slice(end, start)
  return (
    // In a script without spaces the parts of a name touch.
    gap === '' ||
    (gap === ' ' && !/[\s,][JS]r\.$/.test(text.slice(Math.max(0, end - 4), end))) ||
    gap === '-' ||
    (gap === '. ' && endsInAbbreviation(text, end))
  )
}

/** Joins parts of one name that were found one by one: "Maria" and "Lopez", "Jean" and "Luc". */
function joinParts(text: string, entities: readonly Entity[]): Entity[] {
  const joined: Entity[] = []
  for (const entity of [...entities].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1)
    const overlaps = last !== undefined && entity.start < last.end
    const adjoins = last !== undefined && entity.type === 'PERSON' && isOneName(text, last.end, entity.start)
    if (last && last.type === entity.type && (overlaps || adjoins)) {
      joined[joined.length - 1] = {
        ...last,
        end: Math.max(last.end, entity.end),
        score: Math.max(last.score, entity.score),
      }
    } else if (!overlaps) joined.push(entity)
  }
  return joined
}
