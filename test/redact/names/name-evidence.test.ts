import { describe, expect, test } from 'vitest'
import type { Entity } from '../../../src/redact/findings/recognizer.js'
import { knownWords, weighNames } from '../../../src/redact/names/name-evidence.js'

const known = await knownWords()

/** The score of the marked stretch after the second look. */
function weighed(marked: string, type: string, score: number, others: readonly [string, string][] = []): number {
  const start = marked.indexOf('[')
  const text = marked.replace(/[[\]]/g, '')
  const entity = (from: number, to: number, of: string, sure: number): Entity => {
    return { type: of, start: from, end: to, score: sure, tier: 'model', recognizer: 'names' }
  }
  const more = others.map(([value, of]) => entity(text.indexOf(value), text.indexOf(value) + value.length, of, 0.95))
  const [first] = weighNames(text, [entity(start, marked.indexOf(']') - 1, type, score), ...more], known)
  return first!.score
}

describe('of two findings that the model is equally sure of, it believes', () => {
  test.each([
    ['the unusual word', 'PERSON', 'ask [Marlo] about it then', 'ask [Butter] about it then'],
    ['the full name', 'PERSON', 'Then [Marlo Verhoeven] wrote back', 'Then [Marlo] wrote back'],
    ['the capital within a sentence', 'PERSON', 'Then we met [Marlo] there', '[Marlo] then we met there'],
    ['the name with a capital', 'PERSON', 'Then I met [Marlo] at Lena’s', 'Then I met [marlo] at Lena’s'],
    ['the word that is not stretched', 'PERSON', 'Oh it is [Nadine] again', 'Oh it is [Naaaadine] again'],
    ['the country', 'LOCATION', 'They moved to [Norway] then', 'They moved to [Norvay] then'],
    ['the legal form', 'ORGANIZATION', 'We met [Brill GmbH] then', 'We met [Brill Gamba] then'],
  ])('%s', (_, type, likelier, unlikelier) => {
    expect(weighed(likelier, type, 0.7)).toBeGreaterThan(weighed(unlikelier, type, 0.7))
  })
})

test('small letters say nothing in a text that has no others', () => {
  const chat = weighed('met [marlo] at the lake and then we went home', 'PERSON', 0.7)
  expect(chat).toBeGreaterThan(weighed('Met [marlo] at Lake Como and then we went Home', 'PERSON', 0.7))
})

test('names in scripts without capitals keep their chance', () => {
  expect(weighed('昨日[田中]さんに会いました', 'PERSON', 0.9)).toBeGreaterThanOrEqual(0.5)
})

test('a name is as sure everywhere as where it is surest', () => {
  const text = 'Brill. Then Anna Brill came.'
  const at = (start: number, end: number, score: number): Entity => {
    return { type: 'PERSON', start, end, score, tier: 'model', recognizer: 'names' }
  }
  const [first, second] = weighNames(`${text} Brill`, [at(0, 5, 0.55), at(29, 34, 0.97)], known)
  expect(first!.score).toBe(second!.score)
})

test.each([
  ['I am [Finnish] and proud', 0.7],
  ["we're [Catholic] at home", 0.7],
  ['Nationality: [Polish]', 0.7],
  ['a [Muslim] woman from here', 0.7],
])('%j: a group said of somebody keeps its score', (text, score) => {
  expect(weighed(text, 'NRP', score)).toBe(score)
})

test.each(['the [Finnish] government said', 'This is [Polish] food', 'a [Dutch] film from 2004'])(
  '%j: a group said of nobody is only possible',
  (text) => {
    expect(weighed(text, 'NRP', 0.79)).toBeLessThan(0.5)
  },
)

test.each(['12 May 1984', '12. Mai', 'May 12th', '1984-05-12', '12/5', 'spring 1984', 'the 4th of July', '5月12日'])(
  'a date that names a day or a year keeps its score: %j',
  (date) => {
    expect(weighed(`He came on [${date}] then`, 'DATE', 0.7)).toBe(0.7)
  },
)

test.each([
  'on [2026-03-14]T09:22:41.113Z ERROR',
  '[2026-03-14] 09:22:41 INFO start',
  'up\n[2026-03-14] 09:22:41 INFO start',
  'Version [2024.03.15] is out',
])('the time of a log and the number of a version are hardly a date: %j', (marked) => {
  expect(weighed(marked, 'DATE', 0.99)).toBeLessThan(0.5)
})

test.each(['Appointment: [2026-03-14] 09:22:41', 'a [2026-03-14] 09:22:41', 'Born on [1984-05-12] 04:10:00 in Graz'])(
  'a day with a time in a sentence or a form keeps its score: %j',
  (marked) => {
    expect(weighed(marked, 'DATE', 0.7)).toBe(0.7)
  },
)

test.each([
  ['ADDRESS', 'BP fell, [Puls 72], no pain'],
  ['ADDRESS', 'the [IPv6] 2001:db8::1'],
  ['POSTAL_CODE', 'a sum of [149],90'],
  ['DATE', 'Prometheus on [9090].'],
  ['POSTAL_CODE', 'from here port [52114] ssh2'],
  ['LOCATION', 'PORT=[8080]'],
  ['PERSON', 'Serial A1B2-[C3D4].'],
])('%s: a measure, a port or a code is none: %j', (type, marked) => {
  expect(weighed(marked, type, 0.95)).toBeLessThan(0.5)
})

test.each(['Monday', 'May', 'floor 12', 'level 7', 'step 4', 'tomorrow'])('%j is hardly a date', (date) => {
  expect(weighed(`It is on [${date}] then`, 'DATE', 0.79)).toBeLessThan(0.5)
})

test('a street’s name may be an address; the word alone is hardly one', () => {
  expect(weighed('at the corner of [Lindenstraße] there', 'ADDRESS', 0.7)).toBe(0.7)
  expect(weighed('at the corner of the [street] there', 'ADDRESS', 0.7)).toBeLessThan(0.5)
})

test('a group beside a person is said of that person', () => {
  expect(weighed('the [Polish] writer Olga Marlo', 'NRP', 0.7, [['Olga Marlo', 'PERSON']])).toBe(0.7)
})

test('a long text full of groups is weighed in linear time', () => {
  const text = 'Polish Olga '.repeat(50_000)
  const entities = Array.from({ length: 100_000 }, (_, index): Entity => {
    const [type, start, length] = index % 2 === 0 ? ['NRP', 6 * index, 6] : ['PERSON', 6 * index + 1, 4]
    return { type, start, end: start + length, score: 0.7, tier: 'model', recognizer: 'names' } as Entity
  })
  expect(weighNames(text, entities, known).every(({ type, score }) => type !== 'NRP' || score === 0.7)).toBe(true)
})

test('what the model names stays possible under strict, however unlikely, and never exceeds 1', () => {
  expect(weighed('Then i ate [butter] at Lena’s', 'PERSON', 0.5)).toBeGreaterThanOrEqual(0.3)
  expect(weighed('They moved to [New Zealand] then', 'LOCATION', 1)).toBe(1)
})

test.each(['', '😀', '\ud800', '...'])('an odd value %j is weighed too', (value) => {
  const entity: Entity = { type: 'PERSON', start: 0, end: value.length, score: 0.6, tier: 'model', recognizer: 'names' }
  expect(weighNames(value, [entity], known)[0]!.score).toBeLessThanOrEqual(1)
})

test.each([
  ['a nationality that people say of themselves', 'Ik ben [Nederlander] en zoek werk'],
  ['a nationality in a case', 'Jestem [Polakiem] i mieszkam tutaj'],
  ['a nationality behind an article', 'Je suis une [Française] de Lille'],
  ['a German noun behind an article', 'Wir treffen uns im [Zwinger] um acht'],
  ['a German noun that begins with its article', 'Am [Deich] ist es windig'],
  ['a disease behind its Latin word', 'Verdacht auf Morbus [Bechterew] seit Mai'],
  ['a disease in one word', 'Bekannt ist [Hashimoto-Thyreoiditis] seit Mai'],
  ['a disease with its Polish word', 'rozpoznanie: [choroba Parkinsona], leki'],
  ['a disease with its French word', 'une maladie de [Crohn] depuis 2010'],
  ['the finder of a law', "Here [Moore]'s law holds"],
  ['the name of a dish', 'We had the [Waldorf] salad then'],
  ['the title of a column', '[Telefon;Betrag]\nKathrin;12'],
  ['the role of a speaker', 'Agent: hello. [Caller]: it broke'],
])('%s is no person', (_, marked) => {
  expect(weighed(marked, 'PERSON', 0.95)).toBeLessThan(0.5)
})

test.each([
  ['ik ben [Nederhof] van hierboven'],
  ['Ich bin [Christine] und rufe wegen der Miete an'],
  ['Hi, I’m [Jude] from the gym'],
  ['I talked to [Christian] then'],
  ['Das Rad gehört [Imke] von nebenan'],
  ['Im [Haus Meier] wohnt niemand mehr'],
  ['hey im [marlo] btw, call me'],
  ['the illness of [Marlo], la maladie de Marlo'],
  ["This is [Moore]'s house"],
  ['ask [anna92] about it'],
])('%s keeps its chance', (marked) => {
  expect(weighed(marked, 'PERSON', 0.95)).toBeGreaterThanOrEqual(0.5)
})

test.each([
  'we saw a [Wombat] in the yard',
  'she is such an [Ogre] to them',
  '[Hahahaha] Cool then',
  '[jejeje] que risa',
])('%s is no person', (marked) => {
  expect(weighed(marked, 'PERSON', 0.95)).toBeLessThan(0.5)
})

test.each(['dile a [Juan] que venga', 'hablo a [Marta]', 'an [Maria] und Tom', 'such a [Marlo Verhoeven] fan'])(
  '%s may be a person',
  (marked) => {
    expect(weighed(marked, 'PERSON', 0.95)).toBeGreaterThanOrEqual(0.5)
  },
)

test('a strange word before "this" or "you" is an exclamation, unless the model is sure that it is a name', () => {
  expect(weighed('[Bruuh] this is it', 'PERSON', 0.85)).toBeLessThan(0.5)
  expect(weighed('[Marlo] called this morning', 'PERSON', 0.85)).toBeGreaterThanOrEqual(0.5)
  expect(weighed('[Marlo] you are late', 'PERSON', 1)).toBeGreaterThanOrEqual(0.5)
})

test('a Dutch noun with its article is no surname', async () => {
  const dutch = await knownWords('nl')
  const scoreOf = (text: string, value: string) => {
    const start = text.indexOf(value)
    const at = { start, end: start + value.length }
    return weighNames(text, [{ type: 'PERSON', ...at, score: 0.95, tier: 'model', recognizer: 'names' }], dutch)[0]!
      .score
  }
  expect(scoreOf('een brief van de Waterpolobond over het geld', 'de Waterpolobond')).toBeLessThan(0.5)
  expect(scoreOf('een brief van Bram de Winter over het geld', 'Bram de Winter')).toBeGreaterThanOrEqual(0.5)
})

test.each(['Schwindel', 'Kopfschmerzen', 'Monate', 'Apfelstrudel'])('%s is no person in German', async (noun) => {
  const entity: Entity = {
    type: 'PERSON',
    start: 10,
    end: 10 + noun.length,
    score: 0.95,
    tier: 'model',
    recognizer: 'names',
  }
  const [weighed] = weighNames(`Wir haben ${noun} und mehr`, [entity], await knownWords('de'))
  expect(weighed!.score).toBeLessThan(0.5)
})

test('words of the language of the text, and English words among Hindi ones, are no names', async () => {
  const hindi = await knownWords('hi')
  const scoreOf = (text: string, value: string) => {
    const start = text.indexOf(value)
    const entity: Entity = {
      type: 'PERSON',
      start,
      end: start + value.length,
      score: 0.9,
      tier: 'model',
      recognizer: 'names',
    }
    return weighNames(text, [entity], hindi)[0]!.score
  }
  expect(scoreOf('mujhe kal bahut kaam hai', 'bahut kaam')).toBeLessThan(0.5)
  expect(scoreOf('mera money wapas nahi aaya', 'money wapas')).toBeLessThan(0.5)
  expect(scoreOf('mujhe kal Sunita se milna hai', 'Sunita')).toBeGreaterThanOrEqual(0.5)
})
