import type { GenerateInput, GenerateOutput, TaskMap } from '../../src/shared/tasks.js'

/** What computes behind the server. */
export interface Backend {
  /** Names of the models, as clients see and send them. */
  readonly models: { readonly generate: string | undefined; readonly embed: string | undefined }
  /** Tokens that the model can take which writes. */
  readonly contextWindow: number | undefined
  generate(
    input: GenerateInput,
    options: { readonly signal: AbortSignal; readonly onText: (text: string) => void },
  ): Promise<GenerateOutput>
  embed(texts: readonly string[], options: { readonly signal: AbortSignal }): Promise<TaskMap['embed']['output']>
  close(): Promise<void>
}
