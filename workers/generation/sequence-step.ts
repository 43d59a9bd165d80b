import type { State } from '../runtime/runtime.js'

/** The keys and values of the written tokens, by the name of the input. */
export type Written = Readonly<Record<string, State>>

/** A place in an answer: the scores of the next token, and the keys and values of the tokens before it. */
export interface SequenceStep {
  readonly scores: Float32Array
  readonly written: Written
}

/** A text that the encoder has read. Its states and the keys and values made of them are computed once. */
export interface SequenceSource {
  begin(start: number): Promise<SequenceStep>
  /** Writes one more token. The step before it stays valid, because several answers may continue it. */
  after(step: SequenceStep, token: number): Promise<SequenceStep>
  close(): void
}

export function forget({ written }: SequenceStep): void {
  for (const state of Object.values(written)) state.dispose()
}
