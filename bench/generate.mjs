import { fileURLToPath } from 'node:url'
import { withPage } from './open-page.mjs'
import { markdownTable, median, p95 } from './statistics.mjs'

const folder = fileURLToPath(new URL('../test/fixtures/models', import.meta.url))

/**
 * Generation with a random-weight model of 0.1 million parameters: the code around the model weighs most here. Measures
 * the speed against plain transformers.js, the saving of a second turn, the cost of a schema (also with an invented
 * vocabulary of 151,936 pieces, between steps without a model), and the time until an abort arrives.
 */
export async function run() {
  const routes = [{ prefix: '/generate-models/', folder }]
  return withPage(
    'generate',
    async (open) => {
      const isolated = await open({ isolation: true })
      const call = (page, name, rounds) =>
        page.evaluate(([each, count]) => globalThis.bench[each](count), [name, rounds])
      const decoding = await call(isolated.page, 'decoding', 15)
      const turns = await call(isolated.page, 'secondTurn', 9)
      const schema = await call(isolated.page, 'constrained', 9)
      const large = await call(isolated.page, 'largeVocabulary', 9)
      const suggestions = await call(isolated.page, 'suggestionTimes', 3)
      const chunks = await call(isolated.page, 'serverChunks', 9)
      const abortIsolated = await call(isolated.page, 'abortTimes', 20)
      await isolated.close()
      const plain = await open({ isolation: false })
      const abortPlain = await call(plain.page, 'abortTimes', 20)
      await plain.close()

      const of = (name, field) => median(decoding[name].map((speed) => speed[field]))
      const perSecond = (name) => 1000 / of(name, 'tokenMs')
      const saved = median(turns.fresh.map((fresh, round) => fresh / turns.kept[round]))
      const added = median(schema.held.map((held, round) => held - schema.free[round]))
      const table = markdownTable([
        ['measure', 'tacet', 'transformers.js', 'ratio'],
        [
          '200 tokens, tokens/s (median of 15)',
          perSecond('tacet').toFixed(0),
          perSecond('transformers.js').toFixed(0),
          `${(perSecond('tacet') / perSecond('transformers.js')).toFixed(2)} times`,
        ],
        [
          'first token, ms (median of 15)',
          of('tacet', 'firstTokenMs').toFixed(1),
          of('transformers.js', 'firstTokenMs').toFixed(1),
          `${(of('tacet', 'firstTokenMs') / of('transformers.js', 'firstTokenMs')).toFixed(2)} times`,
        ],
        [
          'first token of a second turn, kept / computed again, ms',
          `${median(turns.kept).toFixed(1)} / ${median(turns.fresh).toFixed(1)}`,
          '',
          `${saved.toFixed(1)} times sooner`,
        ],
        ['added per token by a schema, ms (median of 9)', added.toFixed(2), '', ''],
        ...Object.entries(large).map(([name, { tokenMs }]) => [
          `the same with 151,936 pieces: ${name}, ms (median / p95)`,
          `${median(tokenMs).toFixed(2)} / ${p95(tokenMs).toFixed(2)}`,
          '',
          '',
        ]),
        [
          'once a model, to begin with such a vocabulary, ms',
          Math.max(...Object.values(large).map(({ beginMs }) => beginMs)).toFixed(0),
          '',
          '',
        ],
        [
          '`compose`: from a key to the suggestion behind it, ms (median / p95)',
          `${median(suggestions).toFixed(1)} / ${p95(suggestions).toFixed(1)}`,
          '',
          '',
        ],
        [
          'a chunk from a server, values put back / as it is, ms (median of 9 answers)',
          `${median(chunks.restored).toFixed(3)} / ${median(chunks.plain).toFixed(3)}`,
          '',
          '',
        ],
        [
          'abort to rejection, ms, p95, isolated / not',
          `${p95(abortIsolated.rejection).toFixed(1)} / ${p95(abortPlain.rejection).toFixed(1)}`,
          'no abort',
          '',
        ],
        [
          'abort to idle worker, ms, p95, isolated / not',
          `${p95(abortIsolated.idle).toFixed(1)} / ${p95(abortPlain.idle).toFixed(1)}`,
          'no abort',
          '',
        ],
      ])
      return { table, data: { decoding, turns, schema, large, suggestions, chunks, abortIsolated, abortPlain } }
    },
    { routes },
  )
}
