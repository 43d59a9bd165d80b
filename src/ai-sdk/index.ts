export type { Allowed } from './allowed.js'
export { type GuardMiddlewareOptions, guardMiddleware } from './guard-middleware.js'
export { createTacet, type TacetProvider, type TacetProviderOptions } from './provider.js'
export { type RedactionMiddlewareOptions, redactionMiddleware } from './redaction-middleware.js'
