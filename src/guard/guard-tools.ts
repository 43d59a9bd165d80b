import type { Approve, GuardedTool, GuardFinding } from '../calls/guard.js'
import { type CallState, note } from './call-state.js'
import { isOwn } from './checks/url.js'
import { isAtLeast } from './policy.js'

/**
 * Wraps tools so that every use is checked before it runs. Once foreign text is in the context, a tool runs without
 * approval only if the policy lists it in `readOnlyTools` and its arguments name no foreign address.
 */
export function guardTools(
  state: CallState,
  tools: readonly GuardedTool[],
  approve: Approve | undefined,
): { readonly tools: readonly GuardedTool[]; readonly approve: Approve } {
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  /** The arguments that a rule changed, by the id of the call. */
  const changed = new Map<string, unknown>()

  const decide: Approve = async (use) => {
    const { core, memory, signal, trace } = state
    if (state.ended !== undefined) return false
    const { capabilities: { readOnlyTools = [], hosts = [] } = {} } = core.policy
    const about = { stage: 'tool-call', source: use.name } as const
    const text = JSON.stringify(use.values) ?? ''
    const report = await core.read({ text, ...about, foreign: memory.foreign, signal, trace })
    note(state, report)
    if (report.action === 'block') state.ended ??= ''
    if (isAtLeast(report.action, 'refuse')) return false
    let { values } = use
    if (report.text !== text) {
      const read = parsed(report.text)
      if (read === undefined) return false
      values = read.value
      changed.set(use.callId, values)
    }
    const ask = (reason: GuardFinding['reason']) => {
      state.findings.push({ rule: 'capability', check: 'custom', ...about, score: 1, action: 'ask', reason })
      return true
    }
    const effect = memory.foreign && !readOnlyTools.includes(use.name) && ask('effect-after-foreign-text')
    const address = memory.foreign && namesForeignPlace(values, hosts) && ask('address-after-foreign-text')
    const needed = byName.get(use.name)?.needsApproval === true || report.action === 'ask' || effect || address
    return !needed || (await approve?.({ ...use, values })) === true
  }

  return {
    approve: decide,
    tools: tools.map((tool) => ({
      ...tool,
      needsApproval: true,
      execute: (values, context) =>
        tool.execute((changed.has(context.callId) ? changed.get(context.callId) : values) as never, context),
    })),
  }
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Whether an argument holds an address of a foreign host: even a request that only reads may carry data out. */
function namesForeignPlace(value: unknown, hosts: readonly string[]): boolean {
  if (typeof value === 'string') {
    const addresses = value.match(/(?:[a-z][a-z\d+.-]{1,20}:[\\/]|[\\/]{2}|www\.)[^\s"'<>]+/giu) ?? []
    return addresses.some((address) => !isOwn(address.startsWith('www.') ? `https://${address}` : address, hosts))
  }
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, item]) => namesForeignPlace(key, hosts) || namesForeignPlace(item, hosts))
}
