export {
  type AnswerCache,
  type AnswerCacheOptions,
  type AnswerConditions,
  type AnswerLook,
  createAnswerCache,
  type ReusedAnswer,
} from './answer/answer-cache.js'
export type { AnswerBound } from './answer/bounds.js'
export type { Citation, Unsupported } from './answer/citations.js'
export type { AnswerDocument, AnswerPassage } from './answer/passage.js'
export type { NamedAnswer, SpanReader } from './answer/read-spans.js'
export { type Answer, type AnswerOptions, answer } from './answer.js'
export { availability } from './availability.js'
export type { Resource } from './calls/dispose.js'
export type { Availability, CallOptions } from './calls/engine.js'
export type { PromptOrigin } from './calls/prompt-origin.js'
export type { TextStream } from './calls/stream.js'
export type { Threshold } from './classify/accepted-labels.js'
export {
  type Classification,
  type Classifier,
  type ClassifierOptions,
  type ClassifyOptions,
  createClassifier,
} from './classify.js'
export type { DocumentFormat } from './documents/blocks.js'
export { type ChunkOptions, chunk } from './documents/chunk.js'
export { cosine } from './embed/cosine.js'
export type { EmbeddingCacheOptions } from './embed/open-with-cache.js'
export { createEmbedder, type Embedder, type EmbedderOptions, type Embedding, type EmbedOptions } from './embed.js'
export { type CatalogEntry, catalog } from './engines/catalog.js'
export { type CreateOptions, defaultEngine } from './engines/create-options.js'
export type { Choice, ChooseOptions } from './generate/choose.js'
export type { Conversation, ConversationOptions } from './generate/conversation.js'
export type { Generation } from './generate/generation.js'
export type { Prompt } from './generate/messages.js'
export type { ObjectGeneration, ObjectOptions } from './generate/object.js'
export type { GenerateOptions, SamplingOptions } from './generate/options.js'
export type { PromptSettings, RenderedPrompt } from './generate/rendered-prompt.js'
export type { ScoreOptions, TextScore } from './generate/score-text.js'
export type { JsonSchema, Schema, StandardSchema } from './generate/standard-schema.js'
export { type AnyTool, type Tool, type ToolOptions, type ToolUse, tool } from './generate/tool-loop.js'
export { createGenerator, type GeneratorOptions, type TextGenerator } from './generate.js'
export { createLabeler, type Labeler, type LabelerOptions, type LabelOptions } from './label.js'
export {
  createLanguageDetector,
  type DetectedLanguage,
  type LanguageDetector,
  type LanguageDetectorOptions,
} from './language.js'
export { createNameRecognizer, type NameRecognizer } from './names.js'
export { createReader, type ReadAnswer, type ReaderOptions, type ReadTextOptions, type TextReader } from './read.js'
export { createReranker, type RerankedText, type Reranker } from './rerank.js'
export type { ComputeSettings, Device, Precision, Runtime } from './shared/compute.js'
export { type ErrorCode, NlpError, type NlpErrorOptions } from './shared/errors.js'
export type { OperatingPoints } from './shared/model-manifest.js'
export type { LoadProgress } from './shared/progress.js'
export type {
  AnsweringSpan,
  LabelledSpan,
  LabelScore,
  Likelihood,
  Message,
  RestoreRule,
  SuggestedWord,
  Task,
  TextToText,
  TokenLikelihood,
  TokenUsage,
  ToolCall,
  ToolDefinition,
} from './shared/tasks.js'
export {
  createSuggester,
  type Suggester,
  type SuggesterOptions,
  type Suggestion,
  type SuggestOptions,
} from './suggest.js'
export type { BrowserSummarizer } from './summarize/browser-summarizer.js'
export type { SummaryPoint } from './summarize/extract-summary.js'
export type { SummaryLength, SummaryType } from './summarize/forms.js'
export type { SummaryGenerator } from './summarize/generator-writer.js'
export { type SummarizeOptions, type Summary, summarize } from './summarize.js'
export {
  type ClassifierExport,
  importClassifier,
  type LabelledText,
  type TrainedClassifier,
  type TrainingOptions,
  trainClassifier,
} from './train-classifier.js'
export {
  createTranslator,
  type TranslateOptions,
  type Translation,
  type Translator,
  type TranslatorOptions,
} from './translate.js'
