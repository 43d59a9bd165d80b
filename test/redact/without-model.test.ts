import { describe, expect, test } from 'vitest'
import type { Recognizer } from '../../src/redact/findings/recognizer.js'
import { nameRecognizer } from '../../src/redact/names/names.js'
import type { RedactionProblem } from '../../src/redact/problem.js'
import { createRedactor } from '../../src/redact/redactor.js'
import { NlpError } from '../../src/shared/errors.js'
import { toyRecognizers } from './arbitrary-text.js'

const base = { recognizers: toyRecognizers.slice(0, 2), locales: [] }
const lost = new NlpError('model-download', 'The model could not be fetched.', { retryable: true })
const ann: Recognizer = {
  name: 'names',
  types: ['PERSON'],
  stage: 'model',
  recognize: (text) => [
    {
      type: 'PERSON',
      start: text.indexOf('Ann'),
      end: text.indexOf('Ann') + 3,
      score: 1,
      tier: 'model',
      recognizer: 'names',
    },
  ],
}
const broken: Recognizer = { ...ann, recognize: () => Promise.reject(lost) }

describe('a model that is missing', () => {
  test('is loaded with the first text', async () => {
    let loads = 0
    const redactor = createRedactor({
      ...base,
      model: async () => {
        loads++
        return ann
      },
    })
    expect(loads).toBe(0)
    const { text, problems } = await redactor.redact('Ann, a@b.co')
    await redactor.redact('Ann')
    expect({ text, problems, loads }).toEqual({ text: '[PERSON_1], [EMAIL_1]', problems: [], loads: 1 })
  })

  test.each([
    ['cannot be loaded', () => Promise.reject(lost)],
    ['fails', broken],
  ])('because it %s refuses the text', async (_, model) => {
    await expect(createRedactor({ ...base, model }).redact('Ann')).rejects.toBe(lost)
    await expect(createRedactor({ ...base, model }).detect('Ann')).rejects.toBe(lost)
  })

  test.each([
    ['cannot be loaded', () => Promise.reject(lost), 'model'],
    ['fails', broken, 'names'],
  ])('because it %s is told where the caller goes on by rules', async (_, model, recognizer) => {
    const heard: RedactionProblem[] = []
    const redactor = createRedactor({
      ...base,
      model,
      withoutModel: 'rules',
      onProblem: (problem) => heard.push(problem),
    })
    const [first, second] = await redactor.redact(['Ann, a@b.co', 'x'])
    const problem = { type: 'model-failed', recognizer, error: lost }
    expect(first).toMatchObject({ text: 'Ann, [EMAIL_1]', problems: [problem] })
    expect(second?.problems).toEqual([problem])
    expect(await redactor.detect('Ann')).toEqual([])
    expect(heard).toEqual([problem, problem, problem])
  })

  test('is loaded again with the next text', async () => {
    let isThere = false
    const model = () => (isThere ? Promise.resolve(ann) : Promise.reject(new TypeError('Failed to fetch')))
    const redactor = createRedactor({ ...base, model, withoutModel: 'rules', types: ['PERSON', 'EMAIL'] })
    const first = await redactor.redact('Ann')
    expect(first.problems).toMatchObject([{ error: { code: 'unsupported', cause: expect.any(TypeError) } }])
    isThere = true
    expect(await redactor.redact('Ann')).toMatchObject({ text: '[PERSON_1]', problems: [] })
  })

  test('is no reason to go on after an abort', async () => {
    const controller = new AbortController()
    const model = async () => {
      controller.abort('enough')
      throw lost
    }
    const redactor = createRedactor({ ...base, model, withoutModel: 'rules' })
    await expect(redactor.redact('Ann', { signal: controller.signal })).rejects.toBe('enough')
  })

  test.each([[{ model: {} }], [{ model: 'pii-tagger' }], [{ withoutModel: 'ignore' }]])('%j is refused', (options) => {
    expect(() => createRedactor({ ...base, ...options } as never)).toThrow(TypeError)
  })

  test('what loads no recognizer is refused', async () => {
    const redactor = createRedactor({ ...base, model: async () => ({}) as never, withoutModel: 'rules' })
    await expect(redactor.redact('Ann')).rejects.toThrow('`model` must load a recognizer')
  })
})

describe('a model that cannot be trusted', () => {
  const text = 'Ann met Bob, Cleo met Dora'
  const spans = (...places: readonly (readonly [start: number, end: number])[]) => ({
    label: async () => [places.map(([start, end]) => ({ start, end, type: 'PER', score: 0.9 }))],
  })

  test.each([
    ['a span behind the text', spans([0, 3], [20, 27])],
    ['a span that is empty', spans([3, 3])],
    ['a span before the text', spans([-1, 3])],
    ['half a unit', spans([0, 2.5])],
    ['spans that begin inside words', spans([1, 4], [9, 12], [14, 18], [23, 26])],
    ['no list', { label: async () => undefined as never }],
    ['a list for no text', { label: async () => [] }],
    ['a score that is no number', { label: async () => [[{ start: 0, end: 3, type: 'PER', score: Number.NaN }]] }],
  ])('because it gives %s fails, and nothing is hidden at the wrong place', async (_, labeler) => {
    const redactor = createRedactor({ ...base, model: nameRecognizer(labeler) })
    await expect(redactor.redact(text)).rejects.toMatchObject({ code: 'invalid-output' })
  })

  test('is trusted where words have no spaces', async () => {
    const model = nameRecognizer(spans([1, 3], [4, 6], [7, 9], [10, 12]))
    const { text: redacted } = await createRedactor({ ...base, model }).redact('私山田と田中と鈴木と佐藤です')
    expect(redacted).toContain('[PERSON_1]')
    expect(redacted).not.toMatch(/山田|田中|鈴木|佐藤/)
  })

  test('because none of its labels has a type is refused when it is made', () => {
    const labeler = { ...spans(), labels: ['O', 'LABEL_0', 'LABEL_1'] }
    expect(() => nameRecognizer(labeler)).toThrow(expect.objectContaining({ code: 'unsupported' }))
    nameRecognizer(labeler, { labels: { LABEL_1: 'PERSON' } })
    nameRecognizer({ ...spans(), labels: ['O', 'B-PER', 'MISC'] })
  })
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['nothing, later', Promise.resolve(undefined)],
  ['null, later', Promise.resolve(null)],
  ['a text', 'Ann'],
  ['a list that holds no spans', [null]],
  ['such a list, later', Promise.resolve([null])],
  ['a span outside the text', [{ type: 'PERSON', start: 0, end: 99, score: 1, tier: 'model', recognizer: 'names' }]],
])('a recognizer that returns %s is named, and nothing is redacted', async (_what, found) => {
  const model: Recognizer = { ...ann, recognize: () => found as [] }
  const message = expect.stringMatching(/^The recognizer names .* Nothing was redacted\.$/)
  await expect(createRedactor({ ...base, model }).redact('Ann')).rejects.toMatchObject({
    code: 'invalid-output',
    message,
  })
  const { problems } = await createRedactor({ ...base, model, withoutModel: 'rules' }).redact('Ann')
  expect(problems).toMatchObject([{ type: 'model-failed', error: { code: 'invalid-output', message } }])
})
