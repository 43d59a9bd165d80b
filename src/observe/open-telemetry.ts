import { checkOptions } from '../calls/check-options.js'
import type {
  CostEvent,
  FailureEvent,
  GenerateEvent,
  ReleaseEvent,
  RouteEvent,
  RunEvent,
  TacetEvent,
} from '../calls/events.js'
import type { TacetListener } from './observe.js'
import { METRICS, NAMES, SECOND_BOUNDS, TOKEN_BOUNDS } from './semantic-names.js'

/** A value of an attribute. */
type AttributeValue = string | number | boolean | string[]
type Attributes = { [name: string]: AttributeValue | undefined }

/** The part of a tracer of OpenTelemetry that is used. */
export interface SpanTracer {
  /** Begins a span. */
  startSpan(
    name: string,
    options?: { kind?: number; startTime?: number; attributes?: Attributes },
    context?: never,
  ): { setStatus(status: { code: number }): unknown; end(endTime?: number): void }
}

/** The part of a meter of OpenTelemetry that is used. */
export interface MetricMeter {
  /** Makes a distribution of values. */
  createHistogram(
    name: string,
    options?: { unit?: string; advice?: { explicitBucketBoundaries?: number[] } },
  ): { record(value: number, attributes?: Attributes): void }
  /** Makes a sum that only grows. */
  createCounter(name: string, options?: { unit?: string }): { add(value: number, attributes?: Attributes): void }
}

/** Where spans and metrics go. */
export interface OpenTelemetryOptions {
  /** Makes the spans: `trace.getTracer('tacet')` of `@opentelemetry/api`. @default no spans */
  tracer?: SpanTracer | undefined
  /** Makes the metrics: `metrics.getMeter('tacet')` of `@opentelemetry/api`. @default no metrics */
  meter?: MetricMeter | undefined
}

/** The numbers of OpenTelemetry for the kind and the status of a span. */
const INTERNAL = 0
const CLIENT = 2
const ERROR = 2

/**
 * Turns events into spans and metrics of OpenTelemetry, with the names of its conventions for generative AI. A span is
 * the child of the `Context` in the `trace` option of its call. No span holds a text.
 *
 * @example
 * import { metrics, trace } from '@opentelemetry/api'
 *
 * observe(toOpenTelemetry({ tracer: trace.getTracer('tacet'), meter: metrics.getMeter('tacet') }))
 */
export function toOpenTelemetry(options: OpenTelemetryOptions): TacetListener {
  checkOptions('toOpenTelemetry', options, { tracer: 'object', meter: 'object' })
  const { tracer, meter } = options
  if (tracer !== undefined && typeof tracer.startSpan !== 'function') {
    throw new TypeError('`tracer` of toOpenTelemetry must be a tracer of OpenTelemetry')
  }
  if (meter !== undefined && typeof meter.createHistogram !== 'function') {
    throw new TypeError('`meter` of toOpenTelemetry must be a meter of OpenTelemetry')
  }
  const record = meter && recorder(meter)
  return (event) => {
    record?.(event)
    // These have no span: a route takes no time, a release is not a call, and a cost belongs to the span of its answer.
    if (tracer === undefined || event.type === 'route' || event.type === 'cost' || event.type === 'release') return
    const { name, attributes } = describeSpan(event)
    const kind = 'place' in event && event.place === 'server' ? CLIENT : INTERNAL
    const span = tracer.startSpan(name, { kind, startTime: event.at, attributes }, contextIn(event.trace) as never)
    if (event.type === 'error' && event.code !== 'aborted') span.setStatus({ code: ERROR })
    span.end(event.at + event.durationMs)
  }
}

/** Other listeners may use the option for spans of their own, so it may hold anything. */
const contextIn = (trace: object | undefined) => (trace !== undefined && 'getValue' in trace ? trace : undefined)

type SpanEvent = Exclude<TacetEvent, RouteEvent | CostEvent | ReleaseEvent>

function describeSpan(event: SpanEvent): { name: string; attributes: Attributes } {
  switch (event.type) {
    case 'load':
      return {
        name: `load ${event.model}`,
        attributes: {
          ...modelAttributes(event, 'load'),
          [NAMES.downloadedBytes]: event.downloadedBytes,
          [NAMES.digest]: event.digest,
          [NAMES.device]: event.device,
          [NAMES.runtime]: event.runtime,
        },
      }
    case 'run':
      return {
        name: `${operationOf(event)} ${event.model}`,
        attributes: {
          ...modelAttributes(event, operationOf(event)),
          [NAMES.texts]: event.texts,
          [NAMES.characters]: event.characters,
          [NAMES.repeatedTexts]: event.repeated,
          [NAMES.cachedTexts]: event.cached,
          [NAMES.ahead]: event.ahead,
        },
      }
    case 'generate':
      return { name: `chat ${event.model}`, attributes: generationAttributes(event) }
    case 'search':
      return {
        name: 'retrieval',
        attributes: {
          [NAMES.operation]: 'retrieval',
          [NAMES.provider]: PROVIDER,
          [NAMES.topK]: event.limit,
          [NAMES.found]: event.found,
          [NAMES.searchMode]: event.mode,
        },
      }
    case 'redact': {
      const entities = Object.entries(event.entities)
      const counts = entities.map(([type, count]) => [`${NAMES.entities}.${type}`, count] as const)
      return {
        name: 'redact',
        attributes: {
          [NAMES.texts]: event.texts,
          [NAMES.characters]: event.characters,
          [NAMES.entities]: entities.reduce((sum, [, count]) => sum + count, 0),
          ...Object.fromEntries(counts),
        },
      }
    }
    case 'guard':
      return {
        name: `apply_guardrail ${event.policy}`,
        attributes: {
          [NAMES.guardPolicy]: event.policy,
          [NAMES.guardStage]: event.stage,
          [NAMES.guardAction]: event.action,
          [NAMES.guardRules]: [...new Set(event.findings.map(({ rule }) => rule))],
        },
      }
    case 'error':
      return failedSpan(event)
  }
}

const PROVIDER = 'tacet'

const operationOf = ({ task }: Pick<RunEvent, 'task'>) => (task === 'embed' ? 'embeddings' : task)

const modelAttributes = (
  { engine, place, model }: { engine?: string | undefined; place?: string | undefined; model?: string | undefined },
  operation: string,
): Attributes => ({
  [NAMES.operation]: operation,
  [NAMES.provider]: PROVIDER,
  [NAMES.requestModel]: model,
  [NAMES.engine]: engine,
  [NAMES.place]: place,
})

const generationAttributes = (event: GenerateEvent): Attributes => ({
  ...modelAttributes(event, 'chat'),
  [NAMES.responseModel]: event.model,
  [NAMES.outputType]: event.kind === 'object' ? 'json' : 'text',
  [NAMES.maxTokens]: event.maxTokens,
  [NAMES.temperature]: event.temperature,
  [NAMES.stream]: event.streamed,
  [NAMES.finishReasons]: [event.finishReason],
  [NAMES.timeToFirstChunk]: event.firstTokenMs / 1000,
  [NAMES.inputTokens]: event.inputTokens,
  [NAMES.cachedTokens]: event.cachedTokens,
  [NAMES.outputTokens]: event.outputTokens,
  [NAMES.attempts]: event.attempts,
  [NAMES.redacted]: event.redacted,
  [NAMES.ahead]: event.ahead,
  [NAMES.promptName]: event.prompt?.name,
  [NAMES.promptVersion]: event.prompt?.version,
  [NAMES.release]: event.prompt?.release,
  [NAMES.channel]: event.prompt?.channel,
})

function failedSpan(event: FailureEvent): { name: string; attributes: Attributes } {
  const { of, task, model, code } = event
  const operation =
    of === 'generate' ? 'chat' : of === 'run' && task ? operationOf({ task: task as RunEvent['task'] }) : of
  const attributes = { ...modelAttributes(event, operation), [NAMES.errorType]: code }
  return { name: model === undefined ? operation : `${operation} ${model}`, attributes }
}

function recorder(meter: MetricMeter): (event: TacetEvent) => void {
  const inSeconds = { unit: 's', advice: { explicitBucketBoundaries: [...SECOND_BOUNDS] } }
  const tokens = meter.createHistogram(METRICS.tokenUsage, {
    unit: '{token}',
    advice: { explicitBucketBoundaries: [...TOKEN_BOUNDS] },
  })
  const duration = meter.createHistogram(METRICS.duration, inSeconds)
  const firstChunk = meter.createHistogram(METRICS.timeToFirstChunk, inSeconds)
  const cost = meter.createCounter(METRICS.cost)
  return (event) => {
    const seconds = event.durationMs / 1000
    if (event.type === 'run') duration.record(seconds, modelAttributes(event, operationOf(event)))
    if (event.type === 'error' && event.model !== undefined) duration.record(seconds, failedSpan(event).attributes)
    if (event.type === 'generate') {
      const attributes = modelAttributes(event, 'chat')
      duration.record(seconds, attributes)
      firstChunk.record(event.firstTokenMs / 1000, attributes)
      tokens.record(event.inputTokens, { ...attributes, [NAMES.tokenType]: 'input' })
      tokens.record(event.outputTokens, { ...attributes, [NAMES.tokenType]: 'output' })
    }
    if (event.type === 'cost' && event.amount !== undefined) {
      const { amount, model, currency, estimated } = event
      const price = { [NAMES.currency]: currency, [NAMES.estimated]: estimated }
      cost.add(amount, { [NAMES.requestModel]: model, ...price })
    }
  }
}
