export type { RedactedEntity } from './apply.js'
export type { Entity, LocalePack, RecognizeOptions, Recognizer, Tier } from './findings/recognizer.js'
export type { Format } from './formats/format.js'
export type { DeniedValue } from './lists.js'
export { type RedactMessagesOptions, redactMessages, restoreMessages } from './messages.js'
export { commonLabels, type NameRecognizerOptions, nameRecognizer, type SpanLabeler } from './names/names.js'
export { decryptValues } from './operators/digest.js'
export type { Operator, Operators } from './operators/operator.js'
export type { RedactionProblem } from './problem.js'
export { type Locale, localePacks, patternRecognizers } from './recognizers/index.js'
export { type PatternSpec, patternRecognizer } from './recognizers/parts/pattern-recognizer.js'
export { RedactStream, type RedactStreamOptions } from './redact-stream.js'
export { createRedactor, type Redaction, type Redactor } from './redactor.js'
export type { DetectOptions, RedactOptions, RedactorOptions } from './redactor-options.js'
export {
  type Restoration,
  type RestoreOptions,
  type RestoreReport,
  restore,
  restoreWithReport,
} from './restore/restore.js'
export { RestoreStream, type RestoreStreamOptions } from './restore/restore-stream.js'
export { type NormalizedText, type NormalizeOptions, normalize } from './shared/normalize.js'
export type { Strictness } from './shared/strictness.js'
export { Vault, type VaultOptions } from './vault/vault.js'
export { exportVault, type ImportVaultOptions, importVault } from './vault/vault-archive.js'
export type { VaultEntry } from './vault/vault-entry.js'
