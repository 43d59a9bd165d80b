import { describe, expect, test } from 'vitest'
import { readDataset } from '../../src/evaluate/index.js'
import { type FeedbackInput, openFeedback } from '../../src/feedback/index.js'
import { createRedactor } from '../../src/redact/index.js'
import { CANARIES, leaksOf } from '../engines/canaries.js'

const redactor = createRedactor({ locales: ['us'] })
const open = (options = {}) => openFeedback('test', { redactor, ...options })

const mail: FeedbackInput = {
  signal: 'up',
  task: 'classify',
  predicted: 'spam',
  text: 'Write to jo@example.com',
  consent: 'local',
}

describe('a text is kept', () => {
  test('only with consent', async () => {
    const feedback = await open()
    await feedback.add({ ...mail, consent: undefined, answer: 'secret', edited: 'secret' })
    await feedback.add({ ...mail, consent: 'none', text: 'secret', spans: [{ start: 0, end: 2, type: 'X' }] })
    const entries = await feedback.entries()
    expect(entries).toMatchObject([
      { predicted: 'spam', consent: 'none' },
      { predicted: 'spam', consent: 'none' },
    ])
    for (const entry of entries) {
      for (const name of ['text', 'answer', 'edited', 'spans']) expect(name in entry).toBe(false)
    }
  })

  test('only redacted, with equal placeholders in all texts of an entry', async () => {
    const feedback = await open()
    await feedback.add({
      signal: 'edit',
      task: 'generate',
      text: 'I am at jo@example.com, not at al@example.com',
      answer: 'Dear [PERSON_1], I wrote to al@example.com.',
      edited: 'I wrote to jo@example.com.',
      consent: 'local',
    })
    expect(await feedback.entries()).toMatchObject([
      {
        text: 'I am at [EMAIL_1], not at [EMAIL_2]',
        answer: 'Dear [PERSON_1], I wrote to [EMAIL_2].',
        edited: 'I wrote to [EMAIL_1].',
      },
    ])
  })

  test('with places that fit the redacted text', async () => {
    const feedback = await open()
    const text = 'Hi 👍🏽 jo@example.com, order Lamp now, Ada'
    const at = (word: string, type = 'X') => ({
      start: text.indexOf(word),
      end: text.indexOf(word) + word.length,
      type,
    })
    const spans = [at('Hi'), at('jo@example.com', 'EMAIL'), at('example'), at('com, order'), at('Lamp'), at('Ada')]
    await feedback.add({ signal: 'correction', task: 'label', text, spans, consent: 'local' })
    const [entry] = await feedback.entries()
    expect(entry?.spans?.map(({ start, end }) => entry.text?.slice(start, end))).toEqual([
      'Hi',
      '[EMAIL_1]',
      '[EMAIL_1]',
      '[EMAIL_1], order',
      'Lamp',
      'Ada',
    ])
  })

  test('and not at all where there is no redactor, or it fails', async () => {
    const without = await openFeedback('test')
    await expect(without.add(mail)).rejects.toThrow('needs the option `redactor`')
    const broken = await openFeedback('test', { redactor: { redact: () => Promise.reject(new Error('broken')) } })
    await expect(broken.add(mail)).rejects.toThrow('broken')
    expect([...(await without.entries()), ...(await broken.entries())]).toEqual([])
  })

  test('without a value that the redactor knows, in entries and in all exports', async () => {
    const feedback = await open()
    const text = CANARIES.join(' ; ')
    await feedback.add({
      ...mail,
      signal: 'correction',
      label: 'ham',
      text,
      answer: text,
      edited: text,
      consent: 'export',
    })
    const kept = JSON.stringify([
      await feedback.entries(),
      await feedback.export({ format: 'jsonl' }),
      await feedback.export({ format: 'golden' }),
      await feedback.export({ format: 'label-studio' }),
    ])
    const hidden = (await redactor.redact(text)).text
    const findable = CANARIES.filter((value) => leaksOf(value, hidden).length === 0)
    expect(findable.length).toBeGreaterThan(0)
    expect(findable.filter((value) => leaksOf(value, kept).length > 0)).toEqual([])
  })
})

test('the oldest entries go first where there are too many', async () => {
  const feedback = await open({ keep: 3 })
  const ids: string[] = []
  for (let entry = 0; entry < 5; entry += 1) ids.push(await feedback.add(mail))
  expect((await feedback.entries()).map(({ id }) => id)).toEqual(ids.slice(2))
})

describe('entries are deleted', () => {
  test('by id, by time and all', async () => {
    const feedback = await open()
    const ids = [await feedback.add(mail), await feedback.add(mail), await feedback.add(mail)]
    const left = async () => (await feedback.entries()).length
    expect(await feedback.delete({ ids: [ids[1]!, 'unknown'] })).toBe(1)
    expect(await feedback.delete({ from: Date.now() + 1000 })).toBe(0)
    expect(await feedback.delete({ before: Date.now() + 1000, from: Date.now() + 500 })).toBe(0)
    expect(await left()).toBe(2)
    expect(await feedback.delete({ before: Date.now() + 1000 })).toBe(2)
    await feedback.add(mail)
    expect(await feedback.delete({ all: true })).toBe(1)
    expect(await left()).toBe(0)
  })

  test('and never all of them by mistake', async () => {
    const feedback = await open()
    await feedback.add(mail)
    for (const which of [{}, { before: undefined }, { all: false }, { id: 'x' }]) {
      await expect(feedback.delete(which as never)).rejects.toThrow(TypeError)
    }
    expect(await feedback.entries()).toHaveLength(1)
  })
})

describe('a file of feedback', () => {
  async function filled() {
    const feedback = await open()
    const text = '👍🏽👍🏽 Lamps for jo@example.com'
    const lamps = { start: text.indexOf('Lamps'), end: text.indexOf('Lamps') + 5, type: 'PRODUCT' }
    await feedback.add({
      ...mail,
      signal: 'correction',
      label: 'ham',
      scores: [
        { label: 'spam', score: 0.6 },
        { label: 'ham', score: 0.4 },
      ],
      model: { id: 'spam', digest: 'abc' },
      reason: 'a-friend',
      slices: { language: 'en' },
      consent: 'export',
    })
    await feedback.add({ ...mail, text: 'kept here', consent: 'local' })
    await feedback.add({
      signal: 'correction',
      task: 'label',
      text,
      spans: [lamps],
      predictedSpans: [lamps],
      consent: 'export',
    })
    return feedback
  }

  test('for Label Studio counts code points, and has only texts that may leave', async () => {
    const tasks = JSON.parse(await (await filled()).export({ format: 'label-studio' }))
    expect(tasks).toMatchObject([
      {
        data: { text: 'Write to [EMAIL_1]' },
        predictions: [
          {
            model_version: 'spam',
            score: 0.6,
            result: [{ from_name: 'choice', to_name: 'text', type: 'choices', value: { choices: ['spam'] } }],
          },
        ],
        annotations: [{ result: [{ type: 'choices', value: { choices: ['ham'] } }] }],
      },
      { annotations: [{ result: [{ from_name: 'label', to_name: 'text', type: 'labels' }] }] },
    ])
    expect(tasks).toHaveLength(2)
    const { text } = tasks[1].data
    const { value } = tasks[1].annotations[0].result[0]
    // Python counts characters.
    expect([value.start, value.end, [...text].slice(value.start, value.end).join(''), value.labels]).toEqual([
      5,
      10,
      'Lamps',
      ['PRODUCT'],
    ])
    // The form of an import: https://labelstud.io/guide/tasks.html
    for (const task of tasks) {
      expect(Object.keys(task).every((key) => ['data', 'meta', 'predictions', 'annotations'].includes(key))).toBe(true)
      for (const { result } of [...task.predictions, ...task.annotations]) {
        for (const each of result) {
          expect(Object.keys(each).sort()).toEqual(['from_name', 'id', 'to_name', 'type', 'value'])
        }
      }
    }
  })

  test('of lines has all entries, and those that stay here without their texts', async () => {
    const file = await (await filled()).export({ format: 'jsonl' })
    const rows = file
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows.map(({ consent, text }) => [consent, text])).toEqual([
      ['export', 'Write to [EMAIL_1]'],
      ['local', undefined],
      ['export', '👍🏽👍🏽 Lamps for [EMAIL_1]'],
    ])
    expect(file).not.toContain('kept here')
  })

  test('of golden rows is a data set of the task with the most entries', async () => {
    const feedback = await filled()
    await feedback.add({ ...mail, text: 'hello', consent: 'export' })
    await feedback.add({ ...mail, signal: 'down', text: 'nobody knows', consent: 'export' })
    const dataset = await readDataset(await feedback.export({ format: 'golden', license: 'CC0-1.0' }))
    expect(dataset.header).toMatchObject({ dataset: 'test', license: 'CC0-1.0', task: 'classify' })
    expect(dataset.problems).toEqual([])
    expect(dataset.rows).toMatchObject([
      {
        text: 'Write to [EMAIL_1]',
        label: 'ham',
        slices: { language: 'en', feedback: 'correction', reason: 'a-friend' },
      },
      { text: 'hello', label: 'spam', slices: { feedback: 'up' } },
    ])
  })

  test('of edits has the better answer as the reference', async () => {
    const feedback = await open()
    const edit = { signal: 'edit', task: 'generate', text: 'a', answer: 'b', edited: 'c', consent: 'export' } as const
    await feedback.add(edit)
    const { rows } = await readDataset(await feedback.export({ format: 'golden' }))
    expect(rows).toMatchObject([{ text: 'a', references: ['c'] }])
  })
})

test('a review is kept, and counts as the judgement', async () => {
  const feedback = await open()
  const id = await feedback.add({ ...mail, signal: 'seen', consent: 'export' })
  await feedback.review(id, { label: 'ham', picked: 'random' })
  expect(await feedback.entries()).toMatchObject([{ signal: 'seen', review: { label: 'ham', picked: 'random' } }])
  expect(await feedback.export({ format: 'golden' })).toContain('"label":"ham"')
  await expect(feedback.review('gone', { label: 'ham' })).rejects.toMatchObject({ code: 'invalid-data' })
})

test.each<[string, (feedback: Awaited<ReturnType<typeof open>>) => Promise<unknown>]>([
  ['needs the option `task`', (feedback) => feedback.add({ signal: 'up' } as never)],
  ['`signal` must be one of', (feedback) => feedback.add({ ...mail, signal: 'good' as never })],
  ['`consent` must be', (feedback) => feedback.add({ ...mail, consent: 'yes' as never })],
  ['A correction needs `label` or `spans`', (feedback) => feedback.add({ ...mail, signal: 'correction' })],
  ['An edit needs `edited`', (feedback) => feedback.add({ ...mail, signal: 'edit' })],
  ['`reason` must be a name', (feedback) => feedback.add({ ...mail, reason: 'I am Jo' })],
  [
    '`spans` needs `text`',
    (feedback) => feedback.add({ signal: 'correction', task: 'label', spans: [{ start: 0, end: 1, type: 'X' }] }),
  ],
  [
    '`spans[0]` must lie within the 23 units',
    (feedback) => feedback.add({ ...mail, spans: [{ start: 0, end: 99, type: 'X' }] }),
  ],
  ['`lable` is not an option of add', (feedback) => feedback.add({ ...mail, lable: 'x' } as never)],
  ['`format` must be one of', (feedback) => feedback.export({ format: 'xml' as never })],
  ['`limit` must be', (feedback) => feedback.queue({ limit: 0 })],
  ['`strategy` must be', (feedback) => feedback.queue({ strategy: 'best' as never })],
  ['`randomShare` must be', (feedback) => feedback.queue({ randomShare: 2 })],
  [
    '`heldOut` must be',
    (feedback) =>
      feedback.retrain({
        heldOut: 1,
        train: async () => ({ classify: async () => [] }),
        current: { classify: async () => [] },
      }),
  ],
  ['A review needs', async (feedback) => feedback.review(await feedback.add(mail), {})],
  [
    'was closed',
    async (feedback) => {
      await feedback.close()
      await feedback.close()
      return feedback.entries()
    },
  ],
  ['`name` must be', () => openFeedback('')],
  ['`keep` must be', () => openFeedback('a', { keep: 0 })],
])('wrong use is refused: %s', async (message, call) => {
  await expect(call(await open())).rejects.toThrow(message)
})
