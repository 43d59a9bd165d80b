import { expect, test } from 'vitest'
import {
  type RoutePolicy,
  type RouteRequest,
  type RouteState,
  type RouteTarget,
  requireTarget,
  route,
} from '../../src/engines/route.js'

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
    'a resting server rules out',
    {},
    { mode: 'prefer-server' },
    state([local, { ...server, resting: true }]),
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
