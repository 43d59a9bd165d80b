import type { GuardPolicy, GuardRule } from '../../src/guard/index.js'

/** A rule that reads everything and blocks, but for what a test says. */
export const rule = (given: Partial<GuardRule> = {}): GuardRule => ({
  id: 'rule',
  check: 'injection',
  stages: ['input', 'retrieval', 'tool-result', 'tool-call', 'output'],
  action: 'block',
  onError: 'block',
  ...given,
})

/** A policy of these rules, and of what else a test says. */
export const policyWith = (rules: readonly GuardRule[], rest: Partial<GuardPolicy> = {}): GuardPolicy => ({
  format: 'tacet-guard',
  version: 1,
  id: 'test',
  revision: '1',
  rules,
  ...rest,
})
