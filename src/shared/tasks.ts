/**
 * The contract between callers and engines: the input, events and output of each task, and the description of a model. Page,
 * workers, servers and test doubles all implement it, so it imports nothing.
 */

/** A label and how sure the model is of it, from 0 to 1. */
export interface LabelScore<Label extends string = string> {
  /** The label. */
  readonly label: Label
  /** How sure the model is, from 0 to 1. */
  readonly score: number
}

/** A model gives no answer for a text of which it could read less than this share. */
export const LEAST_COVERAGE = 0.5

/** The score from which each label is given, by the name of the operating point: 'balanced', 'high-precision', 'high-recall'. */
export type OperatingPoints = Readonly<Record<string, Readonly<Record<string, number>>>>

/** A named stretch of a text: `text.slice(start, end)`, counted in UTF-16 units as JavaScript strings are. */
export interface LabelledSpan {
  /** Where the span begins. */
  readonly start: number
  /** Where the span ends. */
  readonly end: number
  /** The model's label for the span. */
  readonly type: string
  /** How sure the model is, from 0 to 1. */
  readonly score: number
}

/** A call of a tool that a model asks for. */
export interface ToolCall {
  /** Identifies the call; the result carries the same id. */
  readonly id: string
  /** The name of the tool. */
  readonly name: string
  /** JSON text, as the model wrote it. */
  readonly arguments: string
}

/** A tool as it is described to a model. */
export interface ToolDefinition {
  /** The name by which the model calls the tool. */
  readonly name: string
  /** Tells the model when the tool helps. */
  readonly description?: string | undefined
  /** JSON Schema of the arguments. */
  readonly parameters: object
  /**
   * The arguments in which values that were hidden from a server are restored.
   *
   * @default all but addresses, and none in a call whose arguments name a place on the network that the model chose
   */
  readonly restore?: RestoreRule | undefined
}

/** `true`: all arguments; `false`: none; a list: only the arguments with these names, addresses included. */
export type RestoreRule = boolean | readonly string[]

/** One turn of a conversation. */
export interface Message {
  /** The role of the speaker. */
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  /** The text of the turn. */
  readonly content: string
  /** The tool calls that an assistant asked for. */
  readonly toolCalls?: readonly ToolCall[] | undefined
  /** The call that a tool's message answers. */
  readonly toolCallId?: string | undefined
}

/** How many tokens a call read and wrote. */
export interface TokenUsage {
  /** Tokens that were read. */
  readonly inputTokens: number
  /** Tokens that were written. */
  readonly outputTokens: number
}

/** The input, the events and the output of each task. */
export interface TaskMap {
  /** Vectors of texts. */
  embed: {
    input: { readonly texts: readonly string[]; readonly kind: 'document' | 'query' }
    event: never
    /**
     * `vectors` holds one row of `dimensions` numbers for each text. `truncated` lists the rows whose text was cut. `coverage` is
     * the share of each text that the model could read, from 0 to 1, where the engine reports it.
     */
    output: {
      readonly vectors: Float32Array
      readonly dimensions: number
      readonly truncated: readonly number[]
      readonly coverage?: readonly number[] | undefined
    }
  }
  /** Labels of texts. */
  classify: {
    /** Without `labels` the model uses its own labels; with `labels` it works zero-shot. */
    input: {
      readonly texts: readonly string[]
      readonly labels?: readonly string[] | undefined
      readonly multiLabel?: boolean | undefined
      readonly hypothesis?: string | undefined
    }
    event: never
    /**
     * `scores` holds every label of every text, the best first. `none` is the probability that no label fits, where the model
     * computes it. `truncated` and `coverage` are as for `embed`.
     */
    output: {
      readonly scores: readonly (readonly LabelScore[])[]
      readonly none?: readonly number[] | undefined
      readonly truncated: readonly number[]
      readonly coverage?: readonly number[] | undefined
    }
  }
  /** Spans in texts. */
  label: {
    input: { readonly texts: readonly string[] }
    event: never
    output: { readonly spans: readonly (readonly LabelledSpan[])[] }
  }
  /** How well texts answer a query. */
  rerank: {
    input: { readonly query: string; readonly texts: readonly string[] }
    event: never
    output: { readonly scores: readonly number[]; readonly truncated: readonly number[] }
  }
  /** The languages of texts. */
  language: {
    /** With `languages`, only the listed languages and `und` are possible answers. */
    input: { readonly texts: readonly string[]; readonly languages?: readonly string[] | undefined }
    event: never
    output: { readonly scores: readonly (readonly LabelScore[])[] }
  }
  /** Text that a model writes. */
  generate: {
    input: GenerateInput
    event: string
    output: GenerateOutput
  }
}

/** A task that a model can do. */
export type Task = keyof TaskMap

/** A request to write. */
export interface GenerateInput {
  /** The turns so far; empty where there is a `prompt`. */
  readonly messages: readonly Message[]
  /** The text to continue, instead of a conversation. */
  readonly prompt?: string | undefined
  /** How many tokens the answer may have. */
  readonly maxTokens: number
  /** How freely tokens are picked; 0 always takes the likeliest token. */
  readonly temperature: number
  /** Only the likeliest tokens that together reach this probability are picked. */
  readonly topP?: number | undefined
  /** Only this many of the likeliest tokens are picked. */
  readonly topK?: number | undefined
  /** Texts at which the answer ends; they are not part of it. */
  readonly stop: readonly string[]
  /** The same seed gives the same answer. */
  readonly seed?: number | undefined
  /** How strongly tokens of the answer so far are penalised, from 1 (not at all) upward. */
  readonly repetitionPenalty?: number | undefined
  /** Further values for the model's own chat template. */
  readonly template?: Readonly<Record<string, unknown>> | undefined
  /** A JSON Schema that the answer must obey. */
  readonly schema?: object | undefined
  /** The address of the module that holds decoding to the schema, where it is not the module that comes with the package. */
  readonly constraintEngine?: string | undefined
  /** The tools that the model may call. */
  readonly tools?: readonly ToolDefinition[] | undefined
  /** Instead of writing, the model ranks these continuations of the prompt. */
  readonly choices?: readonly string[] | undefined
  /** 'likelihood' ranks choices by how likely they are; 'fit' by how much likelier the prompt makes them. @default 'fit' */
  readonly rankBy?: 'likelihood' | 'fit' | undefined
  /** Instead of writing, the model measures how likely this text is after the prompt, or by itself where there are no messages. */
  readonly likelihoodOf?: string | undefined
  /** Instead of writing, the model suggests the next words of the last message, as far as they reach this confidence. */
  readonly suggest?: { readonly words: number; readonly threshold: number } | undefined
  /** Whether the model may, must not or must call a tool. */
  readonly toolChoice?: 'auto' | 'none' | 'required' | undefined
}

/** The answer of an engine. */
export interface GenerateOutput {
  /** The whole answer. */
  readonly text: string
  /** The text that the model wrote between `<think>` and `</think>`, or the thoughts that its server keeps apart. */
  readonly reasoning?: string | undefined
  /** Why the answer ended. */
  readonly finishReason: 'stop' | 'length' | 'tool-calls'
  /** The calls of tools that the model asks for. */
  readonly toolCalls?: readonly ToolCall[] | undefined
  /** The score of each choice, the best first. The scores add up to 1. */
  readonly choices?: readonly LabelScore[] | undefined
  /** How likely `likelihoodOf` is. */
  readonly likelihood?: Likelihood | undefined
  /** The words that probably come next. */
  readonly suggested?: readonly SuggestedWord[] | undefined
  /** Facts about the answer of an engine other than the device's own. */
  readonly served?: ServedBy | undefined
  /** How many tokens were read and written. */
  readonly usage: TokenUsage
  /** How long the first token took, and how fast the others came. */
  readonly timings: { readonly firstTokenMs: number; readonly tokensPerSecond: number }
}

/** How likely a text is to a model, token by token. */
export interface Likelihood {
  /** The tokens in the order of the text. The first token of a text that follows nothing cannot be predicted, so it is left out. */
  readonly tokens: readonly TokenLikelihood[]
  /** The natural logarithm of the probability of all tokens together. */
  readonly logProbability: number
  /** How many bytes of UTF-8 the tokens have, as the model reads them. */
  readonly bytes: number
}

/** A token and its probability in its place. */
export interface TokenLikelihood {
  /** The token. */
  readonly text: string
  /** The natural logarithm of the probability. */
  readonly logProbability: number
}

/** One word of a suggestion. */
export interface SuggestedWord {
  /** The text that this word adds, its space included. For a word that is begun already, it is the rest of the word. */
  readonly text: string
  /** The probability of all words up to and including this word, 0 to 1. */
  readonly confidence: number
}

/** Facts that a server reported about its answer. */
export interface ServedBy {
  /** The model that answered, as the server names it. */
  readonly model: string
  /** How many requests the answer took. */
  readonly attempts: number
  /** Whether personal data was hidden before the request left. */
  readonly redacted: boolean
  /** Whether the usage is a guess, because the server did not report it. */
  readonly estimated: boolean
  /** The cost of the call, where the prices are known. */
  readonly cost?: { readonly amount: number; readonly currency: string } | undefined
}

/** How a model computes. The worker picks its implementation by `type`. */
export type Architecture =
  | TransformerArchitecture
  | { readonly type: 'static' | 'tagger' | 'language' | 'head'; readonly [key: string]: unknown }
  | CausalArchitecture
  | GgufArchitecture

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
  /** Makes a classifier read a text longer than `maxTokens` in windows. The highest score of the windows decides. */
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
  /**
   * How much the highest score is lowered for each e-fold of the number of windows. Among many windows the highest score is high by
   * chance, and length alone must not raise an alarm.
   */
  readonly lengthPenalty: number
}

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

/** A model and its tokenizer in one GGUF file. */
export interface GgufArchitecture {
  readonly type: 'gguf'
  /** The file, relative to the model's folder. */
  readonly model: string
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

/** How the numbers of a model are stored. */
export type Precision = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4'

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
}

export interface CatalogSource {
  readonly type: 'catalog'
  readonly id: string
  readonly url: string
  readonly bytes: number
  readonly sha256: string
  /** The model whose output this model reads. It is opened along with this model. */
  readonly base?: CatalogSource | undefined
}
