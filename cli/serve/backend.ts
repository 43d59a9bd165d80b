import type { GenerateInput, GenerateOutput, TaskMap } from '../../src/shared/tasks.js'

/** The part of the server that computes. */
export interface Backend {
  /** Names of the models, as clients read and send them. */
  readonly models: { readonly generate: string | undefined; readonly embed: string | undefined }
  /** The number of tokens that the generating model can take. */
  readonly contextWindow: number | undefined
  generate(
    input: GenerateInput,
    options: { readonly signal: AbortSignal; readonly onText: (text: string) => void },
  ): Promise<GenerateOutput>
  embed(texts: readonly string[], options: { readonly signal: AbortSignal }): Promise<TaskMap['embed']['output']>
  close(): Promise<void>
}
