export type {
  CostEvent,
  EventTimes,
  FailureEvent,
  GenerateEvent,
  GuardEvent,
  LoadEvent,
  ModelPlace,
  RedactEvent,
  ReleaseEvent,
  RouteEvent,
  RunEvent,
  SearchEvent,
  TacetEvent,
} from '../calls/events.js'
export { type CostLedger, type CostLedgerOptions, type CostRow, openCostLedger } from './cost-ledger.js'
export { type Observation, type ObserveOptions, observe, type TacetListener } from './observe.js'
export { type MetricMeter, type OpenTelemetryOptions, type SpanTracer, toOpenTelemetry } from './open-telemetry.js'
export { defineTacetPanel } from './panel.js'
export type { DayCost, HitRate, ModelSummary, ObservedSummary, Percentiles } from './summary.js'
export { toUserTiming } from './user-timing.js'
