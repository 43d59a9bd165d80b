import { MEASURE_AT_ONCE, withPage } from './open-page.mjs'
import { markdownTable, median, p95 } from './statistics.mjs'

const ROUNDS = 5
const TURNS = 40

/** The second tab of a site that shares its model, beside the first one. Each round has fresh tabs, and the files are stored. */
export async function run() {
  return withPage(
    'tabs',
    async (open) => {
      const { page, close } = await open({ isolation: true })
      const another = async () => {
        const tab = await page.context().newPage()
        await tab.goto(page.url())
        await tab.waitForFunction(() => 'bench' in globalThis)
        return tab
      }
      const ask = (tab, name) => tab.evaluate((each) => globalThis.bench[each](), name)
      await ask(page, 'store')
      const data = { first: [], second: [] }
      for (let round = 0; round < ROUNDS; round += 1) {
        const tabs = [await another(), await another()]
        const results = [data.first, data.second]
        const firstVectorMs = []
        for (const tab of tabs) firstVectorMs.push(await ask(tab, 'firstVector'))
        for (const [index, tab] of tabs.entries()) {
          results[index].push({
            firstVectorMs: firstVectorMs[index],
            role: await ask(tab, 'role'),
            bytes: await ask(tab, 'bytes'),
            oneTextMs: [],
          })
        }
        // The tabs take turns, so that whatever else the machine does slows both.
        for (let turn = 0; turn < TURNS; turn += 1) {
          for (const [index, tab] of tabs.entries()) results[index].at(-1)?.oneTextMs.push(await ask(tab, 'oneText'))
        }
        for (const tab of tabs) await tab.close()
      }
      await close()
      return { table: tableOf(data), data }
    },
    { browserArguments: [MEASURE_AT_ONCE] },
  )
}

function tableOf({ first, second }) {
  const roles = [...first.map(({ role }) => role !== 'owner'), ...second.map(({ role }) => role !== 'guest')]
  if (roles.includes(true)) throw new Error('A tab did not have the place that this table is about')
  const row = (name, key, digits, scale = 1) => {
    const [one, two] = [first, second].map((rounds) =>
      rounds.flatMap((each) => each[key]).map((value) => value / scale),
    )
    const cell = (numbers) => `${median(numbers).toFixed(digits)} / ${p95(numbers).toFixed(digits)}`
    return [name, cell(one), cell(two), `${(median(two) / median(one)).toFixed(2)} times`]
  }
  return markdownTable([
    ['median / p95', 'first tab', 'second tab', 'ratio'],
    row('memory, MB (of 5)', 'bytes', 1, 1e6),
    row('first vector, ms (of 5)', 'firstVectorMs', 0),
    row('one text of 9 words, ms (of 200)', 'oneTextMs', 1),
  ])
}
