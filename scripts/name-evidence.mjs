import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

// Makes the word lists by which the redactor weighs what a model takes for a name, from text with a stated licence:
//
//   node scripts/name-evidence.mjs DATA
//
// DATA/train holds lm (Wikipedia, novels, dialogues), cls (comments, messages, reviews), ner (labelled names),
// text_multi (sentences without names, by language) and pii/faker_lists, as *.jsonl.xz; `xz` unpacks them. Only counts of
// words go into the lists.

const COMMON_WORDS = 4500
const WORDS_OF_A_LANGUAGE = 2500
const EUROPEAN = ['cs', 'da', 'de', 'en', 'es', 'fr', 'it', 'nl', 'no', 'pl', 'pt', 'sv']
/** In German each noun has a capital, so there only the lists of names tell a noun from a name. */
const LANGUAGES = ['de', 'es', 'fr', 'it', 'nl', 'pl', 'pt']
const train = join(process.argv[2] ?? '', 'train')
const out = fileURLToPath(new URL('../src/redact/words/', import.meta.url))

/** Every n-th page is enough: the counts of common words hardly change. */
const TEXTS = [
  { name: 'lm/wikipedia_en', every: 4, weight: 1 },
  { name: 'lm/novels_pd', every: 5, weight: 1 },
  { name: 'lm/sgd_dialogues', every: 3, weight: 1 },
  { name: 'lm/gsm8k', every: 1, weight: 1 },
  ...['toxicity', 'emotion_goemotions', 'spam_sms', 'intent_banking77', 'intent_clinc150', 'sentiment_reviews'].map(
    (name) => ({ name: `cls/${name}`, every: 1, weight: 3 }),
  ),
]

const lists = await fakerLists()
const small = new Map()
const capital = new Map()
for (const { name, every, weight } of TEXTS) {
  let index = 0
  for await (const row of rowsOf(name)) {
    index += 1
    if (index % every === 0) countWords(row.text ?? `${row.q} ${row.a}`, weight)
  }
}
const common = [...small]
  .filter(([word, count]) => /^[a-z]{2,}$/.test(word) && count >= 20 && !lists.names.has(word))
  .filter(([word, count]) => (capital.get(word) ?? 0) < 0.15 * (count + (capital.get(word) ?? 0)))
  .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
  .slice(0, COMMON_WORDS)
  .map(([word]) => word)
writeList(
  'common-words',
  'commonWords',
  common.sort(),
  ' ',
  'words that Wikipedia, novels and chat write small; no names',
)
writeList(
  'place-names',
  'placeNames',
  await placeNames(),
  '|',
  'places that Wikipedia links and Faker (MIT) or labelled text knows',
)

writeList(
  'given-names',
  'womensNames',
  await givenNames('female', 'male'),
  ' ',
  'given names that Faker (MIT) gives to one gender alone in several languages',
)
writeList('given-names', 'mensNames', await givenNames('male', 'female'), ' ')

for (const language of LANGUAGES) {
  writeList(
    `everyday-words/${language}`,
    'words',
    await everydayWords(language),
    ' ',
    `everyday words of ${language}; no names`,
  )
}

/** The most frequent words of a language that are on no list of names. */
async function everydayWords(language) {
  const counts = new Map()
  const names = new Set(lists.namesOf(language))
  for await (const { text, license } of rowsOf(`text_multi/${language}`)) {
    if (license.includes('SA')) continue
    for (const [token] of text.matchAll(/\p{L}{2,}/gu)) {
      const word = token.toLowerCase()
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  return [...counts]
    .filter(([word, count]) => count >= 3 && !names.has(word))
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .slice(0, WORDS_OF_A_LANGUAGE)
    .map(([word]) => word)
    .sort()
}

/** How often each word is written small, and how often with a capital where no sentence begins. */
function countWords(text, weight) {
  let begins = true
  for (const [token] of text.matchAll(/\p{L}+(?:['’]\p{L}+)*|[.!?:"“”()\n•]/gu)) {
    if (!/^\p{L}/u.test(token)) begins = true
    else {
      const word = token.toLowerCase()
      if (word === token) small.set(word, (small.get(word) ?? 0) + weight)
      else if (!begins && token.slice(1) === word.slice(1)) capital.set(word, (capital.get(word) ?? 0) + weight)
      begins = false
    }
  }
}

async function fakerLists() {
  const names = new Set()
  const byLanguage = new Map()
  const countries = new Set()
  const places = new Set()
  for await (const { locale, field, values } of rowsOf('pii/faker_lists')) {
    if (!Array.isArray(values)) continue
    const texts = values.filter((value) => typeof value === 'string')
    const english = locale.startsWith('en')
    if (/first_names|last_names/.test(field)) {
      const language = locale.slice(0, 2)
      const known = byLanguage.get(language) ?? new Set()
      for (const value of texts) for (const word of value.split(/[ -]/)) known.add(word.toLowerCase())
      byLanguage.set(language, known)
    }
    if (english && /first_names|last_names/.test(field)) {
      for (const value of texts) for (const word of value.split(' ')) names.add(word.toLowerCase())
    }
    if (english && field === 'countries') for (const value of texts) countries.add(value)
    if (['cities', 'countries', 'states', 'city_names', 'provinces'].includes(field)) {
      for (const value of texts) places.add(value.toLowerCase())
    }
  }
  const namesOf = (language) => [...names, ...(byLanguage.get(language) ?? [])]
  return { names, namesOf, countries, places }
}

/** The names of one gender in the lists of at least five European countries and languages, which none of them gives to the other. */
async function givenNames(gender, other) {
  const counts = new Map()
  const others = new Set()
  for await (const { locale, field, values } of rowsOf('pii/faker_lists')) {
    if (!EUROPEAN.includes(locale.slice(0, 2)) || !Array.isArray(values)) continue
    if (field === `first_names_${other}`) for (const value of values) others.add(value)
    if (field === `first_names_${gender}`) {
      for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
  }
  const isSure = ([name, count]) => count >= 5 && !others.has(name) && /^\p{Lu}\p{Ll}+$/u.test(name)
  return [...counts]
    .filter(isSure)
    .map(([name]) => name.toLowerCase())
    .sort()
}

/** Names that are mostly places where they are linked, and that a second source knows as places. */
async function placeNames() {
  const linked = new Map()
  for await (const { text, spans } of rowsOf('ner/wiki_silver')) {
    for (const [start, end, type] of spans) {
      const name = text.slice(start, end)
      const counts = linked.get(name) ?? { place: 0, other: 0 }
      counts[type === 'LOC' ? 'place' : 'other'] += 1
      linked.set(name, counts)
    }
  }
  const labelled = new Map()
  for (const name of ['english_gold', 'gum_named']) {
    for await (const { tokens, tags } of rowsOf(`ner/${name}`)) {
      for (const place of taggedPlaces(tokens, tags)) labelled.set(place, (labelled.get(place) ?? 0) + 1)
    }
  }
  const plain = (name) => /^[A-Z][\w'. -]+$/.test(name)
  const isPlace = ([name, { place, other }]) => {
    const attested =
      (labelled.get(name) ?? 0) >= 4 || (place >= 4 && (labelled.has(name) || lists.places.has(name.toLowerCase())))
    // "Victoria" is a person unless Wikipedia links it as a place all the time.
    return (
      plain(name) && attested && place > 0.6 * (place + other) && (place >= 60 || !lists.names.has(name.toLowerCase()))
    )
  }
  const countries = [...lists.countries].filter(plain)
  return [...new Set([...countries, ...[...linked].filter(isPlace).map(([name]) => name)])].sort()
}

function taggedPlaces(tokens, tags) {
  const places = []
  let open
  for (const [index, tag] of tags.entries()) {
    if (tag.startsWith('I-') && open) open.push(tokens[index])
    else open = undefined
    if (/^B-(?:LOC|location|GPE|country|Location)$/.test(tag)) {
      open = [tokens[index]]
      places.push(open)
    }
  }
  return places.map((words) => words.join(' '))
}

function rowsOf(name) {
  const { stdout } = spawn('xz', ['-dc', join(train, `${name}.jsonl.xz`)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: stdout })
  return (async function* () {
    for await (const line of lines) yield JSON.parse(line)
  })()
}

function writeList(file, name, words, separator, what) {
  mkdirSync(dirname(`${out}${file}`), { recursive: true })
  const lines = ['']
  for (const word of words) {
    if (lines.at(-1).length + word.length > 115) lines.push('')
    lines[lines.length - 1] += word + separator
  }
  const text = lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\|$/, '')
  const list = `export const ${name} = \`${text}\`\n`
  // A second list of a file goes behind the first one.
  if (what === undefined) appendFileSync(`${out}${file}.ts`, list)
  else writeFileSync(`${out}${file}.ts`, `// Made by scripts/name-evidence.mjs: ${what}.\n${list}`)
  console.log(`${file}: ${words.length}`)
}
