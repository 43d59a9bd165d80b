import { expect, test } from 'vitest'
import { nameRecognizer, type SpanLabeler } from '../../../src/redact/names/names.js'
import { createRedactor } from '../../../src/redact/redactor.js'
import { restore } from '../../../src/redact/restore/restore.js'
import { NlpError } from '../../../src/shared/errors.js'
import type { LabelledSpan } from '../../../src/shared/tasks.js'
import { toyRecognizers } from '../arbitrary-text.js'

/** Labels each given piece of text once, where it first stands. */
function labeler(...pieces: readonly (readonly [piece: string, type: string])[]): SpanLabeler & { seen: string[] } {
  const seen: string[] = []
  return {
    seen,
    label: async (texts) =>
      texts.map((text) => {
        seen.push(text)
        return pieces.flatMap(([piece, type]): LabelledSpan[] => {
          const start = text.indexOf(piece)
          return start === -1 ? [] : [{ start, end: start + piece.length, type, score: 0.9 }]
        })
      }),
  }
}

async function found(text: string, model: SpanLabeler): Promise<string[]> {
  const redactor = createRedactor({
    recognizers: toyRecognizers.slice(0, 2),
    locales: [],
    model: nameRecognizer(model),
  })
  const entities = await redactor.detect(text)
  return entities.map(({ type, start, end }) => `${type} ${text.slice(start, end)}`)
}

test.each([
  ['Call Maria Lopez now', [['Maria Lopez', 'PERSON']], ['PERSON Maria Lopez']],
  [
    'Call Maria Lopez now',
    [
      ['Maria', 'B-PER'],
      ['Lopez', 'I-PER'],
    ],
    ['PERSON Maria Lopez'],
  ],
  ['Call Maria Lopez now', [['ria Lop', 'PER']], ['PERSON Maria Lopez']],
  ["Call 'Zoë', now", [[" 'Zo", 'PER']], ['PERSON Zoë']],
  ["Maria's car", [['Maria', 'PER']], ['PERSON Maria']],
  // Japanese, Chinese and Thai write no spaces: the letters around a name are other words.
  [
    '田中太郎さんと佐藤花子さんは来週会います。',
    [
      ['田中太郎', 'PER'],
      ['佐藤花子', 'PER'],
    ],
    ['PERSON 田中太郎', 'PERSON 佐藤花子'],
  ],
  [
    '昨日田中太郎に会った',
    [
      ['田中', 'B-PER'],
      ['太郎', 'I-PER'],
    ],
    ['PERSON 田中太郎'],
  ],
  ['Mariaさんは来た', [['Mari', 'PER']], ['PERSON Maria']],
  ['คุณสมชายมาแล้ว', [['สมชาย', 'PER']], ['PERSON สมชาย']],
  ['Sammy Davis Jr. sang.', [['Sammy Davis Jr', 'PER']], ['PERSON Sammy Davis Jr.']],
  [
    'in Rome 😀',
    [
      ['Rome', 'LOC'],
      ['😀', 'MISC'],
    ],
    ['LOCATION Rome'],
  ],
  [
    'Jean-Luc',
    [
      ['Jean', 'PER'],
      ['Luc', 'PER'],
    ],
    ['PERSON Jean-Luc'],
  ],
  ['... !', [['...', 'PER']], []],
  // A sentence, a line or a dash ends a name; an initial, a title and "Jr." do not, but nobody is called "Jr. Mary".
  [
    'I saw Ann Lee. Tom left',
    [
      ['Ann Lee', 'PER'],
      ['Tom', 'PER'],
    ],
    ['PERSON Ann Lee', 'PERSON Tom'],
  ],
  ['I saw Ann Lee! Tom left', [['Ann Lee! Tom', 'PER']], ['PERSON Ann Lee', 'PERSON Tom']],
  ['Ann Lee. Bo Li. Tom Ng', [['Ann Lee. Bo Li. Tom Ng', 'PER']], ['PERSON Ann Lee', 'PERSON Bo Li', 'PERSON Tom Ng']],
  ['Ann Lee\nTom Ng', [['Ann Lee\nTom Ng', 'PER']], ['PERSON Ann Lee', 'PERSON Tom Ng']],
  ['Ann Lee - Tom Ng', [['Ann Lee - Tom Ng', 'PER']], ['PERSON Ann Lee', 'PERSON Tom Ng']],
  ['sah Zoë Weiß. Änne ging', [['Zoë Weiß. Änne', 'PER']], ['PERSON Zoë Weiß', 'PERSON Änne']],
  ['J. R. R. Lee went', [['J. R. R. Lee', 'PER']], ['PERSON J. R. R. Lee']],
  [
    'J. Lee went',
    [
      ['J', 'PER'],
      ['Lee', 'PER'],
    ],
    ['PERSON J. Lee'],
  ],
  ['Bo Lee Jr. Mary sang', [['Bo Lee Jr. Mary', 'PER']], ['PERSON Bo Lee Jr.', 'PERSON Mary']],
  [
    '5 Elm Rd, Dover. 6 Elm Rd, Bath',
    [['5 Elm Rd, Dover. 6 Elm Rd, Bath', 'ADDRESS']],
    ['ADDRESS 5 Elm Rd, Dover', 'ADDRESS 6 Elm Rd, Bath'],
  ],
  ['5 Elm St. Dover', [['5 Elm St. Dover', 'ADDRESS']], ['ADDRESS 5 Elm St. Dover']],
  ['Ask Mr. Pálffy', [['Mr. Pálffy', 'PER']], ['TITLE Mr.', 'PERSON Pálffy']],
  ['Ask Dr Ann Lee', [['Ann Lee', 'PER']], ['TITLE Dr', 'PERSON Ann Lee']],
  ['Mr. and Mrs. Lee', [['Lee', 'PER']], ['PERSON Mr.', 'TITLE Mrs.', 'PERSON Lee']],
  ['Herr und Frau Lee', [['Frau Lee', 'PER']], ['PERSON Herr', 'TITLE Frau', 'PERSON Lee']],
  ['Mrs. said so', [['Mrs', 'PER']], ['TITLE Mrs.']],
  ['Sirius Black', [['Sirius Black', 'PER']], ['PERSON Sirius Black']],
  ['at 5 Elm Rd now', [['5 Elm Rd', 'LOC']], ['ADDRESS 5 Elm Rd']],
  ['Harbor Street', [['Harbor Street', 'LOC']], ['ADDRESS Harbor Street']],
  ['St. Louis', [['St. Louis', 'LOC']], ['LOCATION St. Louis']],
  ['to 10115 there', [['10115', 'ADDRESS']], ['POSTAL_CODE 10115']],
] as const)('%j with labels %j gives %j', async (text, pieces, expected) => {
  expect(await found(text, labeler(...pieces))).toEqual(expected)
})

test('a name found once is found again, whole and in part, but not inside words or as a common word', async () => {
  const text = 'Maria Lopez called. Lopez asked May: was Maria there? Marias, lopez. Will came. May Will Lopez!'
  const model = labeler(['Maria Lopez', 'PER'], ['May Will', 'PER'])
  expect(await found(text, model)).toEqual([
    'PERSON Maria Lopez',
    'PERSON Lopez',
    'PERSON Maria',
    'PERSON May Will',
    'PERSON Lopez',
  ])
})

test('the model sees no value that the rules have found, at the same offsets', async () => {
  const model = labeler(['Ann', 'PER'])
  const text = 'ann@lopez.com, 555-1234: Ann'
  expect(await found(text, model)).toEqual(['EMAIL ann@lopez.com', 'PHONE 555-1234', 'PERSON Ann'])
  expect(model.seen).toEqual(['xxx@xxxxx.xxx, 000-0000: Ann'])
})

test('a text without letters is not sent to the model', async () => {
  const model = labeler()
  expect(await found('1 2 3 …', model)).toEqual([])
  expect(model.seen).toEqual([])
})

test('labels of your own model have types of your own', async () => {
  const model = nameRecognizer(labeler(['Thor', 'B-DOG']), { labels: { DOG: 'PET' } })
  const redaction = await createRedactor({ recognizers: [], locales: [], model }).redact('Thor barks')
  expect(redaction.text).toBe('[PET_1] barks')
  expect(restore(redaction.text, redaction)).toBe('Thor barks')
})

test('a model that breaks keeps its own error and hides nothing', async () => {
  const crashed = new NlpError('worker-crashed', 'The worker died.')
  await expect(found('Ann', { label: () => Promise.reject(crashed) })).rejects.toBe(crashed)
})

test('what is no labeler is refused', () => {
  expect(() => nameRecognizer({} as never)).toThrow(TypeError)
})

test('a couple is two people, and each of them stays one', async () => {
  const text = 'Mr. and Mrs. Lee came. Mr. Lee sat down, Mrs. Lee stood. Mr. Lee!'
  const model: SpanLabeler = {
    label: async ([seen = '']) => [
      Array.from(seen.matchAll(/Lee/g), ({ index }) => ({ start: index, end: index + 3, type: 'PER', score: 0.9 })),
    ],
  }
  const redactor = createRedactor({ recognizers: [], locales: [], model: nameRecognizer(model) })
  const redaction = await redactor.redact(text)
  expect(redaction.text).toBe(
    '[PERSON_1] and [TITLE_1] [PERSON_2] came. [TITLE_2] [PERSON_1_B] sat down, [TITLE_1] [PERSON_2] stood. [TITLE_2] [PERSON_1_B]!',
  )
  expect(restore(redaction.text, redaction)).toBe(text)
})
