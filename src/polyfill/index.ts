export type { CreationOptions } from './create-model.js'
export type { GivenGenerator } from './generator-source.js'
export {
  installPolyfill,
  type Polyfill,
  type PolyfillName,
  type PolyfillOptions,
  type PolyfillScope,
  type SummarizerChoice,
} from './install.js'
export type { LanguageDetectorClass, LanguageDetectorInstance, ModelChoice } from './language-detector.js'
export type { LanguageModelClass, LanguageModelInstance } from './language-model.js'
export type { SummarizerClass, SummarizerInstance } from './summarizer.js'
export type { TranslatorChoice, TranslatorClass, TranslatorInstance } from './translator.js'
export type { WritingGenerator } from './writing-generator.js'
