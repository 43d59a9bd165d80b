import { expect, test } from 'vitest'
import { createBudget } from '../../../src/engines/server/budget.js'
import { inMemory } from '../../../src/engines/server/budget-database.js'
import { type ServerEngineOptions, serverEngine } from '../../../src/engines/server.js'
import { createGenerator } from '../../../src/generate.js'
import { createRedactor } from '../../../src/redact/index.js'
import { NlpError } from '../../../src/shared/errors.js'
import type { GenerateInput } from '../../../src/shared/tasks.js'
import { type HostileAnswer, hostileAnswer } from '../../servers/hostile-answers.js'

/** `HOSTILE_ANSWERS=10000` tries this many, and prints the results. */
const ANSWERS = Number(process.env['HOSTILE_ANSWERS'] ?? 600)

const redactor = createRedactor()

const input: GenerateInput = {
  messages: [{ role: 'user', content: 'I am jo@example.com' }],
  maxTokens: 64,
  temperature: 0,
  stop: [],
}

const find = { name: 'find', parameters: { type: 'object' }, execute: () => ({ 'jo@example.com': 1 }) }

/** The answer from a transport, through real streams. */
function respond({ status, headers, pieces, broken }: HostileAnswer): Response {
  const left = [...pieces]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = left.shift()
      if (piece !== undefined) controller.enqueue(piece)
      else if (broken) controller.error(new TypeError('terminated'))
      else controller.close()
    },
  })
  return new Response(status === 204 ? null : body, { status, headers })
}

const shapesOfPrototypes = () =>
  JSON.stringify(
    [Object, Array, String, Number, Function, Map, Promise, Uint8Array].map(({ prototype }) =>
      Reflect.ownKeys(prototype).map((key) => [
        String(key),
        typeof Object.getOwnPropertyDescriptor(prototype, key)?.value,
      ]),
    ),
  )

async function ask(seed: number) {
  const task = seed % 8 === 0 ? 'embed' : 'generate'
  const answers: HostileAnswer[] = []
  const sent: string[] = []
  const fetch = async (_url: unknown, init: RequestInit | undefined) => {
    sent.push(String(init?.body))
    const answer = hostileAnswer(seed * 10 + answers.length, task)
    answers.push(answer)
    return respond(answer)
  }
  const budget = createBudget({ name: 'b', storage: inMemory(), maxTokens: 1e12 })
  const options: ServerEngineOptions = {
    url: 'http://127.0.0.1:9/v1',
    model: 'noise',
    redactor,
    fetch: fetch as typeof globalThis.fetch,
    retry: { retries: seed % 3 === 0 ? 1 : 0, baseMs: 1 },
    breaker: { minRequests: 1e9 },
    timeouts: { totalMs: 5000 },
    budgets: [budget],
    prices: { inputPerMillion: 1, outputPerMillion: 2, cachedInputPerMillion: 0.5, currency: 'EUR' },
  }
  const shown: string[] = []
  const call = async () => {
    if (seed % 5 === 0 && task === 'generate') {
      await using generator = await createGenerator({ engines: [serverEngine(options)] })
      return await generator.generate('I am jo@example.com', { tools: [find], maxSteps: 3 })
    }
    await using session = await serverEngine(options).open(task, undefined)
    if (task === 'embed') return await session.run('embed', { texts: ['a', 'b'], kind: 'document' })
    return await session.run('generate', input, { onEvent: (piece) => shown.push(piece) })
  }
  const outcome = await call().then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  )
  return { ...outcome, answers, sent, shown: shown.join(''), spent: await budget.spent() }
}

test(`${ANSWERS} hostile answers end in an answer or in an NlpError, and touch neither the page nor a budget`, async () => {
  const before = shapesOfPrototypes()
  let most = 0
  const outcomes = new Map<string, number>()
  for (let seed = 0, received = 0; received < ANSWERS; seed += 1) {
    const started = process.cpuUsage()
    const { value, error, answers, sent, shown, spent } = await ask(seed)
    const { user, system } = process.cpuUsage(started)
    most = Math.max(most, Math.round((user + system) / 1000))
    received += answers.length
    const where = `seed ${seed}`
    const outcome = value === undefined ? (NlpError.is(error) ? error.code : String(error)) : 'answer'
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    if (value === undefined) {
      expect(NlpError.is(error), `${where}: ${String((error as Error)?.stack)}`).toBe(true)
      expect(`${String(error)}${JSON.stringify(error)}`, where).not.toContain('example.com')
    } else if ('vectors' in value) {
      expect([value.vectors.length, [...value.vectors].every(Number.isFinite)], where).toEqual([
        2 * value.dimensions,
        true,
      ])
    } else {
      expect(typeof value.text, where).toBe('string')
      if (shown !== '') expect(shown, where).toBe(value.text)
      const { inputTokens, outputTokens } = value.usage
      expect(
        [inputTokens, outputTokens].every((count) => Number.isInteger(count) && count >= 0),
        where,
      ).toBe(true)
      if (answers.length === 1) expect(spent.tokens, where).toBe(inputTokens + outputTokens)
      for (const { id, name, arguments: values } of ('toolCalls' in value && value.toolCalls) || []) {
        expect([typeof id, typeof name, typeof values], where).toEqual(['string', 'string', 'string'])
        expect(values, where).not.toContain('https://x.example/jo@')
      }
    }
    if (answers.length === 1 && answers[0]?.untouched) expect(value, where).toBeDefined()
    expect(sent.join(''), where).not.toContain('jo@example.com')
    expect(spent.requests, where).toBe(answers.length)
    for (const amount of [spent.tokens, spent.money]) expect(amount >= 0 && Number.isFinite(amount), where).toBe(true)
  }
  expect(shapesOfPrototypes()).toBe(before)
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  expect(outcomes.get('answer')).toBeGreaterThan(ANSWERS / 20)
  if (process.env['HOSTILE_ANSWERS'] !== undefined) {
    console.log(
      `${ANSWERS} answers: ${JSON.stringify(Object.fromEntries(outcomes))}; a call took ${most} ms of the processor at most`,
    )
  }
}, 600_000)
