/**
 * The names of the OpenTelemetry conventions for generative AI, as published in June 2026. The conventions are still in
 * development and rename parts of themselves, so the names are here and nowhere else. Names that begin with `tacet.` are ours.
 */
export const NAMES = {
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  requestModel: 'gen_ai.request.model',
  responseModel: 'gen_ai.response.model',
  maxTokens: 'gen_ai.request.max_tokens',
  temperature: 'gen_ai.request.temperature',
  stream: 'gen_ai.request.stream',
  topK: 'gen_ai.request.top_k',
  outputType: 'gen_ai.output.type',
  finishReasons: 'gen_ai.response.finish_reasons',
  timeToFirstChunk: 'gen_ai.response.time_to_first_chunk',
  inputTokens: 'gen_ai.usage.input_tokens',
  cachedTokens: 'gen_ai.usage.cache_read.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  tokenType: 'gen_ai.token.type',
  errorType: 'error.type',
  engine: 'tacet.engine',
  place: 'tacet.place',
  device: 'tacet.device',
  runtime: 'tacet.runtime',
  downloadedBytes: 'tacet.model.downloaded_bytes',
  digest: 'tacet.model.digest',
  texts: 'tacet.texts',
  characters: 'tacet.characters',
  repeatedTexts: 'tacet.texts.repeated',
  cachedTexts: 'tacet.texts.cached',
  ahead: 'tacet.queue.ahead',
  attempts: 'tacet.attempts',
  redacted: 'tacet.redacted',
  found: 'tacet.search.found',
  searchMode: 'tacet.search.mode',
  entities: 'tacet.redaction.entities',
  guardPolicy: 'tacet.guard.policy',
  guardStage: 'tacet.guard.stage',
  guardAction: 'tacet.guard.action',
  guardRules: 'tacet.guard.rules',
  promptName: 'tacet.prompt.name',
  promptVersion: 'tacet.prompt.version',
  release: 'tacet.release.id',
  channel: 'tacet.release.channel',
  currency: 'tacet.cost.currency',
  estimated: 'tacet.cost.estimated',
} as const

export const METRICS = {
  tokenUsage: 'gen_ai.client.token.usage',
  duration: 'gen_ai.client.operation.duration',
  timeToFirstChunk: 'gen_ai.client.operation.time_to_first_chunk',
  cost: 'tacet.cost',
} as const

/** The bounds of the histograms that the conventions recommend: powers of 4 for tokens, doublings of 10 ms for seconds. */
export const TOKEN_BOUNDS: readonly number[] = Array.from({ length: 14 }, (_, power) => 4 ** power)
export const SECOND_BOUNDS: readonly number[] = Array.from({ length: 14 }, (_, power) => 2 ** power / 100)
