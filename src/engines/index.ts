export type {
  Engine,
  EngineSession,
  ExpectedCall,
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
