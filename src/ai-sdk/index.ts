export { createTacet, type TacetProvider, type TacetProviderOptions } from './provider.js'
export { redactionMiddleware } from './redaction-middleware.js'
