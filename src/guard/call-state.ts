import type { Admitted, GuardedPassage, GuardFailure, GuardFinding } from '../calls/guard.js'
import type { GuardCore } from './guard-core.js'
import type { GuardReport } from './read-text.js'

/** The memory of a guard for a conversation: the texts that it let in, and whether any of them was foreign. */
export interface Memory {
  foreign: boolean
  keepLocal: boolean
  /**
   * The decision about each text, by its role and its words. The text of each turn comes again with every later turn.
   */
  readonly admitted: Map<string, Admitted>
}

/** The state that all parts of a call share. */
export interface CallState {
  readonly core: GuardCore
  readonly memory: Memory
  readonly signal: AbortSignal
  readonly trace: object | undefined
  readonly passages: GuardedPassage[]
  readonly findings: GuardFinding[]
  readonly failed: GuardFailure[]
  ended: string | undefined
}

export function note(state: CallState, { findings, failed, keepLocal }: GuardReport): void {
  state.findings.push(...findings)
  state.failed.push(...failed)
  state.memory.keepLocal ||= keepLocal
}
