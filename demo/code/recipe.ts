/** The work of a panel, written with the library alone. `codeIn` puts it into a framework. */
export interface Recipe {
  /** The name of the function that does the work. A component has it with a capital. */
  readonly name: string
  /** The name of the text that a user types. */
  readonly input: string
  /** The packages of the models that the code loads. */
  readonly models: readonly string[]
  /** Names by the module that publishes them. A type has the word `type` before its name. */
  readonly imports: Readonly<Record<string, readonly string[]>>
  /** Declarations above the function, without `export`: a component of Vue may export nothing. @default none */
  readonly setup?: string | undefined
  /** The model that is loaded first and closed at the end. @default none: the code of `setup` is enough */
  readonly model?: RecipeModel | undefined
  readonly work: RecipeWork
}

export interface RecipeModel {
  readonly name: string
  /** The name of the function that loads it. */
  readonly create: string
  /** The options of this function. @default none */
  readonly options?: string | undefined
}

/** An expression in which the input, the model and `signal` are known. */
type RecipeWork =
  /**
   * The expression resolves with `result`, and `shown` turns it into a text. `note` tells a reader about its other
   * fields.
   */
  | { readonly type: 'call'; readonly code: string; readonly shown: string; readonly note?: string | undefined }
  /** It streams a text, and ends with a value of the type `result` of tacet. */
  | { readonly type: 'stream'; readonly code: string; readonly result: string }
