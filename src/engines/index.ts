export type {
  Engine,
  EngineSession,
  ExpectedCall,
  LanguagePair,
  ModelSettings,
  OpenOptions,
  Outlook,
  RunOptions,
} from '../calls/engine.js'
export type { BreakerPolicy } from '../http/breaker.js'
export type { RetryPolicy } from '../http/retry.js'
export type { ModelManifest } from '../shared/model-manifest.js'
export type { GenerateInput, GenerateOutput, ServedBy, TaskMap } from '../shared/tasks.js'
export type { Constraint, ConstraintEngine, ConstraintRequest, Vocabulary } from '../wire/shared/constraint-engine.js'
export type { ModelInfo, Proof, StorageEstimate, StoredModel, WorkerDiagnostics } from '../wire/shared/inference-api.js'
export { builtinAvailability } from './builtin/availability.js'
export {
  type BuiltinProofreader,
  type BuiltinProofreaderOptions,
  type Correction,
  createBuiltinProofreader,
  type Proofreading,
} from './builtin/proofreader.js'
export { type BuiltinSummarizer, type BuiltinSummarizerOptions, createBuiltinSummarizer } from './builtin/summarizer.js'
export type { BuiltinCallOptions, BuiltinTextOptions } from './builtin/text-options.js'
export {
  type BuiltinRewriter,
  type BuiltinRewriterOptions,
  type BuiltinWriter,
  type BuiltinWriterOptions,
  createBuiltinRewriter,
  createBuiltinWriter,
} from './builtin/writers.js'
export { type BuiltinEngineOptions, builtinEngine } from './builtin.js'
export {
  type LocalDiagnostics,
  type LocalEngine,
  type LocalEngineOptions,
  localEngine,
  type ModelStorage,
} from './local.js'
export { type RoutePlan, route } from './route.js'
export type { Privacy, RouteMode, RoutePolicy, RouteRequest, RouteState, RouteTarget } from './route-request.js'
export { type Budget, type BudgetOptions, createBudget, type Reservation, type Spending } from './server/budget.js'
export type { ServerRedactor } from './server/gate.js'
export type { Prices } from './server/prices.js'
export type { Timeouts } from './server/timeouts.js'
export { type AllowedOptions, type ServerEngineOptions, serverEngine } from './server.js'
export type { SharedModel } from './tabs/connect-tabs.js'
