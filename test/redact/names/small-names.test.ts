import { expect, test } from 'vitest'
import { nameRecognizer, type SpanLabeler } from '../../../src/redact/names/names.js'
import { smallNames } from '../../../src/redact/names/small-names.js'
import { createRedactor } from '../../../src/redact/redactor.js'

/** A model that finds no name, so all findings come from the words around them. */
const blind: SpanLabeler = { label: async (texts) => texts.map(() => []) }
const redactor = createRedactor({ locales: [], model: nameRecognizer(blind) })

async function names(text: string): Promise<string[]> {
  const entities = await redactor.detect(text)
  return entities.filter(({ type }) => type === 'PERSON').map(({ start, end }) => text.slice(start, end))
}

test.each([
  ['', []],
  ['kevin', []],
  // Words that are no given name, or mostly something else.
  ['tell everyone that it is late', []],
  ['ask mark() for the offset', []],
  ['call max with two numbers', []],
  ['dis à maman que tout va bien', []],
  ['le numéro de série manque', []],
  ['vraag dan nog een keer', []],
  ['chiedi a mia madre', []],
  // Settings and fields are not lines of a chat.
  ['min: 1\nmax: 5', []],
  ['kevin: true\noskar: 12', []],
  ['title: the long way home', []],
  ['tell kevin that i am late', ['kevin']],
  ['Please ask sophie', ['sophie']],
  ['frag mal sabine ob das geht', ['sabine']],
  ["c'est le num de kevin", ['kevin']],
  ["num d'amélie svp", ['amélie']],
  ['dile a martina que vuelvo', ['martina']],
  ["di' a chiara che arrivo", ['chiara']],
  ['hai il cell di matteo?', ['matteo']],
  ['zeg tegen annette dat het kan', ['annette']],
  ['avisa pra rafaela que deu certo', ['rafaela']],
  ['esse é o número da juliana', ['juliana']],
  ['zadzwoń do weronika', []],
  ['kevin: where are you now\nsophie: at the gym still', ['kevin', 'sophie']],
  ['[10:02] kevin: on my way home', ['kevin']],
] as const)('%j has the names %j', async (text, expected) => {
  expect(await names(text)).toEqual(expected)
})

test.each(['tell a', 'num de ', 'kevin: a b\n', 'dis à kevin', '[10:02] '])('100 kB of %j end in time', (unit) => {
  const text = unit.repeat(100_000 / unit.length)
  // A pattern that backs up from each place would need minutes, beyond the time limit of the test.
  expect(smallNames(text, () => false).length).toBeLessThan(text.length)
})
