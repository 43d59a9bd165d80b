export type { Allowed } from './allowed.js'
export {
  type ChatAnswerFacts,
  type ChatPiece,
  type ChatTool,
  type ChatTransportOptions,
  createChatTransport,
  type PageChatTransport,
} from './chat-transport.js'
export { type GuardMiddlewareOptions, guardMiddleware } from './guard-middleware.js'
export { createTacet, type TacetProvider, type TacetProviderOptions } from './provider.js'
export { type RedactionMiddlewareOptions, redactionMiddleware } from './redaction-middleware.js'
export {
  type RedactedTransport,
  type RedactionTransportOptions,
  redactionTransport,
  type WrappedTransport,
} from './redaction-transport.js'
export type { UiChunk } from './reveal-chunks.js'
export type { UiMessage, UiPart } from './ui-messages.js'
