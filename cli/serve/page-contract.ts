import type { ErrorCode } from '../../src/shared/errors.js'
import type { GenerateInput, GenerateOutput } from '../../src/shared/tasks.js'

export interface PageModels {
  readonly generate: string | undefined
  readonly embed: string | undefined
  readonly device: 'auto' | 'wasm' | 'webgpu'
  readonly threads: number | undefined
}

export interface Failure {
  readonly failed: {
    readonly code: ErrorCode
    readonly message: string
    readonly retryable: boolean
    readonly details: Readonly<Record<string, string | number | boolean>>
  }
}

/** The calls that the program can make to its page in the browser. */
export interface ServePage {
  open(models: PageModels): Promise<{ readonly contextWindow: number | undefined }>
  generate(call: string, input: GenerateInput): Promise<GenerateOutput | Failure>
  embed(
    call: string,
    texts: readonly string[],
  ): Promise<{ readonly vectors: readonly number[]; readonly dimensions: number } | Failure>
  abort(call: string): void
}
