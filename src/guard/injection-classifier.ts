import { checkOptions, describe } from '../calls/check-options.js'
import type { ClassifierAt } from './checks/classified.js'
import type { GuardClassifier, GuardClassifierByStage, GuardDetectors } from './checks/detectors.js'
import { type GuardRule, STAGES } from './policy.js'

/** The classifiers of a rule on injections, if it has any. A stage without a classifier is read by the patterns alone. */
export function injectionClassifier(given: GuardDetectors['injection'], rule: GuardRule): ClassifierAt | undefined {
  const needsModel = rule.config?.['needsModel'] === true
  if (given === undefined && !needsModel) return undefined
  const required = (value: unknown, place: string): GuardClassifier => {
    if (isClassifier(value)) return value
    throw new TypeError(
      `\`detectors.injection\` must have the method classify${place}, because rule '${rule.id}' needs it, got ${describe(value)}`,
    )
  }
  if (!isByStage(given)) {
    const classifier = required(given, ', or a classifier by stage')
    return () => classifier
  }
  // A copy, so that a later change of the caller's object cannot weaken the guard.
  const byStage = { ...given }
  checkOptions('detectors.injection', byStage, KINDS)
  for (const stage of STAGES) {
    const isNeeded = needsModel && rule.stages.includes(stage)
    if (isNeeded || byStage[stage] !== undefined) required(byStage[stage], ` at '${stage}'`)
  }
  return (stage) => byStage[stage]
}

const KINDS = {
  input: 'object',
  retrieval: 'object',
  'tool-result': 'object',
  'tool-call': 'object',
  output: 'object',
} as const

const isClassifier = (value: unknown): value is GuardClassifier =>
  typeof (value as { classify?: unknown } | null | undefined)?.classify === 'function'

const isByStage = (value: unknown): value is GuardClassifierByStage =>
  !isClassifier(value) && Object(value) === value && STAGES.some((stage) => Object.hasOwn(value as object, stage))
