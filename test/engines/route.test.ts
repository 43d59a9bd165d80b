import { expect, test } from 'vitest'
import { requireTarget, route } from '../../src/engines/route.js'
import type { RoutePolicy, RouteRequest, RouteState, RouteTarget } from '../../src/engines/route-request.js'

const local: RouteTarget = { name: 'local', place: 'device', ready: 'available', contextWindow: 2048, quality: 0.4 }
const server: RouteTarget = { name: 'server', place: 'server', ready: 'available', contextWindow: 32_000, quality: 0.9 }
const guarded: RouteTarget = { ...server, redacts: true }
const request: RouteRequest = { inputTokens: 100, maxTokens: 100 }

const state = (targets: readonly RouteTarget[], rest: Partial<RouteState> = {}): RouteState => ({
  targets,
  online: true,
  saveData: false,
  ...rest,
})

const rows: readonly [string, Partial<RouteRequest>, RoutePolicy, RouteState, string[]][] = [
  ['the device comes first by default', {}, {}, state([server, local]), ['local', 'server']],
  ['the server comes first when preferred', {}, { mode: 'prefer-server' }, state([local, server]), ['server', 'local']],
  ['only-device leaves no server', {}, { mode: 'only-device' }, state([local, server]), ['local']],
  ['only-server leaves no device', {}, { mode: 'only-server' }, state([local, server]), ['server']],
  [
    'personal text stays without a redactor',
    { privacy: 'personal' },
    { mode: 'prefer-server' },
    state([local, server]),
    ['local'],
  ],
  [
    'personal text goes redacted',
    { privacy: 'personal' },
    { mode: 'prefer-server' },
    state([local, guarded]),
    ['server', 'local'],
  ],
  ['a secret never leaves', { privacy: 'secret' }, { mode: 'prefer-server' }, state([local, guarded]), ['local']],
  [
    'public text may need no redactor',
    { privacy: 'public' },
    { mode: 'only-server', unredacted: 'public' },
    state([server]),
    ['server'],
  ],
  ['without consent nothing leaves', {}, { mode: 'prefer-server', consent: false }, state([local, guarded]), ['local']],
  ['offline leaves the device', {}, { mode: 'prefer-server' }, state([local, server], { online: false }), ['local']],
  ['a long prompt goes where it fits', { inputTokens: 5000 }, {}, state([local, server]), ['server']],
  [
    'a missing capability rules out',
    { needs: ['tools'] },
    {},
    state([{ ...local, can: ['schema'] }, server]),
    ['server'],
  ],
  [
    'a used-up budget rules out',
    {},
    { mode: 'prefer-server' },
    state([local, { ...server, budgetShare: 1.2 }]),
    ['local'],
  ],
  [
    'a server that keeps failing rules out',
    {},
    { mode: 'prefer-server' },
    state([local, { ...server, breaker: 'open' }]),
    ['local'],
  ],
  [
    'a server that may be tried again is',
    {},
    { mode: 'prefer-server' },
    state([local, { ...server, breaker: 'half-open' }]),
    ['server', 'local'],
  ],
  [
    'a device may stop at the end of its window, a server refuses',
    { inputTokens: 2000, maxTokens: 500 },
    {},
    state([local, { ...server, contextWindow: 2400 }]),
    ['local'],
  ],
  [
    'who is known to be too late comes last',
    { deadlineMs: 2000 },
    {},
    state([{ ...local, firstTokenMs: 200, tokensPerSecond: 10 }, server]),
    ['server', 'local'],
  ],
  [
    'who is in time comes first, as ever',
    { deadlineMs: 2000 },
    {},
    state([{ ...local, firstTokenMs: 200, tokensPerSecond: 100 }, server]),
    ['local', 'server'],
  ],
  [
    'of what is unknown nobody says that it is late',
    { deadlineMs: 1 },
    {},
    state([local, server]),
    ['local', 'server'],
  ],
  [
    'where all are late the mode decides',
    { deadlineMs: 1 },
    { mode: 'prefer-server' },
    state([
      { ...local, tokensPerSecond: 10 },
      { ...server, tokensPerSecond: 5 },
    ]),
    ['server', 'local'],
  ],
  [
    'a model that must be fetched first is late',
    { deadlineMs: 20_000 },
    {},
    state([{ ...local, ready: 'downloadable', tokensPerSecond: 100 }, server]),
    ['server', 'local'],
  ],
  [
    'a low battery spares the device where the app says so',
    {},
    { lowBattery: 0.2 },
    state([local, server], { battery: { level: 0.1, charging: false } }),
    ['server', 'local'],
  ],
  [
    'a low battery decides nothing by default',
    {},
    {},
    state([local, server], { battery: { level: 0.01, charging: false } }),
    ['local', 'server'],
  ],
  [
    'a charging one is not low',
    {},
    { lowBattery: 0.2 },
    state([local, server], { battery: { level: 0.1, charging: true } }),
    ['local', 'server'],
  ],
  ['an unknown one is full', {}, { lowBattery: 0.2 }, state([local, server]), ['local', 'server']],
  [
    'no battery is so low that private text leaves',
    { privacy: 'secret', deadlineMs: 1 },
    { lowBattery: 1 },
    state([{ ...local, tokensPerSecond: 1 }, guarded], { battery: { level: 0, charging: false } }),
    ['local'],
  ],
  [
    'saving data forbids a download',
    {},
    {},
    state([{ ...local, ready: 'downloadable' }, server], { saveData: true }),
    ['server'],
  ],
  [
    'of two servers the better comes first',
    {},
    { mode: 'only-server' },
    state([{ ...server, name: 'small', quality: 0.5 }, server]),
    ['server', 'small'],
  ],
  [
    'of two equal ones the cheaper comes first',
    {},
    { mode: 'only-server' },
    state([{ ...server, name: 'dear', budgetShare: 0.9 }, server]),
    ['server', 'dear'],
  ],
  [
    'of two equal ones the faster comes first',
    {},
    {},
    state([
      { ...local, name: 'slow', tokensPerSecond: 2 },
      { ...local, tokensPerSecond: 60 },
    ]),
    ['local', 'slow'],
  ],
]

test.each(rows)('%s', (_name, more, policy, where, expected) => {
  const plan = route({ ...request, ...more }, policy, where)
  expect(plan.targets.map(({ target }) => target.name)).toEqual(expected)
  expect(plan.targets.every(({ reason }) => reason.length > 0)).toBe(true)
  expect(plan.targets.length + plan.denied.length).toBe(where.targets.length)
  expect(plan.denied.every(({ reasons }) => reasons.length > 0)).toBe(true)
})

test('the first target says what ruled out a preferred one', () => {
  const plan = route({ ...request, privacy: 'personal' }, { mode: 'prefer-server' }, state([local, server]))
  expect(plan.targets[0]?.reason).toBe('server is out: personal text may not go to a server unredacted')
})

test.each([
  ['a deadline', { deadlineMs: 2000 }, {}, 'it takes about 10200 ms, and the limit is 2000 ms'],
  ['a battery', {}, { lowBattery: 0.2 }, 'the battery is at 10 %'],
] as const)('%s that puts a target last is the reason on both sides', (_name, more, policy, drawback) => {
  const slow = { ...local, firstTokenMs: 200, tokensPerSecond: 10 }
  const where = state([slow, server], { battery: { level: 0.1, charging: false } })
  const plan = route({ ...request, ...more }, policy, where)
  expect(plan.targets.map(({ reason }) => reason)).toEqual([
    `local comes later: ${drawback}`,
    `later, because ${drawback}`,
  ])
})

test('the same arguments give the same plan, and none of them is changed', () => {
  const where = state([local, guarded], { battery: { level: 0.1, charging: false } })
  const arguments_ = [{ ...request, deadlineMs: 10 }, { mode: 'prefer-server' }, where] as const
  const before = structuredClone(arguments_)
  expect(route(...arguments_)).toEqual(route(...arguments_))
  expect(arguments_).toEqual(before)
})

test('no target left is policy-denied with every reason', () => {
  const plan = route({ ...request, privacy: 'secret' }, { mode: 'only-server', consent: false }, state([local, server]))
  expect(() => requireTarget(plan)).toThrow(
    expect.objectContaining({
      code: 'policy-denied',
      details: {
        local: 'the mode is only-server',
        server: 'the user has not agreed to a server, secret text may not go to a server unredacted',
      },
    }),
  )
})

test('a privacy that is none is no licence for a server', () => {
  const asked = { ...request, privacy: 'Secret' as 'secret' }
  expect(() => route(asked, { mode: 'prefer-server' }, state([local, server]))).toThrow(/`privacy` must be one of/)
})

test('a mode that is none is no licence for a server', () => {
  const policy = { mode: 'only-local' as 'only-device' }
  expect(() => route(request, policy, state([local, server]))).toThrow(/`mode` of `policy` must be/)
})
