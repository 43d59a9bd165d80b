/**
 * The contract between callers and engines: the input, events and output of each task. Page, workers, servers and test doubles all
 * implement it, so it imports nothing.
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

/** A span of a text with a label: `text.slice(start, end)`, counted in UTF-16 units as JavaScript strings are. */
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

/** A span of a text that answers a question: `text.slice(start, end)`. */
export interface AnsweringSpan {
  /** Where the stretch begins. */
  readonly start: number
  /** Where the stretch ends. */
  readonly end: number
  /** How probable the span is against "the text holds no answer", from 0 to 1. */
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
  /**
   * How many of the read tokens needed no work, because an earlier call had read them. Undefined if the engine does not
   * report it.
   */
  readonly cachedTokens?: number | undefined
}

/** The input, the events and the output of each task. */
export interface TaskMap {
  /** Vectors of texts. */
  embed: {
    input: { readonly texts: readonly string[]; readonly kind: 'document' | 'query' }
    event: never
    /**
     * `vectors` holds one row of `dimensions` numbers for each text. `truncated` lists the rows whose text was cut.
     * `coverage` is the share of each text that the model could read, from 0 to 1, where the engine reports it.
     * `cached` counts the different texts whose vector was in a cache, if the embedder has one.
     */
    output: {
      readonly vectors: Float32Array
      readonly dimensions: number
      readonly truncated: readonly number[]
      readonly coverage?: readonly number[] | undefined
      readonly cached?: number | undefined
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
    /** `labels` and `threshold` are for models that take the labels with the texts. */
    input: {
      readonly texts: readonly string[]
      readonly labels?: readonly string[] | undefined
      readonly threshold?: number | undefined
    }
    event: never
    output: { readonly spans: readonly (readonly LabelledSpan[])[] }
  }
  /** How well texts answer a query. */
  rerank: {
    input: { readonly query: string; readonly texts: readonly string[] }
    event: never
    output: { readonly scores: readonly number[]; readonly truncated: readonly number[] }
  }
  /** The stretches of texts that answer a question. */
  read: {
    input: { readonly question: string; readonly texts: readonly string[] }
    event: never
    /** The best stretch of each text; `undefined` for a text without words. */
    output: { readonly answers: readonly (AnsweringSpan | undefined)[] }
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
  /** How many beginnings of an answer an encoder–decoder model follows at once. @default 1 */
  readonly beams?: number | undefined
  /** The purpose of an encoder–decoder model, by its name in the model's config: its words come before the text. */
  readonly purpose?: string | undefined
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
  /** 'likelihood' ranks choices by their probability; 'fit' by how much the prompt raises it. @default 'fit' */
  readonly rankBy?: 'likelihood' | 'fit' | undefined
  /**
   * Instead of writing, the model computes the probability of this text after the prompt, or alone if there are no
   * messages.
   */
  readonly likelihoodOf?: string | undefined
  /** Instead of writing, the model suggests the next words of the last message, as far as they reach this confidence. */
  readonly suggest?: { readonly words: number; readonly threshold: number } | undefined
  /** Whether the model may, must not or must call a tool. */
  readonly toolChoice?: 'auto' | 'none' | 'required' | undefined
}

/** The ways to instruct an encoder–decoder model, which turns one text into another. */
export interface TextToText {
  /** The purposes that the model's config names under `task_specific_params`, such as 'summarization' or 'translation_en_to_de'. */
  readonly purposes: readonly string[]
  /** The tokens that choose the language of the answer, such as '>>fra<<'. */
  readonly languageTokens: readonly string[]
  /** The one pair of languages that the model translates, where its files name it. */
  readonly translates?: { readonly from: string; readonly to: string } | undefined
}

/** The answer of an engine. */
export interface GenerateOutput {
  /** The whole answer. */
  readonly text: string
  /** The text that the model wrote between `<think>` and `</think>`, or the thoughts that its server keeps apart. */
  readonly reasoning?: string | undefined
  /** Why the answer ended. */
  readonly finishReason: 'stop' | 'length' | 'tool-calls' | 'content-filter'
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
