export type {
  CallGuard,
  GuardAction,
  GuardedPassage,
  GuardFailure,
  GuardFinding,
  GuardOutcome,
  GuardReason,
  GuardStage,
} from '../calls/guard.js'
export type {
  CustomCheck,
  CustomCheckContext,
  CustomCheckResult,
  GuardClassifier,
  GuardClassifierByStage,
  GuardDetectors,
  GuardRedactor,
} from './checks/detectors.js'
export { defaultGuardPolicy } from './default-policy.js'
export { createGuard, type Guard, type GuardCheckOptions } from './guard.js'
export type { GuardOptions } from './guard-core.js'
export type { GuardStream, GuardStreamOptions } from './guard-stream.js'
export type { GuardCapabilities, GuardCheck, GuardPolicy, GuardRule } from './policy.js'
export { guardPolicySchema } from './policy-schema.js'
export { readGuardPolicy } from './read-policy.js'
export type { GuardReport } from './read-text.js'
