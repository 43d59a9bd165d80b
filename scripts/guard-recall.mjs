import './build.mjs'
import { shareWithInterval, withHarmless, withOrders } from './placed-orders.mjs'

// Prints how many orders in mails and pages a guard finds at `retrieval` by its patterns alone and with each classifier, and how many harmless texts
// it refuses:
//
//   node scripts/guard-recall.mjs

const { createClassifier } = await import('../dist/src/index.js')
const { createGuard } = await import('../dist/src/guard/index.js')

/** @type {import('../dist/src/guard/index.js').GuardPolicy} */
const policy = {
  format: 'tacet-guard',
  version: 1,
  id: 'orders',
  revision: '1',
  rules: [{ id: 'orders', check: 'injection', stages: ['retrieval'], action: 'refuse', onError: 'block' }],
}

console.log('| `injection` at `retrieval` | orders found | harmless texts refused | processor time of a text, ms |')
console.log('| --- | --- | --- | --- |')
for (const model of [undefined, 'prompt-attack', 'prompt-attack-encoder']) {
  const retrieval = model === undefined ? undefined : await createClassifier({ model })
  const guard = createGuard(policy, { detectors: { injection: { retrieval } } })
  const refused = async (texts) => {
    const answers = []
    for (const text of texts) answers.push((await guard.check(text, { stage: 'retrieval' })).action === 'refuse')
    return answers
  }
  const before = process.cpuUsage()
  const [found, alarms] = [await refused(withOrders()), await refused(withHarmless())]
  const { user, system } = process.cpuUsage(before)
  const each = (user + system) / 1000 / (found.length + alarms.length)
  const name = model === undefined ? 'patterns alone' : `with \`${model}\``
  console.log(`| ${name} | ${shareWithInterval(found)} | ${shareWithInterval(alarms)} | ${each.toFixed(1)} |`)
  await retrieval?.close()
}
