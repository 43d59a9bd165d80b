import type { GuardPolicy } from './policy.js'

/**
 * A policy that needs no model. It leaves out passages and results of tools that give orders to the model, removes
 * hidden text everywhere, and flags attacks in the texts of users. As with every guard, after foreign text tools with
 * effects wait for approval, and foreign links and images are removed. Copy the policy to make your own.
 *
 * @example
 * const policy = { ...defaultGuardPolicy, id: 'helpdesk', capabilities: { hosts: ['help.example.com'] } }
 */
export const defaultGuardPolicy: GuardPolicy = {
  format: 'tacet-guard',
  version: 1,
  id: 'default',
  revision: '1',
  rules: [
    { id: 'orders', check: 'injection', stages: ['retrieval', 'tool-result'], action: 'refuse', onError: 'block' },
    { id: 'attack', check: 'injection', stages: ['input'], threshold: 0.7, action: 'flag', onError: 'flag' },
    {
      id: 'hidden',
      check: 'hidden-text',
      stages: ['input', 'retrieval', 'tool-result', 'output'],
      action: 'fix',
      onError: 'block',
    },
  ],
}
