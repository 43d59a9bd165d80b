import { ACTIONS, type GuardCheck, STAGES } from './policy.js'

const names = { type: 'array', items: { type: 'string', minLength: 1 }, uniqueItems: true } as const
const someNames = { ...names, minItems: 1 } as const

const settings = (properties: Readonly<Record<string, object>>, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})

/** The settings of each check, as JSON Schema. */
const CONFIGS: Readonly<Record<GuardCheck, ReturnType<typeof settings>>> = {
  injection: settings({ labels: someNames, needsModel: { type: 'boolean' } }),
  'hidden-text': settings({ html: { type: 'boolean' } }),
  toxicity: settings({ labels: someNames }),
  pii: settings({ types: someNames, except: someNames }),
  secrets: settings({}),
  topic: {
    ...settings({ allow: someNames, deny: someNames }),
    // A rule on topics that names none would never find anything.
    ...{ minProperties: 1 },
  },
  grounding: settings({}),
  schema: settings({ schema: { type: ['object', 'boolean'] } }, ['schema']),
  refusal: settings({}),
  url: settings({ hosts: names, images: { enum: ['own', 'none'] } }),
  length: {
    ...settings({ max: { type: 'integer', minimum: 1 }, min: { type: 'integer', minimum: 1 } }),
    ...{ minProperties: 1 },
  },
  custom: settings({ detector: { type: 'string', minLength: 1 }, settings: true as never }, ['detector']),
}

const CHECKS = Object.keys(CONFIGS) as GuardCheck[]

const needsConfig = (check: GuardCheck) => ['topic', 'schema', 'length', 'custom'].includes(check)

/**
 * The JSON Schema of a policy, for editors and for tools that keep policies. `createGuard` checks policies with the same
 * schema. The package holds it as a file too: `docs/guard-policy.schema.json`.
 */
export const guardPolicySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A policy of tacet/guard',
  type: 'object',
  required: ['format', 'version', 'id', 'revision', 'rules'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    format: { const: 'tacet-guard' },
    version: { const: 1 },
    id: { type: 'string', minLength: 1 },
    revision: { type: 'string', minLength: 1 },
    refusal: { type: 'string', minLength: 1 },
    capabilities: settings({ readOnlyTools: names, trustedTools: names, hosts: names }),
    rules: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'check', 'stages', 'action', 'onError'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', pattern: '^[\\w.-]{1,64}$' },
          check: { enum: CHECKS },
          stages: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: STAGES } },
          threshold: { type: 'number', minimum: 0, maximum: 1 },
          action: { enum: ACTIONS },
          onError: { enum: ['block', 'flag'] },
          config: { type: 'object' },
        },
        allOf: CHECKS.map((check) => ({
          if: { properties: { check: { const: check } }, required: ['check'] },
          // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
          then: { properties: { config: CONFIGS[check] }, ...(needsConfig(check) ? { required: ['config'] } : {}) },
        })),
      },
    },
  },
} as const
