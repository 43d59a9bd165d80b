import type { Admitted, GuardedPassage, GuardFailure, GuardFinding } from '../calls/guard.js'
import type { GuardCore } from './guard-core.js'
import type { GuardReport } from './read-text.js'

/** What a guard remembers of a conversation: what was let in, and whether any of it was foreign. */
export interface Memory {
  foreign: boolean
  keepLocal: boolean
  /** What became of each text, by its role and its words. The text of each turn comes again with every later turn. */
  readonly admitted: Map<string, Admitted>
}

/** The state of one call, which all of its parts share. */
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
