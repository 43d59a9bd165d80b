// What the examples of the documents take for granted, because the text around them introduces it: "a generator", "your
// server", "the question of a user".

// --- a page
declare const input: HTMLInputElement
declare const output: HTMLElement
declare const ghost: HTMLElement
declare const file: File
declare const text: string
declare const texts: string[]
declare const message: string
declare const question: string
declare const reply: string
declare const key: CryptoKey
declare const apiKey: string
declare const session: { readonly access_token: string; readonly user: { readonly id: string } }
declare const signal: AbortSignal
declare const settings: { readonly token: string }
declare const schema: { readonly type: 'object'; readonly properties: Readonly<Record<string, object>> }
declare function show(text: unknown): void
declare function warn(text: string): void
declare function showDownloadButton(): void
declare function showRetryButton(): void

// --- what tacet made before
declare const classifier: import('tacet').Classifier
declare const embedder: import('tacet').Embedder
declare const generator: import('tacet').TextGenerator
declare const reranker: import('tacet').Reranker
declare const tagger: import('tacet').Labeler
declare const translator: import('tacet').Translator
declare const trained: import('tacet').TrainedClassifier
declare const guard: import('tacet/guard').Guard
declare const release: import('tacet/release').Release
declare const publicKey: JsonWebKey
declare const documents: import('tacet/documents').Documents
declare const redactor: import('tacet/redact').Redactor
declare const redaction: import('tacet/redact').Redaction
declare const vault: import('tacet/redact').Vault
declare const archive: string
declare const local: import('tacet/store').VectorStore
declare const remote: import('tacet/store').RemoteStore
declare const state: import('tacet/engines').RouteState

// --- an evaluation
declare const dataset: import('tacet/evaluate').Dataset
declare const run: import('tacet/evaluate').Run
declare const before: import('tacet/evaluate').Run
declare const after: import('tacet/evaluate').Run
declare const predictor: import('tacet/evaluate').Predictor
declare const correct: readonly number[]
declare function writeFile(path: string, content: string): Promise<void>

// --- a server of the app
declare const pool: { query(sql: string, parameters: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }> }
declare const client: import('openai').OpenAI
declare const turns: import('openai/resources').ChatCompletionMessageParam[]
declare const completion: import('openai/resources').ChatCompletion
declare function anyProvider(model: string): import('@ai-sdk/provider').LanguageModelV3
declare const upload: WritableStream<string>
declare function askServer(text: string): Promise<string>
declare function tokenFromMyApp(): Promise<string>
declare function userOf(
  request: Request,
): Promise<{ readonly stores: readonly string[]; may(operation: string, store: string): boolean } | undefined>

// --- what the recipes use of frameworks that are no dependency of this project
declare module '@openfeature/web-sdk' {
  export const OpenFeature: {
    getClient(): {
      getStringDetails(key: string, fallback: string): { readonly value: string; readonly errorCode?: string }
    }
  }
}

// --- the composables that the recipe for Vue shows
declare function useTacet<Model extends { close(): Promise<void> }>(
  create: (options: { signal: AbortSignal }) => Promise<Model>,
): { readonly model: import('vue').ShallowRef<Model | undefined> }
declare function useTacetCall<Result>(call: (signal: AbortSignal) => Promise<Result> | undefined): {
  readonly result: import('vue').ShallowRef<Result | undefined>
}
