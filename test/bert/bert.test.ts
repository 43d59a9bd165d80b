import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { NlpError } from '../../src/shared/errors.js'
import { type Bert, openBert, type TextInputs } from '../../workers/bert/bert.js'
import { seededRandom } from '../../workers/generation/seeded-random.js'
import { readOnnx } from '../../workers/onnx/read-onnx.js'

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)))

const { texts, models } = JSON.parse(new TextDecoder().decode(fixture('bert/expected.json'))) as {
  readonly texts: readonly (readonly number[])[]
  readonly models: Readonly<Record<string, Readonly<Record<'quantized' | 'float', readonly (readonly number[])[]>>>>
}

const none = { beside: new Map(), packed: new Map() }

async function open(bytes: Uint8Array): Promise<Bert | string> {
  const file = readOnnx(bytes, 'model.onnx')
  return openBert(file, none, { output: file.outputs[0]?.name ?? '' })
}

async function opened(name: string): Promise<Bert> {
  const bert = await open(fixture(`bert/${name}.onnx`))
  if (typeof bert === 'string') throw new Error(bert)
  return bert
}

const inputsOf = (ids: readonly number[]): TextInputs =>
  new Map([
    ['input_ids', ids],
    ['attention_mask', ids.map(() => 1)],
    ['token_type_ids', ids.map(() => 0)],
  ])

/** The length of the difference, as a share of the length of the expected numbers. */
function distance(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  let off = 0
  let whole = 0
  for (let index = 0; index < expected.length; index += 1) {
    off += ((found[index] ?? Number.NaN) - (expected[index] as number)) ** 2
    whole += (expected[index] as number) ** 2
  }
  return Math.sqrt(off / whole)
}

describe('a graph is recognised by its structure, and gives what the quantized file gives elsewhere', () => {
  test.each([
    ['scores divided, normalization in parts, 7-bit weights without a sign', 'bert-eager-uint8'],
    ['8-bit weights with a scale for each column', 'bert-eager-int8'],
    ['scales of scores computed from shapes', 'bert-sdpa'],
    ['a pooler and scores behind the layers', 'bert-classifier'],
    ['scores chosen by a mask', 'distilbert'],
    ['positions counted from the ids, labels of tokens', 'roberta-labels'],
  ])('%s', async (_, name) => {
    const bert = await opened(name)
    const rows = bert.run(texts.map(inputsOf))
    for (const [index, { quantized, float }] of texts.map((__, at) => at).map((at) => [at, pick(name, at)] as const)) {
      const values = rows[index]?.values ?? []
      expect(values).toHaveLength(quantized.length)
      // Both round their activations in different places, so both are compared with the file before quantization.
      const theirs = distance(quantized, float)
      expect(distance(values, quantized)).toBeLessThan(0.06)
      expect(distance(values, float)).toBeLessThan(Math.max(theirs * 1.5, 0.02))
    }
  })

  test('weights in blocks of 4 bits', async () => {
    const rows = (await opened('bert-eager-blocks')).run(texts.map(inputsOf))
    for (const [index, { values }] of rows.entries()) {
      expect(distance(values, pick('bert-eager-blocks', index).quantized)).toBeLessThan(0.06)
    }
  })
})

const pick = (name: string, text: number) => ({
  quantized: models[name]?.quantized[text] ?? [],
  float: models[name]?.float[text] ?? [],
})

test('the numbers of a text do not depend on its neighbours', async () => {
  const bert = await opened('bert-eager-int8')
  const [first, second] = texts.map(inputsOf) as [TextInputs, TextInputs]
  const [alone] = bert.run([first])
  const together = bert.run([second, first, second, first, second])
  expect(together[1]?.values).toEqual(alone?.values)
  expect(together[3]?.values).toEqual(alone?.values)
})

test('a run after a longer run, and a longer run after it, give the same numbers', async () => {
  const bert = await opened('bert-sdpa')
  const long = inputsOf(Array.from({ length: 39 }, (_, index) => (index * 7) % 60))
  const [first] = texts.map(inputsOf) as [TextInputs]
  const before = bert.run([first])[0]?.values
  const whole = bert.run([long, long, long, long])[3]?.values
  expect(bert.run([first])[0]?.values).toEqual(before)
  expect(bert.run([long])[0]?.values).toEqual(whole)
})

describe('a graph that the kernels cannot run is left to ONNX Runtime, with a reason', () => {
  test.each([
    ['attention by distance', 'bert/mpnet.onnx', /depends on the distance/],
    ['weights of 32 bits', 'models/embed/onnx/model.onnx', /no layer of attention with quantized weights/],
    ['a decoder', 'models/generate/onnx/model_quantized.onnx', /no layer of attention/],
  ])('%s', async (_, name, reason) => {
    expect(await open(fixture(name))).toMatch(reason)
  })
})

test('a token beyond the table of words is an error of the file, and the next text is computed', async () => {
  const bert = await opened('bert-eager-int8')
  expect(() => bert.run([inputsOf([5, 900, 6])])).toThrow(/model\.onnx cannot compute a text: a table of 60 rows/)
  expect(bert.run([inputsOf([5, 9, 6])])[0]?.values.every(Number.isFinite)).toBe(true)
})

test('thousands of changed files are run, refused or left to ONNX Runtime, and none ends in another error', async () => {
  const whole = fixture('bert/bert-eager-uint8.onnx')
  const rounds = Number(process.env['BERT_FILES'] ?? 60)
  const random = seededRandom(Number(process.env['SEED'] ?? 5))
  const outcomes = { run: 0, left: 0, refused: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const bytes = Uint8Array.from(whole)
    for (let change = 0; change < 1 + random() * 4; change += 1) {
      bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
    }
    try {
      const bert = await open(bytes)
      if (typeof bert !== 'string') bert.run(texts.map(inputsOf))
      outcomes[typeof bert === 'string' ? 'left' : 'run'] += 1
    } catch (error) {
      if (!NlpError.is(error)) throw error
      outcomes.refused += 1
    }
  }
  expect(outcomes.run).toBeGreaterThan(rounds / 20)
  expect(outcomes.left + outcomes.refused).toBeGreaterThan(rounds / 20)
})
