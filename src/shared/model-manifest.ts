/** The facts about a model and its source: its architecture, its files, and their digests. */

import type { Precision, Runtime } from './compute.js'
import type { Task } from './tasks.js'

/** How a model computes. The worker picks its implementation by `type`. */
export type Architecture =
  | TransformerArchitecture
  | { readonly type: 'static' | 'tagger' | 'language' | 'head'; readonly [key: string]: unknown }
  | CausalArchitecture
  | EncoderDecoderArchitecture
  | GgufArchitecture
  | OpenLabelsArchitecture

/** The score from which each label is given, by the name of the operating point: 'balanced', 'high-precision', 'high-recall'. */
export type OperatingPoints = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface TransformerArchitecture {
  readonly type: 'transformer'
  /** The ONNX file, relative to the model's folder. */
  readonly model: string
  readonly tokenizer: string
  /** Longer inputs are cut (and the result says so) or read in overlapping windows (`label`). */
  readonly maxTokens: number
  readonly pooling?: 'mean' | 'cls' | 'last' | undefined
  readonly normalize?: boolean | undefined
  readonly dimensions?: number | undefined
  /** Stands in front of a text that is embedded as a query or as a document. Without its prefix a text silently loses quality. */
  readonly prefixes?: { readonly query: string; readonly document: string } | undefined
  /** Names of the outputs of a classifier or tagger, in order. */
  readonly labels?: readonly string[] | undefined
  readonly multiLabel?: boolean | undefined
  /** Logits are divided by this number, which calibrates the scores. */
  readonly temperature?: number | undefined
  /** Makes a classifier read a text longer than `maxTokens` in windows, and says how their scores become one. */
  readonly windows?: WindowReading | undefined
  /** The name of "none of the labels" where there is one label. Its score is 1 minus the score of the label. */
  readonly otherwise?: string | undefined
  /** The score from which each label is given, by the name of the operating point. */
  readonly operatingPoints?: OperatingPoints | undefined
  /** The model gives one number that is not a probability, and the score is that number. */
  readonly regression?: boolean | undefined
  /** Layers after the pooling, in order. */
  readonly dense?: readonly DenseLayer[] | undefined
  /** The number of the first position, for a model that takes positions. @default 0 */
  readonly firstPosition?: number | undefined
  /** Whether a quantized model scales each token by itself. Then texts may share a run without a change to their answers. */
  readonly tokenScales?: boolean | undefined
}

export interface WindowReading {
  readonly lengthPenalty: LengthPenalty
}

/**
 * How much the highest logit of the windows is lowered. Among many windows the highest logit is high by chance, and length alone must not
 * raise an alarm.
 *
 * A number is multiplied by the logarithm of the number of windows. A list holds points: a number of windows and the penalty there, fewer
 * windows first. With a list the logit of a text is at least the mean of its windows, so a text that is bad from its beginning to its end
 * is found at any length.
 */
export type LengthPenalty = number | readonly (readonly [windows: number, penalty: number])[]

export interface DenseLayer {
  /** The file with its weights; absent where the model has them only in a form that browsers cannot read. */
  readonly weights?: string | undefined
  readonly activation: 'identity' | 'tanh' | 'relu' | 'sigmoid'
}

export interface CausalArchitecture {
  readonly type: 'causal'
  readonly model: string
  readonly tokenizer: string
  readonly contextWindow: number
}

/** A model that reads a text with one graph and writes another text with a second graph. */
export interface EncoderDecoderArchitecture {
  readonly type: 'encoder-decoder'
  /** The ONNX file that reads, relative to the model's folder. */
  readonly encoder: string
  /** The ONNX file that writes. */
  readonly decoder: string
  readonly tokenizer: string
  /** The most tokens of a text, and of an answer. */
  readonly contextWindow: number
}

/** A model that finds stretches of text for labels which come with the text. */
export interface OpenLabelsArchitecture {
  readonly type: 'open-labels'
  readonly model: string
  readonly tokenizer: string
  /** The most tokens of the labels and a window of the text together. */
  readonly maxTokens: number
  /** The most words of a window. */
  readonly maxWords: number
  /** The most words of a span, where the model scores spans. */
  readonly maxWidth: number
  /** The token before each label, and the token between the labels and the text. */
  readonly labelToken: string
  readonly textToken: string
  /** Whether the model scores whole spans, or for each word the beginning, the end and the inside of one. */
  readonly scores: 'spans' | 'words'
}

/** A model and its tokenizer in one GGUF file, or in the parts of one. */
export interface GgufArchitecture {
  readonly type: 'gguf'
  /** The file, relative to the model's folder. */
  readonly model: string
  /** All parts of the file in order, where it has several. */
  readonly parts?: readonly string[] | undefined
}

export interface ModelFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** `manifest.json` in a model's folder: everything that is downloaded, and how to run it. */
export interface ModelManifest {
  /** The id of the model. */
  readonly id: string
  /** The version of the model: it grows when a file of the model changes. */
  readonly version: number
  /** The licence of the weights. */
  readonly license: string
  /** The tasks that the model can do. */
  readonly tasks: readonly Task[]
  /** How the model computes. */
  readonly architecture: Architecture
  /** The files of the model, each with its size and digest. */
  readonly files: readonly ModelFile[]
}

/** How a model makes vectors, where the caller decides it and not the model's files. */
export interface EmbeddingSettings {
  readonly pooling?: 'mean' | 'cls' | 'last' | undefined
  readonly prefixes?: { readonly query: string; readonly document: string } | undefined
}

/**
 * Where a model comes from. A catalog id carries the digest of its manifest, so one line pins every byte. A model outside the
 * catalog has no digest beforehand: the digests of its first download are recorded, and later downloads must match them.
 */
export type ModelSource = CatalogSource | FolderSource

export interface FolderSource extends EmbeddingSettings {
  readonly type: 'folder'
  readonly id: string
  readonly url: string
  /** @default the first that the folder has */
  readonly dtype?: Precision | undefined
  /** The one file of the folder that holds the whole model: a GGUF file. */
  readonly file?: string | undefined
  /** The program that must compute the model. @default the worker chooses */
  readonly runtime?: Runtime | undefined
}

export interface CatalogSource {
  readonly type: 'catalog'
  readonly id: string
  readonly url: string
  readonly bytes: number
  readonly sha256: string
  /** The model whose output this model reads. It is opened along with this model. */
  readonly base?: CatalogSource | undefined
  /** The program that must compute the model. @default the worker chooses */
  readonly runtime?: Runtime | undefined
}
