import type { Admitted, CallGuard, GuardAction, GuardedCall, GuardedCallOptions, GuardStage } from '../calls/guard.js'
import type { Message } from '../shared/tasks.js'
import { type CallState, type Memory, note } from './call-state.js'
import { type GuardCore, NEVER } from './guard-core.js'
import { CHARACTERS, DEFAULT_HOLD } from './guard-stream.js'
import { guardTools } from './guard-tools.js'
import { HeldText } from './held-text.js'
import { isAtLeast, strongestOf } from './policy.js'

/** Opens calls. Calls of one conversation share their memory, as long as the conversation lives. */
export function openCalls(core: GuardCore): {
  open(options: GuardedCallOptions | undefined, foreign: boolean): GuardedCall
} {
  const memories = new WeakMap<object, Memory>()
  return {
    open({ conversation, signal = NEVER, trace } = {}, foreign) {
      const memory = (conversation && memories.get(conversation)) ?? {
        foreign: false,
        keepLocal: false,
        admitted: new Map(),
      }
      if (conversation !== undefined) memories.set(conversation, memory)
      memory.foreign ||= foreign
      return guardedCall(
        { core, memory, signal, trace, passages: [], findings: [], failed: [], ended: undefined },
        true,
      )
    },
  }
}

/** @param readsUsers false for messages that the call itself has made out of texts that it let in */
function guardedCall(state: CallState, readsUsers: boolean): GuardedCall {
  const { core, memory, signal, trace } = state
  return {
    get keepLocal() {
      return memory.keepLocal
    },
    get foreign() {
      return memory.foreign
    },
    get ended() {
      return state.ended
    },
    get outcome() {
      const { findings, failed } = state
      return { action: strongestOf(findings), findings: [...findings], failed: [...failed] }
    },
    question: async (text) => end(state, await admit(state, text, { stage: 'input', source: undefined })),
    async passages(passages) {
      if (passages.length > 0) memory.foreign = true
      const kept: { readonly passage: (typeof passages)[number]; readonly text: string }[] = []
      for (const passage of passages) {
        const admitted = await admit(state, passage.text, { stage: 'retrieval', source: passage.document.id })
        if (admitted.action === 'block') end(state, admitted)
        if (!admitted.refused) kept.push({ passage, text: admitted.text })
      }
      state.passages.push(...kept.map(({ passage }) => passage))
      return kept
    },
    enter: (messages) => enter(state, messages, readsUsers),
    tools: (tools, approve) => guardTools(state, tools, approve) as never,
    hold(show, stop) {
      let came = ''
      const held = new HeldText({
        whole: show === undefined || core.needsWhole('output'),
        hold: DEFAULT_HOLD * CHARACTERS,
        read: (text, { from, before }) => {
          const { foreign } = memory
          const { passages } = state
          return core.decide({ text, from, before, stage: 'output', foreign, passages, signal, trace })
        },
        note: (report) => note(state, report),
        show: (text) => show?.(text),
        stop: ({ action }) => {
          state.ended ??= action === 'block' ? '' : core.refusal
          stop()
        },
      })
      return {
        push(piece) {
          came += piece
          held.push(piece)
        },
        end(whole) {
          // Some engines give all of their text, or the end of it, with the result alone.
          if (whole.startsWith(came)) held.push(whole.slice(came.length))
          return held.end()
        },
      }
    },
    within: (): CallGuard => ({ id: core.id, open: () => guardedCall(state, false) }),
  }
}

interface Place {
  readonly stage: GuardStage
  readonly source: string | undefined
}

/** Lets a text in once. The decision about a text of a source holds for all turns. */
async function admit(
  state: CallState,
  text: string,
  { stage, source }: Place,
): Promise<Admitted & { action: GuardAction }> {
  const { core, memory, signal, trace } = state
  const key = JSON.stringify([stage, source, text])
  const known = memory.admitted.get(key)
  if (known !== undefined) return { ...known, action: known.refused ? 'refuse' : 'allow' }
  const report = await core.decide({ text, stage, source, foreign: stage !== 'input' || memory.foreign, signal, trace })
  note(state, report)
  const admitted = { text: report.text, refused: isAtLeast(report.action, 'refuse') }
  memory.admitted.set(key, admitted)
  return { ...admitted, action: report.action }
}

/** A refused question, or a text that a rule blocked, ends the call. */
function end(state: CallState, { text, refused, action }: Admitted & { action: GuardAction }): Admitted {
  if (refused) state.ended ??= action === 'block' ? '' : state.core.refusal
  return { text, refused }
}

async function enter(state: CallState, messages: readonly Message[], readsUsers: boolean): Promise<readonly Message[]> {
  const names = new Map(messages.flatMap(({ toolCalls = [] }) => toolCalls.map(({ id, name }) => [id, name] as const)))
  const { trustedTools = [] } = state.core.policy.capabilities ?? {}
  const entered: Message[] = []
  for (const [index, message] of messages.entries()) {
    const { role, content, toolCallId } = message
    if (role === 'user' && readsUsers) {
      const admitted = await admit(state, content, { stage: 'input', source: undefined })
      // This turn is checked on its own, even if an earlier turn was refused.
      if (messages.slice(index + 1).some((later) => later.role === 'user')) {
        entered.push({ ...message, content: admitted.refused ? LEFT_OUT : admitted.text })
        continue
      }
      end(state, admitted)
      entered.push({ ...message, content: admitted.text })
    } else if (role === 'tool') {
      const source = names.get(toolCallId ?? '')
      const trusted = source !== undefined && trustedTools.includes(source)
      if (!trusted) state.memory.foreign = true
      const admitted = await admit(state, content, { stage: 'tool-result', source })
      if (admitted.action === 'block') end(state, admitted)
      entered.push({ ...message, content: admitted.refused ? REFUSED_RESULT : admitted.text })
    } else entered.push(message)
  }
  return entered
}

/** The notice to the model about a text that was left out. It must not tell an attacker which rule to avoid. */
const LEFT_OUT = '[left out]'
const REFUSED_RESULT = JSON.stringify({ error: 'the result was left out' })
