import { withPage } from './open-page.mjs'
import { markdownTable, median, p95, quantile } from './statistics.mjs'

/** The small models on one thread: how long an answer takes, and how long until the first one. */
export async function run() {
  return withPage('models', async (open) => {
    const { page, close } = await open({ isolation: true })
    const call = (name, ...parameters) =>
      page.evaluate(([each, given]) => globalThis.bench[each](...given), [name, parameters])
    const collect = async (count, name, ...parameters) => {
      const values = []
      for (let round = 0; round < count; round += 1) values.push(await call(name, ...parameters))
      return values
    }
    const firsts = {}
    for (const model of ['pii-tagger', 'static', 'language', 'spam']) {
      // The first opening downloads; what counts is the next visit.
      await call('first', model)
      firsts[model] = await collect(9, 'first', model)
    }
    const long = await call('label', 40, 4000)
    const short = await call('label', 40, 200)
    const embedders = await call('embedders', 5)
    const rates = {}
    for (const model of ['e5-small', 'static-multilingual']) rates[model] = await call('embed', model, 5)
    for (const model of ['sentiment', 'toxicity', 'emotion', 'topic', 'spam', 'prompt-attack', 'prompt-attack-encoder'])
      rates[model] = await call('classify', model, 5)
    const languages = await call('languages', 10)
    const rerankers = {}
    for (const model of ['reranker-small', 'reranker']) rerankers[model] = await call('rerank', model, 10)
    await close()
    const both = (values, digits = 1) => `${median(values).toFixed(digits)} / ${p95(values).toFixed(digits)}`
    // A slow round has a low rate: the p95 of the times is the rate that 95 % of the rounds reach.
    const rate = (values) => `${median(values).toFixed(0)} / ${quantile(values, 0.05).toFixed(0)}`
    const ratio = median(embedders.static.map((value, round) => value / embedders.minilm[round]))
    const table = markdownTable([
      ['measure, one thread', 'median / p95'],
      ['`pii-tagger`, ms per 1,000 characters, texts of 4,000', both(long, 2)],
      ['`pii-tagger`, ms per 1,000 characters, texts of 300', both(short, 2)],
      ...Object.entries(firsts).map(([model, times]) => [
        `\`${model}\`, first answer from nothing, files stored, ms`,
        both(times, 0),
      ]),
      ['`static`, texts/s (4 to 40 words)', rate(embedders.static)],
      ['`minilm`, texts/s, taking turns with it', rate(embedders.minilm)],
      ['`static` against `minilm`', `${ratio.toFixed(1)} times`],
      ...Object.entries(rates).map(([model, each]) => [`\`${model}\`, texts/s (4 to 40 words)`, rate(each)]),
      ['`language`, texts/s', rate(languages)],
      ...Object.entries(rerankers).map(([model, times]) => [
        `\`${model}\`, ten passages of 100 words, ms`,
        both(times, 0),
      ]),
    ])
    return { table, data: { long, short, firsts, embedders, rates, languages, rerankers, ratio } }
  })
}
