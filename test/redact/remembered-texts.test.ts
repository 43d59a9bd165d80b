import { expect, test } from 'vitest'
import {
  createRedactor,
  patternRecognizer,
  type Recognizer,
  type RedactorOptions,
  redactMessages,
  restoreMessages,
  Vault,
} from '../../src/redact/index.js'

const introduction = patternRecognizer({ name: 'introduction', type: 'PERSON', pattern: /(?<=my name is )\w+/ })

/** Finds a name only where it is introduced, and records the texts that it reads. */
function listening(options: Partial<RedactorOptions> = {}) {
  const read: string[] = []
  const listener: Recognizer = {
    name: 'listener',
    types: ['PERSON'],
    recognize(text) {
      read.push(text)
      return []
    },
  }
  return { read, redactor: createRedactor({ recognizers: [listener, introduction], locales: [], ...options }) }
}

const user = (content: unknown) => ({ role: 'user', content })

test.each([
  ['a message', user('Robin wrote twice.'), user('[PERSON_1] wrote twice.')],
  ['a part', user([{ type: 'text', text: 'For Robin' }]), user([{ type: 'text', text: 'For [PERSON_1]' }])],
  [
    'the input of a tool, with escapes',
    { role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: '{"to":"\\u0052obin \\"R\\""}' } }] },
    { role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: '{"to":"[PERSON_1_B] \\"R\\""}' } }] },
  ],
  ['the data of a tool', { type: 'tool-f', input: { Robin: [1] } }, { type: 'tool-f', input: { '[PERSON_1]': [1] } }],
  [
    'what the assistant said',
    { role: 'assistant', content: 'Hi Robin' },
    { role: 'assistant', content: 'Hi [PERSON_1]' },
  ],
  ['another spelling', user('ROBIN!'), user('[PERSON_1_B]!')],
])('a name that a later message tells is hidden in %s before it', async (_what, message, expected) => {
  const { redactor } = listening()
  const told = user('my name is Robin')
  const { messages, vault } = await redactMessages<object>([message, told], redactor)
  expect(messages).toEqual([expected, user('my name is [PERSON_1]')])
  expect(await restoreMessages(messages, { vault })).toEqual([message, told])
})

test('of several texts at once each hides what another one tells, whatever their order', async () => {
  const { redactor } = listening()
  const texts = ['Robin wrote', 'my name is Robin', 'my name is Kim', 'Kim and Robin']
  const redactions = await redactor.redact(texts)
  expect(redactions.map(({ text }) => text)).toEqual([
    '[PERSON_1] wrote',
    'my name is [PERSON_1]',
    'my name is [PERSON_2]',
    '[PERSON_2] and [PERSON_1]',
  ])
  expect(redactions[0]?.entities).toMatchObject([{ type: 'PERSON', start: 0, end: 5, tier: 'known' }])
})

test('a value that nothing can turn back is hidden in the texts before it too', async () => {
  const { redactor } = listening({ operators: { default: { type: 'mask' } } })
  const [first] = await redactor.redact(['Robin wrote', 'my name is Robin'])
  expect(first?.text).toBe('••••• wrote')
})

test('only a text that shows the value is read again', async () => {
  const { redactor, read } = listening()
  const vault = new Vault()
  await redactMessages([user('Good morning'), user('Robin wrote'), user('my name is Robin')], redactor, { vault })
  expect(read).toEqual(['Good morning', 'Robin wrote', 'my name is Robin', 'Robin wrote'])
})

test('a value that the app allows stays, and the reading ends', async () => {
  const { redactor, read } = listening({ operators: { default: { type: 'mask' } }, types: ['PERSON'], allow: ['Kim'] })
  const vault = new Vault()
  vault.remember('PERSON', 'Kim')
  const texts = ['Kim wrote', 'my name is Robin', 'my name is Ann', 'Kim']
  const redactions = await redactor.redact(texts, { vault })
  expect(redactions.map(({ text }) => text)).toEqual(['Kim wrote', 'my name is •••••', 'my name is •••', 'Kim'])
  expect(read.length).toBeLessThan(12)
})
