import {
  cosine,
  createClassifier,
  createEmbedder,
  createGenerator,
  createLabeler,
  createReranker,
  NlpError,
} from 'tacet'
import type { LocalEngine } from 'tacet/engines'
import type { CompatibilityRow, Outcome } from './rows.js'

/** The difference that one answer has, and a sentence where it is too large. */
interface Difference {
  readonly size: number
  readonly problem?: string | undefined
}

interface Comparison {
  readonly measure: string
  /** The program that computed the model. */
  readonly runtime: string
  readonly differences: readonly Difference[]
}

type Place = { readonly engines: readonly LocalEngine[]; readonly model: string }

/** Opens the model of a row and compares each of its answers with the reference. Throws where one differs too much. */
export async function compareRow(row: CompatibilityRow, folder: string, engine: LocalEngine): Promise<Outcome> {
  const place = { engines: [engine], model: `${folder}${row.id}/`, ...row.options }
  if (row.refused !== undefined) return { type: 'refused', sentence: await refusalOf(row, place) }
  const expected: unknown = await (await fetch(`${place.model}expected.json`)).json()
  const { measure, runtime, differences } = await COMPARE[row.task](row, place, expected as never)
  if (differences.length === 0) throw new Error('nothing was compared')
  const problems = differences.flatMap(({ problem }) => problem ?? [])
  if (problems.length > 0) throw new Error(`${problems.length} of ${differences.length} differ: ${problems.join('; ')}`)
  return { type: 'equal', runtime, measure, largest: Math.max(...differences.map(({ size }) => size)) }
}

/** Asked while the model is open: a generator leaves its worker when it is closed. */
async function runtimeOf({ engines: [engine], model }: Place): Promise<string> {
  const workers = (await engine?.diagnostics())?.workers ?? []
  const found = workers.flatMap(({ models }) => models).find(({ id }) => id === model)
  if (found === undefined) throw new Error(`no worker holds ${model}`)
  return found.runtime
}

async function refusalOf(row: CompatibilityRow, place: Place): Promise<string> {
  const error = await COMPARE[row.task](row, place, [] as never).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!NlpError.is(error)) throw new Error('this model must be refused', { cause: error })
  if (!new RegExp(row.refused ?? '').test(error.message))
    throw new Error(`refused with: ${error.message}`, { cause: error })
  return error.message.replaceAll(place.model, row.id)
}

/**
 * Half the numbers of 16 bits, and numbers of 8 or 4 bits, are rounded again in every layer, so they are near to their reference and
 * not equal to it.
 */
const isRounded = ({ dtype = 'fp32' }: CompatibilityRow) => dtype !== 'fp32'

type Vectors = readonly {
  readonly text: string
  readonly kind: 'document' | 'query'
  readonly vector: readonly number[]
}[]

async function embeddings(row: CompatibilityRow, place: Place, expected: Vectors): Promise<Comparison> {
  await using embedder = await createEmbedder(place)
  const differences: Difference[] = []
  for (const { text, kind, vector } of expected) {
    const got = await embedder.embed(text, { kind })
    const size = 1 - cosine(got, Float32Array.from(vector))
    const isNear = got.length === vector.length && size < (isRounded(row) ? 5e-3 : 1e-4)
    differences.push({ size, problem: isNear ? undefined : `${kind} ${shown(text)}: cosine ${1 - size}` })
  }
  return { measure: '1 − cosine', runtime: await runtimeOf(place), differences }
}

type Scores = Readonly<Record<string, number>>

async function classifications(
  row: CompatibilityRow,
  place: Place,
  expected: readonly { readonly text: string; readonly scores: Scores }[],
): Promise<Comparison> {
  await using classifier = await createClassifier(place)
  const differences: Difference[] = []
  for (const { text, scores } of expected) {
    differences.push(...compareScores(row, text, (await classifier.classify(text)).scores, scores))
  }
  return { measure: 'score', runtime: await runtimeOf(place), differences }
}

type Entailments = readonly {
  readonly text: string
  readonly labels: readonly string[]
  readonly multiLabel: boolean
  readonly scores: Scores
}[]

async function entailments(row: CompatibilityRow, place: Place, expected: Entailments): Promise<Comparison> {
  const differences: Difference[] = []
  if (row.refused !== undefined) {
    await using classifier = await createClassifier({ ...place, labels: ['sports'] })
    await classifier.classify('x')
  }
  for (const multiLabel of [false, true]) {
    const labels = expected[0]?.labels ?? []
    await using classifier = await createClassifier({ ...place, labels, multiLabel })
    for (const item of expected.filter((each) => each.multiLabel === multiLabel)) {
      differences.push(...compareScores(row, item.text, (await classifier.classify(item.text)).scores, item.scores))
    }
  }
  return { measure: 'score', runtime: await runtimeOf(place), differences }
}

function compareScores(
  row: CompatibilityRow,
  text: string,
  got: readonly { readonly label: string; readonly score: number }[],
  expected: Scores,
): Difference[] {
  const byLabel = new Map(got.map(({ label, score }) => [label, score]))
  return Object.entries(expected).map(([label, score]) =>
    compareNumbers(row, `${shown(text)} ${label}`, byLabel.get(label) ?? Number.NaN, score),
  )
}

type Relevances = readonly { readonly query: string; readonly text: string; readonly score: number }[]

async function relevances(row: CompatibilityRow, place: Place, expected: Relevances): Promise<Comparison> {
  await using reranker = await createReranker(place)
  const differences: Difference[] = []
  for (const { query, text, score } of expected) {
    const [ranked] = await reranker.rerank(query, [text])
    differences.push(compareNumbers(row, shown(text), ranked?.score ?? Number.NaN, score))
  }
  return { measure: 'score', runtime: await runtimeOf(place), differences }
}

interface Span {
  readonly start: number
  readonly end: number
  readonly type: string
  readonly score: number
}

async function spans(
  row: CompatibilityRow,
  place: Place,
  expected: readonly { readonly text: string; readonly spans: readonly Span[] }[],
): Promise<Comparison> {
  await using labeler = await createLabeler(place)
  const differences: Difference[] = []
  for (const { text, spans: wanted } of expected) {
    const got = await labeler.label(text)
    const listed = (list: readonly Span[]) => list.map(({ start, end, type }) => `${start}-${end} ${type}`).join(', ')
    if (listed(got) !== listed(wanted)) {
      differences.push({ size: 1, problem: `${shown(text)}: spans ${listed(got)} and not ${listed(wanted)}` })
      continue
    }
    differences.push({ size: 0 })
    for (const [index, { score }] of wanted.entries()) {
      differences.push(compareNumbers(row, `${shown(text)} ${index}`, got[index]?.score ?? Number.NaN, score))
    }
  }
  return { measure: 'score; spans are equal', runtime: await runtimeOf(place), differences }
}

interface Answers {
  readonly answers: readonly {
    readonly messages: readonly { readonly role: 'system' | 'user'; readonly content: string }[]
    readonly inputTokens: number
    readonly outputTokens: number
    readonly text: string
  }[]
  readonly scored: { readonly text: string; readonly each: readonly number[] }
}

type Sequences = readonly {
  readonly text: string
  readonly beams: number
  readonly inputTokens: number
  readonly answer: string
}[]

async function answers(row: CompatibilityRow, place: Place, expected: Answers | Sequences): Promise<Comparison> {
  await using generator = await createGenerator(place)
  const differences: Difference[] = []
  const compare = (of: string, got: unknown, wanted: unknown) =>
    differences.push({
      size: 0,
      problem: got === wanted ? undefined : `${of}: ${JSON.stringify(got)} and not ${JSON.stringify(wanted)}`,
    })
  if (!('scored' in expected)) {
    for (const { text, beams, inputTokens, answer } of expected) {
      const got = await generator.generate(text, { beams, maxTokens: 20 })
      compare(`input of ${shown(text)}`, got.usage.inputTokens, inputTokens)
      compare(`${beams} beams of ${shown(text)}`, got.text, answer)
    }
    return { measure: 'tokens are equal', runtime: await runtimeOf(place), differences }
  }
  for (const { messages, inputTokens, outputTokens, text } of expected.answers) {
    const [{ content = '' } = {}] = messages.slice(-1)
    const got = await generator.generate([...messages], { maxTokens: outputTokens })
    compare(`input of ${shown(content)}`, got.usage.inputTokens, inputTokens)
    compare(shown(content), got.text, text)
  }
  const { tokens } = await generator.score(expected.scored.text)
  compare('scored tokens', tokens.length, expected.scored.each.length)
  for (const [index, wanted] of expected.scored.each.entries()) {
    const got = tokens[index]?.logProbability ?? Number.NaN
    differences.push(compareNumbers(row, `log-probability ${index}`, got, wanted, 0.3))
  }
  return { measure: 'log-probability; tokens are equal', runtime: await runtimeOf(place), differences }
}

function compareNumbers(row: CompatibilityRow, of: string, got: number, wanted: number, rounded = 0.03): Difference {
  const size = Math.abs(got - wanted)
  // Written this way round, the check also fails for NaN.
  const isNear = size < (isRounded(row) ? rounded : 1e-3)
  return { size, problem: isNear ? undefined : `${of}: ${got} and not ${wanted}` }
}

const shown = (text: string) => JSON.stringify(text.length > 24 ? `${text.slice(0, 24)}…` : text)

const COMPARE = {
  embed: embeddings,
  classify: classifications,
  'zero-shot': entailments,
  rerank: relevances,
  label: spans,
  generate: answers,
} as const
