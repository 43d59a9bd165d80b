export type { Citation, Unsupported } from './answer/citations.js'
export type { AnswerDocument, AnswerPassage } from './answer/passage.js'
export { type Answer, type AnswerOptions, answer } from './answer.js'
export { availability } from './availability.js'
export type { Resource } from './calls/dispose.js'
export type {
  Availability,
  CallOptions,
  Engine,
  EngineSession,
  ExpectedCall,
  OpenOptions,
  Outlook,
  RunOptions,
} from './calls/engine.js'
export type { TextStream } from './calls/stream.js'
export type { Threshold } from './classify/accepted-labels.js'
export {
  type Classification,
  type Classifier,
  type ClassifierOptions,
  type ClassifyOptions,
  createClassifier,
} from './classify.js'
export { type ChunkOptions, chunk } from './documents/chunk.js'
export { type Documents, type DocumentsOptions, openDocuments, type Passage } from './documents/documents.js'
export type { DocumentEmbedder, IngestProgress, PutDocumentsOptions } from './documents/ingest.js'
export type { SourceDocument } from './documents/kept-document.js'
export { cosine } from './embed/cosine.js'
export { createEmbedder, type Embedder, type EmbedderOptions, type Embedding, type EmbedOptions } from './embed.js'
export { builtinEngine } from './engines/builtin.js'
export { type CatalogEntry, catalog } from './engines/catalog.js'
export { type CreateOptions, defaultEngine } from './engines/create-options.js'
export {
  type LocalDiagnostics,
  type LocalEngine,
  type LocalEngineOptions,
  localEngine,
  type ModelStorage,
} from './engines/local.js'
export { type RoutePlan, route } from './engines/route.js'
export type { Privacy, RouteMode, RoutePolicy, RouteRequest, RouteState, RouteTarget } from './engines/route-request.js'
export { type Budget, type BudgetOptions, createBudget, type Spending } from './engines/server/budget.js'
export type { Prices } from './engines/server/prices.js'
export { type AllowedOptions, type ServerEngineOptions, serverEngine } from './engines/server.js'
export type { Choice, ChooseOptions } from './generate/choose.js'
export type { Conversation, ConversationOptions } from './generate/conversation.js'
export type { Generation } from './generate/generation.js'
export type { Prompt } from './generate/messages.js'
export type { ObjectGeneration, ObjectOptions } from './generate/object.js'
export type { GenerateOptions, SamplingOptions } from './generate/options.js'
export type { ScoreOptions, TextScore } from './generate/score-text.js'
export type { JsonSchema, Schema, StandardSchema } from './generate/standard-schema.js'
export { type AnyTool, type Tool, type ToolOptions, type ToolUse, tool } from './generate/tool-loop.js'
export { createGenerator, type GeneratorOptions, type TextGenerator } from './generate.js'
export { createLabeler, type Labeler, type LabelOptions } from './label.js'
export {
  createLanguageDetector,
  type DetectedLanguage,
  type LanguageDetector,
  type LanguageDetectorOptions,
} from './language.js'
export { createNameRecognizer, type NameRecognizer } from './names.js'
export {
  createRedactor,
  type Entity,
  exportVault,
  importVault,
  type Operator,
  type Operators,
  patternRecognizer,
  type Recognizer,
  type Redaction,
  type Redactor,
  type RedactorOptions,
  RedactStream,
  RestoreStream,
  redactMessages,
  restore,
  restoreMessages,
  restoreWithReport,
  Vault,
} from './redact/index.js'
export { createReranker, type RerankedText, type Reranker } from './rerank.js'
export { type ErrorCode, NlpError, type NlpErrorOptions } from './shared/errors.js'
export type { LoadProgress } from './shared/progress.js'
export type {
  LabelledSpan,
  LabelScore,
  Likelihood,
  Message,
  ModelManifest,
  OperatingPoints,
  RestoreRule,
  SuggestedWord,
  Task,
  TokenLikelihood,
  TokenUsage,
  ToolCall,
  ToolDefinition,
} from './shared/tasks.js'
export type { VectorRecord } from './store/records/pack.js'
export type { SearchOptions } from './store/records/search.js'
export type { Filter } from './store/shared/filter.js'
export type { StoreStats } from './store/shared/worker-api.js'
export {
  type Hit,
  openVectorStore,
  type PutOptions,
  type VectorStore,
  type VectorStoreOptions,
} from './store/vector-store.js'
export {
  createSuggester,
  type Suggester,
  type SuggesterOptions,
  type Suggestion,
  type SuggestOptions,
} from './suggest.js'
export {
  type ClassifierExport,
  importClassifier,
  type LabelledText,
  type TrainedClassifier,
  type TrainingOptions,
  trainClassifier,
} from './train-classifier.js'
export type { Constraint, ConstraintEngine, ConstraintRequest, Vocabulary } from './wire/shared/constraint-engine.js'
export type { StorageEstimate, StoredModel, WorkerDiagnostics } from './wire/shared/inference-api.js'
