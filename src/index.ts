export { type ErrorCode, NlpError, type NlpErrorOptions } from './errors.js'
export type { LoadProgress } from './progress.js'
export type { TextStream } from './stream.js'
export type { LabelledSpan, LabelScore, Message, ModelManifest, Task, TokenUsage } from './tasks.js'
