import { expect, test } from 'vitest'
import { email } from '../../../src/redact/recognizers/global/email.js'
import { patternRecognizer } from '../../../src/redact/recognizers/parts/pattern-recognizer.js'
import { createRedactor } from '../../../src/redact/redactor.js'
import { restore } from '../../../src/redact/restore/restore.js'
import { Vault } from '../../../src/redact/vault/vault.js'

const names = patternRecognizer({
  name: 'names',
  type: 'PERSON',
  pattern: /(?:(?:Anna|Tom|Robin|Jörg|Ana|Zoë Ann) )?(?:Weber|Müller|Groß|de la Cruz|Li)(?!\p{L})|Anna(?!\p{L})/gu,
  tier: 'model',
})
const redactor = createRedactor({ recognizers: [names, email], locales: [] })

test.each([
  ['Anna Weber, Tom Weber: anna.weber@x.de, tom@y.de', '[PERSON_1], [PERSON_2]: [EMAIL_1], [EMAIL_2]'],
  // The address comes before the name, or another address before that of the person.
  ['tom.weber@x.de: Anna Weber, Tom Weber', '[EMAIL_2]: [PERSON_1], [PERSON_2]'],
  ['info@x.de, weber@x.de, Anna Weber', '[EMAIL_2], [EMAIL_1], [PERSON_1]'],
  // Both could be meant, so the address belongs to neither.
  ['Anna Weber, Tom Weber: a@x.de, weber@x.de, tom@x.de', '[PERSON_1], [PERSON_2]: [EMAIL_3], [EMAIL_4], [EMAIL_2]'],
  // A second address has its own number; the same one in another spelling has not.
  ['Anna Weber: anna@x.de, Anna@X.de, aweber@y.de', '[PERSON_1]: [EMAIL_1], [EMAIL_1_B], [EMAIL_2]'],
  ['Tom Li, Jörg Groß: t@x.de, gross.j@x.de', '[PERSON_1], [PERSON_2]: [EMAIL_3], [EMAIL_2]'],
  ['Tom Li, Anna Müller: mueller_anna87@x.de', '[PERSON_1], [PERSON_2]: [EMAIL_2]'],
  ['Tom Li, Ana de la Cruz: anacruz@x.de', '[PERSON_1], [PERSON_2]: [EMAIL_2]'],
  ['Tom Li, Zoë Ann Weber: zoe-weber@x.de, annaweber@x.de', '[PERSON_1], [PERSON_2]: [EMAIL_2], [EMAIL_3]'],
  ['Tom Weber: hanna.weber@x.de', '[PERSON_1]: [EMAIL_1]'],
])('an address that is made of a name has the number of the person: %s', async (text, expected) => {
  const redaction = await redactor.redact(text)
  expect(redaction.text).toBe(expected)
  expect(restore(redaction.text, redaction)).toBe(text)
})

test('an address keeps its number when its person is named later', async () => {
  const vault = new Vault()
  const texts = []
  for (const text of ['Tom Li, anna@x.de', 'Anna Weber', 'anna@x.de'])
    texts.push(await redactor.redact(text, { vault }))
  expect(texts.map(({ text }) => text)).toEqual(['[PERSON_1], [EMAIL_1]', '[PERSON_2]', '[EMAIL_1]'])
})

test.each([
  [
    'Anna Weber, Tom Weber. Frau Weber, Herr Weber',
    '[PERSON_1], [PERSON_2]. Frau [PERSON_1_LAST], Herr [PERSON_2_LAST]',
  ],
  ['Tom Weber. Frau Weber', '[PERSON_1]. Frau [PERSON_2]'],
  // Women and men bear this name, and a surname has no gender.
  ['Robin Weber. Frau Weber', '[PERSON_1]. Frau [PERSON_1_LAST]'],
  ['Mrs. Weber, Anna Weber', 'Mrs. [PERSON_1], [PERSON_1_FULL]'],
  ['Anna. Mr. Weber', '[PERSON_1]. Mr. [PERSON_2]'],
  ['Herr Tom Li, Mrs. Weber, Tom Weber', 'Herr [PERSON_1], Mrs. [PERSON_2], [PERSON_3]'],
])('a title means the person whose given name fits: %s', async (text, expected) => {
  expect((await redactor.redact(text)).text).toBe(expected)
})
