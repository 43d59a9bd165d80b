import type { SharedV3ProviderOptions } from '@ai-sdk/provider'
import type { Gate } from '../engines/server/gate.js'
import { formatOfResult } from '../engines/server/result-format.js'
import { NlpError } from '../shared/errors.js'
import type { Allowed } from './allowed.js'

/** The gate that checks an outgoing AI SDK call, with the list of parts that the app allows. */
export interface CallGate {
  readonly conversation: Gate
  readonly allowed: Allowed
  readonly signal: AbortSignal | undefined
  text(text: string): Promise<string>
  /** Hides the result of a tool. */
  result(text: string): Promise<string>
  data<T>(value: T): Promise<T>
  id(id: string): Promise<string>
  name(where: string, name: string): Promise<void>
  providerOptions(options: SharedV3ProviderOptions | undefined): Promise<void>
  /** Whether the provider itself has said every text in a value. */
  saidAll(value: unknown): boolean
  /** Checks fields that this version of the SDK does not have. They pass if they hold no personal data. */
  rest(where: string, fields: object): Promise<void>
}

/** @param said whether the provider itself has said this text, as it does with ids and signatures */
export function callGate(
  conversation: Gate,
  { allowed, said, signal }: { allowed: Allowed; said: (text: string) => boolean; signal: AbortSignal | undefined },
): CallGate {
  async function admitLeaves(where: string, value: unknown, wayOut: string): Promise<void> {
    for (const text of leavesOf(value)) {
      if (!said(text)) await conversation.admit(where, text, { wayOut, signal })
    }
  }
  return {
    conversation,
    allowed,
    signal,
    text: (text) => conversation.hide(text, { signal }),
    result: (text) => conversation.hide(text, { format: formatOfResult(text), signal }),
    data: (value) => conversation.hideData(value, { signal }),
    id: async (id) => (said(id) ? id : conversation.hideId(id, { signal })),
    async name(where, name) {
      if (allowed.names?.includes(name)) return
      await conversation.admit(where, name, { wayOut: 'Rename it, or list it in `allow.names`.', signal })
    },
    async providerOptions(options = {}) {
      const { providerOptions: listed = [] } = allowed
      for (const [provider, fields] of Object.entries(options)) {
        if (listed.includes(provider)) continue
        await admitLeaves('the name of a provider', provider, WAY_OUT)
        for (const [name, value] of Object.entries(fields)) {
          if (listed.includes(`${provider}.${name}`)) continue
          await admitLeaves('the name of an option of the provider', name, WAY_OUT)
          await admitLeaves(`the option ${provider}.${name}`, value, WAY_OUT)
        }
      }
    },
    saidAll: (value) => [...leavesOf(value)].every(said),
    rest: (where, fields) => admitLeaves(where, fields, 'Leave it out.'),
  }
}

const WAY_OUT = 'Leave it out, or list it in `allow.providerOptions`.'

/** The error for a part that the redactor cannot read. */
export function unreadable(what: string, wayOut: string): NlpError {
  return new NlpError('policy-denied', `Nothing was sent: the redactor cannot read ${what}. ${wayOut}`)
}

/** Every text in a value, including its keys and numbers. */
export function* leavesOf(value: unknown): Generator<string> {
  if (value === null || value === undefined || typeof value === 'boolean') return
  if (typeof value === 'string' || typeof value === 'number') yield String(value)
  else if (Array.isArray(value)) for (const item of value) yield* leavesOf(item)
  else if (typeof value === 'object' && (value.constructor === Object || Object.getPrototypeOf(value) === null)) {
    for (const [key, item] of Object.entries(value)) {
      yield key
      yield* leavesOf(item)
    }
  } else throw unreadable('a part of the call that is no JSON', 'Leave it out.')
}
