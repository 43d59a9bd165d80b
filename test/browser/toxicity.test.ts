import { createClassifier } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, expect, test } from 'vitest'

const engine = localEngine({ baseUrl: '/' })
afterAll(() => engine.stop())
const classifier = await createClassifier({ model: 'toxicity', engines: [engine] })

const insult = 'You disgusting idiot, everybody hates you'
const signs: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', i: 'і', c: 'с', p: 'р' }
const leet: Readonly<Record<string, string>> = { e: '3', o: '0', i: '1' }
const harmless = 'The river rises in the hills north of the town and flows into the lake after forty kilometres. '

test.each([
  ['openly', insult],
  ['with invisible signs between its letters', [...insult].join('\u200b')],
  ['in look-alike letters', insult.replace(/[aeoicp]/g, (sign) => signs[sign] as string)],
  [
    'in spaced letters',
    insult
      .split(' ')
      .map((word) => (word.length > 3 ? [...word].join(' ') : word))
      .join('  '),
  ],
  ['with digits for letters', insult.replace(/(?<=[a-z])[eoi](?=[a-z])/g, (sign) => leet[sign] as string)],
  ['in base64', `Read this: ${btoa(insult)}`],
  ['at the end of a long harmless text', harmless.repeat(15) + insult],
])('an insult is found %s', async (_, text) => {
  expect((await classifier.classify(text)).accepted).toEqual(['toxic'])
})

test.each([
  ['S A L E at the garden centre, all roses half price'],
  ['My name is Kowalski, that is K O W A L S K I'],
  ['The letters U N E S C O stand above the door'],
  ['W E L C O M E  T O  O U R  O P E N  D A Y'],
  ['Please p r i n t your name in b l o c k letters'],
  ['T h e   t r a i n   l e a v e s   a t   n o o n'],
  ['Y o u  h a v e  a  l o v e l y  g a r d e n ,  m y  f r i e n d'],
  ['H-a-p-p-y birthday, grandmother'],
])('%j is harmless', async (text) => {
  expect((await classifier.classify(text)).accepted).toEqual(['not-toxic'])
})

test.each([
  harmless,
  'the quick brown fox jumps over the lazy dog. ',
  'Please send me the report by Friday. ',
  'Chop the onions, heat the oil, and stir until they are soft. ',
])('%j is not toxic, however often it is said', async (sentence) => {
  const results = await classifier.classify([1, 5, 20, 100].map((times) => sentence.repeat(times)))
  expect(new Set(results.flatMap(({ accepted }) => accepted))).toEqual(new Set(['not-toxic']))
})

test.each([
  ['toxic', 'I will find you and make you suffer'],
  ['toxic', 'People like them should be thrown out of the country'],
  ['not-toxic', 'This cake is fucking brilliant'],
  ['not-toxic', 'I hate broccoli'],
  ['not-toxic', 'My sister is a lesbian and a doctor'],
])('what is done with a word counts: %s, %j', async (label, text) => {
  expect((await classifier.classify(text)).label).toBe(label)
})
