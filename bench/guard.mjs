import { markdownTable, median, p95 } from './statistics.mjs'

const ROUNDS = 400

const MESSAGE =
  'Hello, I bought the kettle in March and it stopped working last week. I have tried another socket, cleaned the contacts and waited for an hour as ' +
  'the manual says, but it does not heat. Could you please tell me whether the warranty still covers it, and where I should send it? My order is ' +
  '4711-0815 and my mail is jo@example.com. I would also like to know how long a repair usually takes, because we use it every day. Thanks a lot for ' +
  'your help and have a nice weekend. Best regards from the seaside, Jo Miller'

/** @type {import('../dist/src/guard/index.js').GuardStage[]} */
const ALL = ['input', 'retrieval', 'tool-result', 'tool-call', 'output']

/** The time of a guard for a message of 500 characters, without a model that has to load. */
export async function run() {
  const { createGuard, defaultGuardPolicy } = await import('../dist/src/guard/index.js')
  const { createRedactor } = await import('../dist/src/redact/index.js')
  /** @returns {import('../dist/src/guard/index.js').GuardRule} */
  const rule = (id, check, action, config) => ({ id, check, stages: ALL, action, onError: 'block', config })
  const everything = {
    ...defaultGuardPolicy,
    rules: [
      rule('orders', 'injection', 'refuse'),
      rule('hidden', 'hidden-text', 'fix'),
      rule('pii', 'pii', 'flag'),
      rule('keys', 'secrets', 'redact'),
      rule('links', 'url', 'fix'),
      rule('length', 'length', 'flag', { max: 4000 }),
      rule('declined', 'refusal', 'flag'),
    ],
  }
  const guards = {
    defaultGuardPolicy: createGuard(defaultGuardPolicy),
    'all checks without a model': createGuard(everything, {
      detectors: { redactor: createRedactor() },
      timeoutMs: 60_000,
    }),
  }
  const rows = []
  for (const [name, guard] of Object.entries(guards)) {
    for (const stage of ALL.filter((each) => !each.startsWith('tool'))) {
      const times = []
      for (let round = -50; round < ROUNDS; round += 1) {
        // Each text is another one, because a redactor's result is kept for the next rule.
        const text = MESSAGE.replace('4711', String(1000 + Math.abs(round))).slice(0, 500)
        // The time of the processor, because other programs of the machine must not count.
        const before = process.cpuUsage()
        await guard.check(text, { stage })
        const { user, system } = process.cpuUsage(before)
        if (round >= 0) times.push((user + system) / 1000)
      }
      rows.push({ name, stage, median: median(times), p95: p95(times) })
    }
  }
  const table = markdownTable([
    ['policy', 'stage', 'ms, median', 'ms, p95'],
    ...rows.map(({ name, stage, median: middle, p95: high }) => [name, stage, middle.toFixed(2), high.toFixed(2)]),
  ])
  return { table, data: rows }
}
