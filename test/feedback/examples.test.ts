import { describe, expect, test } from 'vitest'
import { readDataset } from '../../src/evaluate/index.js'
import { type FeedbackInput, openFeedback } from '../../src/feedback/index.js'
import { createRedactor } from '../../src/redact/index.js'

const redactor = createRedactor({ locales: ['us'] })

async function filled(inputs: readonly FeedbackInput[]) {
  const feedback = await openFeedback('examples', { redactor })
  for (const input of inputs) await feedback.add(input)
  return feedback
}

const judged = (count: number): FeedbackInput[] =>
  Array.from({ length: count }, (_, row) => ({
    signal: 'up',
    task: 'classify',
    text: row % 2 === 0 ? `the parcel ${row} is late` : `refund the order ${row}`,
    predicted: row % 2 === 0 ? 'delivery' : 'refund',
    consent: 'export',
  }))

describe('examples for a prompt', () => {
  test('are near to its text, differ, and have the answers that people want', async () => {
    const feedback = await filled([
      ...judged(40),
      {
        signal: 'edit',
        task: 'generate',
        text: 'sum up the tea mail',
        answer: 'x',
        edited: 'Tea is out.',
        consent: 'local',
      },
      { signal: 'down', task: 'classify', text: 'the parcel is a lie', predicted: 'delivery', consent: 'local' },
    ])
    const near = await feedback.examples({ near: 'a parcel is late', count: 3 })
    expect(near).toHaveLength(3)
    expect(near[0]).toMatchObject({ text: expect.stringMatching(/^the parcel \d+ is late$/), answer: 'delivery' })
    expect(near.map(({ text }) => text)).not.toContain('the parcel is a lie')
    expect(new Set(near.map(({ text }) => text)).size).toBe(3)
    const [first] = await feedback.examples({ near: 'sum up the tea mail', count: 1, heldOut: 0.001 })
    expect(first).toEqual({ text: 'sum up the tea mail', answer: 'Tea is out.' })
  })

  test('are never rows by which the prompt is evaluated', async () => {
    const feedback = await filled([
      ...judged(40),
      { signal: 'up', task: 'generate', text: 'Write to jo@example.com', answer: 'Done', consent: 'export' },
    ])
    const all = async (exclude: readonly string[] = []) =>
      (await feedback.examples({ count: 100, exclude })).map(({ text }) => text)
    const golden = await readDataset(await feedback.export({ format: 'golden', heldOut: 0.3 }))
    const evaluated = golden.rows.map((row) => ('text' in row ? row.text : ''))
    expect(evaluated.length).toBeGreaterThan(5)
    const examples = await all()
    expect(examples.filter((text) => evaluated.includes(text))).toEqual([])
    expect(examples.length + evaluated.length).toBeGreaterThanOrEqual(40)
    const known = examples.find((text) => text.startsWith('the parcel'))!
    expect(await all([known])).not.toContain(known)
    const open = await feedback.examples({ count: 100, heldOut: 0.001 })
    expect(open.map(({ text }) => text)).toContain('Write to [EMAIL_1]')
    const closed = await feedback.examples({ count: 100, heldOut: 0.001, exclude: ['Write to jo@example.com'] })
    expect(closed.map(({ text }) => text)).not.toContain('Write to [EMAIL_1]')
  })

  test.each([
    [{ count: 0 }, '`count` must be a positive integer, got 0'],
    [{ heldOut: 1 }, '`heldOut` must be between 0 and 1, got 1'],
    [{ amount: 1 }, '`amount` is not an option of examples'],
  ])('%o are refused by name', async (options, message) => {
    await expect((await filled([])).examples(options as object)).rejects.toThrow(message)
  })
})

describe('values that a redactor should let pass or hide', () => {
  test('become its lists, and the last word on a value holds', async () => {
    const said = { task: 'label', consent: 'local' } as const
    const feedback = await filled([
      { ...said, signal: 'allow', value: 'hello@shop.example' },
      { ...said, signal: 'deny', value: 'Project Falcon', valueType: 'PROJECT' },
      { ...said, signal: 'deny', value: 'Tuesday' },
      { ...said, signal: 'allow', value: 'tuesday ' },
      { task: 'label', signal: 'deny', value: 'nobody agreed' },
    ])
    const lists = await feedback.lists()
    expect(lists).toEqual({
      allow: ['hello@shop.example', 'tuesday '],
      deny: [{ value: 'Project Falcon', type: 'PROJECT' }],
    })
    const taught = createRedactor({ locales: ['us'], ...lists })
    const { text } = await taught.redact('Project Falcon: mail hello@shop.example or jo@example.com on Tuesday')
    expect(text).toBe('[PROJECT_1]: mail hello@shop.example or [EMAIL_1] on Tuesday')
  })

  test('leave only where they may pass', async () => {
    const feedback = await filled([
      { task: 'label', signal: 'allow', value: 'hello@shop.example', consent: 'export' },
      { task: 'label', signal: 'allow', value: 'kept@shop.example', consent: 'local' },
      { task: 'label', signal: 'deny', value: 'Project Falcon', consent: 'export' },
    ])
    const files = await Promise.all(
      (['jsonl', 'golden', 'label-studio'] as const).map((format) => feedback.export({ format })),
    )
    expect(files.join()).toContain('hello@shop.example')
    expect(files.join()).not.toMatch(/Falcon|kept@/)
  })

  test('never leave with the text in which the redactor missed them', async () => {
    const feedback = await filled([])
    const id = await feedback.add({
      task: 'label',
      signal: 'deny',
      value: 'Project Falcon',
      text: 'We meet for Project Falcon',
      consent: 'export',
    })
    await feedback.review(id, { spans: [{ start: 12, end: 26, type: 'PROJECT' }] })
    const files = await Promise.all(
      (['jsonl', 'golden', 'label-studio'] as const).map((format) => feedback.export({ format })),
    )
    expect(files.join()).not.toContain('Falcon')
    expect(files[0]).toContain('deny')
  })

  test.each<[string, FeedbackInput]>([
    ['`value` goes with the signals', { task: 'label', signal: 'allow' }],
    ['with no other signal', { task: 'label', signal: 'up', value: 'x' }],
    ['`value` must not be empty', { task: 'label', signal: 'deny', value: ' ' }],
  ])('are refused where %s', async (message, input) => {
    await expect((await filled([])).add(input)).rejects.toThrow(message)
  })
})
