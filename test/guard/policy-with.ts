import type { GuardPolicy, GuardRule } from '../../src/guard/index.js'

/** A rule that reads at all stages and blocks, with the changes of a test. */
export const rule = (given: Partial<GuardRule> = {}): GuardRule => ({
  id: 'rule',
  check: 'injection',
  stages: ['input', 'retrieval', 'tool-result', 'tool-call', 'output'],
  action: 'block',
  onError: 'block',
  ...given,
})

/** A policy with these rules, and with the changes of a test. */
export const policyWith = (rules: readonly GuardRule[], rest: Partial<GuardPolicy> = {}): GuardPolicy => ({
  format: 'tacet-guard',
  version: 1,
  id: 'test',
  revision: '1',
  rules,
  ...rest,
})
