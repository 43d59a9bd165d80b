import { createClassifier, createEmbedder, createLabeler, createLanguageDetector, createReranker } from 'tacet'
import { type Engine, localEngine } from 'tacet/engines'
import { makeTexts } from '../embed/texts.js'

const LETTER = `Dear Ms. Thompson, your order 20417 left our warehouse in Springfield on Monday and should reach 12 Oak Street
within three days. Please call Daniel Okafor at Harbour Logistics if it does not. The invoice is attached. Kind regards, Maria Lindqvist
`

const engine = () => localEngine({ baseUrl: '/tacet/', threads: 1 })

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** Milliseconds a thousand characters, in texts of about this many. */
async function label(rounds: number, characters: number): Promise<number[]> {
  const labeler = await createLabeler({ engines: [engine()] })
  const text = LETTER.repeat(Math.ceil(characters / LETTER.length))
  const times: number[] = []
  for (let round = -5; round < rounds; round += 1) {
    // Never the same text twice: equal ones might be computed once.
    const each = await timed(() => labeler.label(`${round} ${text}`))
    if (round >= 0) times.push((each * 1000) / text.length)
  }
  await labeler.close()
  return times
}

/** The first request to each small model that needs no inference runtime. */
const firstQuestions = {
  'pii-tagger': async (engines: readonly Engine[]) =>
    (await createLabeler({ engines })).label('Maria Lindqvist lives in Lund'),
  static: async (engines: readonly Engine[]) => (await createEmbedder({ engines, model: 'static' })).embed('hello'),
  language: async (engines: readonly Engine[]) => (await createLanguageDetector({ engines })).detect('guten Morgen'),
  spam: async (engines: readonly Engine[]) =>
    (await createClassifier({ engines, model: 'spam' })).classify('win a prize'),
}

/** Milliseconds from nothing, files stored, to the first answer. */
async function first(model: keyof typeof firstQuestions): Promise<number> {
  const fresh = engine()
  const ms = await timed(() => firstQuestions[model]([fresh]))
  fresh.stop()
  return ms
}

/** Texts a second of the two embedders, taking turns. */
async function embedders(rounds: number): Promise<{ static: number[]; minilm: number[] }> {
  const shared = engine()
  const small = await createEmbedder({ engines: [shared], model: 'static' })
  const large = await createEmbedder({ engines: [shared], model: 'minilm' })
  const result = { static: [] as number[], minilm: [] as number[] }
  for (let round = -1; round < rounds; round += 1) {
    const texts = makeTexts(128, 4, 40, round + 99)
    const smallMs = await timed(() => small.embed(texts))
    const largeMs = await timed(() => large.embed(texts))
    if (round < 0) continue
    result.static.push(128_000 / smallMs)
    result.minilm.push(128_000 / largeMs)
  }
  shared.stop()
  return result
}

/** Texts a second of one more embedder. */
async function embed(model: string, rounds: number): Promise<number[]> {
  const embedder = await createEmbedder({ engines: [engine()], model })
  const rates = await ratesOf((texts) => embedder.embed(texts), rounds, 299)
  await embedder.close()
  return rates
}

/** Texts a second of a classifier. */
async function classify(model: string, rounds: number): Promise<number[]> {
  const classifier = await createClassifier({ engines: [engine()], model })
  const rates = await ratesOf((texts) => classifier.classify(texts), rounds, 599)
  await classifier.close()
  return rates
}

/** Texts a second, after a first round that is not counted. */
async function ratesOf(read: (texts: string[]) => Promise<unknown>, rounds: number, seed: number): Promise<number[]> {
  const rates: number[] = []
  for (let round = -1; round < rounds; round += 1) {
    const texts = makeTexts(64, 4, 40, round + seed)
    const ms = await timed(() => read(texts))
    if (round >= 0) rates.push(64_000 / ms)
  }
  return rates
}

async function languages(rounds: number): Promise<number[]> {
  const detector = await createLanguageDetector({ engines: [engine()] })
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const texts = makeTexts(100, 8, 20, round)
    times.push(100_000 / (await timed(() => detector.detect(texts))))
  }
  await detector.close()
  return times
}

/** Milliseconds for ten passages of a hundred words. */
async function rerank(model: string, rounds: number): Promise<number[]> {
  const reranker = await createReranker({ engines: [engine()], model })
  const times: number[] = []
  for (let round = -2; round < rounds; round += 1) {
    const passages = makeTexts(10, 100, 100, round + 999)
    const each = await timed(() => reranker.rerank('when is the next train to the coast', passages))
    if (round >= 0) times.push(each)
  }
  await reranker.close()
  return times
}

Object.assign(globalThis, { bench: { label, first, embedders, embed, classify, languages, rerank } })
