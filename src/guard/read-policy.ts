import { checkJson } from '../generate/json-schema.js'
import { NlpError } from '../shared/errors.js'
import type { GuardPolicy } from './policy.js'
import { guardPolicySchema } from './policy-schema.js'

/**
 * Checks a policy that comes from outside. It rejects unknown fields, because a misspelt rule must not be ignored
 * silently.
 *
 * @example
 * const policy = readGuardPolicy(await (await fetch('/guard.json')).json())
 */
export function readGuardPolicy(given: unknown): GuardPolicy {
  // A copy, so that a later change of the caller's object cannot weaken a guard. The copy holds only values that JSON
  // can hold.
  const value = asData(given)
  if (Object(value) !== value) {
    throw invalid('', 'must be an object. Begin with `defaultGuardPolicy`, which is one.')
  }
  const { format, version } = value as { format?: unknown; version?: unknown }
  if (format === 'tacet-guard' && Number.isInteger(version) && (version as number) > 1) {
    throw invalid('version', `is ${String(version)}, and this release reads version 1. Update tacet.`)
  }
  const [problem] = checkJson(guardPolicySchema, value)
  if (problem !== undefined) {
    const [, path = '', rule = ''] = /^\$\.?(\S*) ([\s\S]*)$/.exec(problem) ?? []
    throw invalid(path, `${rule}.`)
  }
  const policy = value as GuardPolicy
  const ids = policy.rules.map(({ id }) => id)
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index)
  if (twice >= 0) throw invalid(`rules[${twice}].id`, `is the id of rule ${ids.indexOf(ids[twice]!)} too.`)
  if (ids.includes('capability'))
    throw invalid(`rules[${ids.indexOf('capability')}].id`, 'is reserved for the guard itself.')
  return policy
}

function asData(given: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(given) ?? 'null')
  } catch (cause) {
    throw new NlpError(
      'invalid-data',
      'The policy is not JSON: it refers to itself, or holds a value that JSON cannot hold.',
      {
        cause,
      },
    )
  }
}

function invalid(path: string, problem: string): NlpError {
  const where = path === '' ? 'The policy' : `\`${path}\` of the policy`
  return new NlpError('invalid-data', `${where} ${problem}`, { details: { path } })
}
