import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CustomCheck,
  createGuard,
  type GuardAction,
  type GuardRule,
  type GuardStage,
} from '../../src/guard/index.js'
import { policyWith } from './policy-with.js'

const STAGES: readonly GuardStage[] = ['input', 'retrieval', 'tool-result', 'tool-call', 'output']
const ACTIONS: readonly GuardAction[] = ['allow', 'flag', 'keep-local', 'redact', 'fix', 'ask', 'refuse', 'block']

/** Detectors that work in half of the cases, and otherwise fail in one of the ways of foreign code. */
const DETECTORS: readonly { readonly works: boolean; readonly check: CustomCheck }[] = [
  { works: true, check: () => 0 },
  { works: true, check: () => 1 },
  { works: true, check: async (text) => (text.length > 2 ? [{ score: 0.9, start: 0, end: 2 }] : 0) },
  { works: true, check: async () => 0.3 },
  {
    works: false,
    check: () => {
      throw new Error('broken')
    },
  },
  { works: false, check: () => Promise.reject(undefined) },
  { works: false, check: () => new Promise<never>(() => {}) },
  { works: false, check: (() => ({ score: 1 })) as unknown as CustomCheck },
  { works: false, check: async () => [{ score: 1, start: -1, end: 0 }] },
  { works: false, check: async () => Number.POSITIVE_INFINITY },
]

const rules = fc.array(
  fc.record({
    detector: fc.nat(DETECTORS.length - 1),
    stages: fc.subarray([...STAGES], { minLength: 1 }),
    action: fc.constantFrom(...ACTIONS),
    onError: fc.constantFrom('block' as const, 'flag' as const),
  }),
  { minLength: 1, maxLength: 5 },
)

test('in 300 random policies, no text passes by a failure', async () => {
  await fc.assert(
    fc.asyncProperty(rules, fc.constantFrom(...STAGES), fc.string({ maxLength: 40 }), async (drawn, stage, text) => {
      const policy = policyWith(
        drawn.map(
          ({ detector, stages, action, onError }, index): GuardRule => ({
            id: `rule-${index}`,
            check: 'custom',
            stages,
            action,
            onError,
            config: { detector: `d${detector}` },
          }),
        ),
      )
      const custom = Object.fromEntries(DETECTORS.map(({ check }, index) => [`d${index}`, check]))
      const report = await createGuard(policy, { detectors: { custom }, timeoutMs: 10 }).check(text, { stage })

      const failing = drawn.flatMap(({ detector, stages, onError }, index) =>
        DETECTORS[detector]!.works || !stages.includes(stage) ? [] : [{ id: `rule-${index}`, onError }],
      )
      for (const { id, onError } of failing) {
        expect(report.failed.map((each) => each.rule)).toContain(id)
        expect(report.findings).toContainEqual(
          expect.objectContaining({ rule: id, reason: 'check-failed', action: onError }),
        )
      }
      expect(new Set(report.failed.map((each) => each.rule)).size).toBe(failing.length)
      if (failing.some(({ onError }) => onError === 'block'))
        expect(report).toMatchObject({ action: 'block', text: '' })
      if (failing.length > 0) expect(report.action).not.toBe('allow')
      expect(report.action === 'block').toBe(report.findings.some(({ action }) => action === 'block'))
    }),
    { numRuns: 300 },
  )
}, 120_000)
