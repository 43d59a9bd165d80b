import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterEach, expect, test } from 'vitest'
import { createEmbedder } from '../../src/embed.js'
import { createGenerator } from '../../src/generate.js'
import { observe, toOpenTelemetry } from '../../src/observe/index.js'
import { NlpError } from '../../src/shared/errors.js'
import { fakeEngine } from '../../src/testing.js'
import { scriptedEngine } from '../generate/scripted-engine.js'

interface ReceivedSpan {
  readonly name: string
  readonly kind: number
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly status: { readonly code?: number }
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[]
}

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** Receives spans like a collector, over the protocol of OpenTelemetry. */
async function startCollector() {
  const spans: ReceivedSpan[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString())
    for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans)
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`
  const provider = new BasicTracerProvider({ spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))] })
  closing.push(() => provider.shutdown())
  return { spans, provider }
}

const attributesOf = ({ attributes }: ReceivedSpan) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

test('a collector receives the spans of calls with the names of the conventions, below the span of the app', async () => {
  const { spans, provider } = await startCollector()
  const tracer = provider.getTracer('app')
  closing.push(observe(toOpenTelemetry({ tracer })).stop)
  const parent = tracer.startSpan('question')
  const context = trace.setSpan(ROOT_CONTEXT, parent)

  const engine = scriptedEngine('cloud', [{ text: 'yes', usage: { inputTokens: 9, outputTokens: 2 } }])
  const generator = await createGenerator({ engines: [engine] })
  await generator.generate('Well?', { trace: context, maxTokens: 8 })
  const vectors = fakeEngine({ embed: { vectors: new Float32Array(2), dimensions: 2, truncated: [] } })
  const embedder = await createEmbedder({ engines: [vectors], model: 'small' })
  await embedder.embed('a cat', { trace: context })
  const failing = await createGenerator({ engines: [scriptedEngine('local', [new NlpError('timeout', 'late')])] })
  await expect(failing.generate('Well?', { trace: { not: 'a context' } })).rejects.toThrow('late')
  parent.end()
  await provider.forceFlush()

  const named = (name: string) => spans.find((span) => span.name === name) as ReceivedSpan
  const chat = named('chat cloud-model')
  // In the protocol, 1 is a span within the program and 3 one of a client.
  expect([chat.kind, named('embeddings small').kind]).toEqual([3, 1])
  expect(attributesOf(chat)).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'tacet',
    'gen_ai.request.model': 'cloud-model',
    'gen_ai.request.max_tokens': 8,
    'gen_ai.usage.input_tokens': 9,
    'gen_ai.usage.output_tokens': 2,
    'tacet.place': 'server',
  })
  for (const span of [chat, named('embeddings small')]) {
    expect([span.traceId, span.parentSpanId]).toEqual([parent.spanContext().traceId, parent.spanContext().spanId])
    expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano))
  }
  const failed = named('chat local-model')
  expect(failed.status.code).toBe(2)
  expect(attributesOf(failed)).toMatchObject({ 'error.type': 'timeout' })
  expect(failed.parentSpanId ?? '').toBe('')
  expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(['load small', 'load cloud-model']))
})

test('metrics have the units and bounds of the conventions', async () => {
  const made: [string, unknown][] = []
  const recorded: [string, number, unknown][] = []
  const instrument = (name: string, options?: unknown) => {
    made.push([name, options])
    const note = (value: number, attributes?: unknown) => recorded.push([name, value, attributes])
    return { record: note, add: note }
  }
  const stop = observe(toOpenTelemetry({ meter: { createHistogram: instrument, createCounter: instrument } })).stop
  closing.push(stop)
  const engine = scriptedEngine('local', [{ text: 'yes', usage: { inputTokens: 9, outputTokens: 2 } }])
  await (await createGenerator({ engines: [engine] })).generate('Well?')
  expect(made.map(([name]) => name)).toEqual([
    'gen_ai.client.token.usage',
    'gen_ai.client.operation.duration',
    'gen_ai.client.operation.time_to_first_chunk',
    'tacet.cost',
  ])
  expect(made[0]?.[1]).toMatchObject({
    unit: '{token}',
    advice: { explicitBucketBoundaries: [1, 4, 16, ...new Array(11).fill(expect.any(Number))] },
  })
  expect(recorded).toEqual(
    expect.arrayContaining([
      ['gen_ai.client.token.usage', 9, expect.objectContaining({ 'gen_ai.token.type': 'input' })],
      ['gen_ai.client.token.usage', 2, expect.objectContaining({ 'gen_ai.token.type': 'output' })],
    ]),
  )
})
