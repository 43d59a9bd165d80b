import type { LanguageModelV3CallOptions, LanguageModelV3Content, LanguageModelV3Middleware } from '@ai-sdk/provider'
import { checkOptions, requireMethod } from '../calls/check-options.js'
import { type Gate, openGate, type ServerRedactor } from '../engines/server/gate.js'
import { NlpError } from '../shared/errors.js'
import type { RestoreRule } from '../shared/tasks.js'
import type { Allowed } from './allowed.js'
import { callGate } from './call-gate.js'
import { hideCall } from './hide-call.js'
import { revealing, type StreamFormat } from './reveal-stream.js'
import { SaidTexts } from './said-texts.js'

/** The parts that the middleware lets through, and the values that it restores. */
export interface RedactionMiddlewareOptions {
  /**
   * Parts that may be sent unread. Without the list a call rejects with code 'policy-denied' if it has a file that is
   * not text, or personal data in a header, an option or a name.
   * @default nothing
   *
   * @example
   * redactionMiddleware(redactor, { allow: { files: ['image/*'], providerOptions: ['openai.user'] } })
   */
  readonly allow?: Allowed | undefined
  /**
   * For each tool by its name, the arguments that get their values back: `true` for all, `false` for none, or a list of
   * names.
   * @default all arguments of all tools but addresses (URLs), and none of a call whose arguments name a place on the network that
   * the model chose
   */
  readonly restore?: Readonly<Record<string, RestoreRule>> | undefined
}

/**
 * Hides personal data from any model of the AI SDK and restores it in the answer, also in streams and in the arguments
 * of tools. It reads messages, tools, schemas and textual files, and refuses other parts unless the app lists them.
 * Each call has its own placeholders, so one middleware may serve many conversations: each call contains the whole
 * conversation. If the redactor fails, the call fails and nothing is sent.
 *
 * @example
 * import { wrapLanguageModel } from 'ai'
 *
 * const model = wrapLanguageModel({ model: anyProvider('large'), middleware: redactionMiddleware(createRedactor()) })
 */
export function redactionMiddleware(
  redactor: ServerRedactor,
  options: RedactionMiddlewareOptions = {},
): LanguageModelV3Middleware {
  requireMethod('redactor', redactor, 'redact', 'a redactor such as createRedactor()')
  checkOptions('redactionMiddleware', options, { allow: 'object', restore: 'object' })
  const { allow: allowed = {}, restore = {} } = options
  /** The gate of each call, by the hidden parameters, which are passed to the other half of the call. */
  const gates = new WeakMap<LanguageModelV3CallOptions, Gate>()
  const said = new SaidTexts()
  const gateOf = (params: LanguageModelV3CallOptions): Gate => {
    const gate = gates.get(params)
    if (gate !== undefined) return gate
    throw new NlpError('policy-denied', 'Nothing was sent: the parameters of this call have not passed the redaction.')
  }
  const ruleOf = (tool: string): RestoreRule | undefined => (Object.hasOwn(restore, tool) ? restore[tool] : undefined)

  return {
    specificationVersion: 'v3',
    async transformParams({ params }) {
      const gate = openGate(redactor)
      const call = callGate(gate, { allowed, said: (text) => said.has(text), signal: params.abortSignal })
      const hidden = await gate.settle(() => hideCall(call, params))
      gates.set(hidden, gate)
      return hidden
    },
    async wrapGenerate({ doGenerate, params }) {
      const gate = gateOf(params)
      const result = await doGenerate()
      for (const part of result.content) said.listen(part)
      return { ...result, content: result.content.map((part) => revealContent(gate, part, formatOf(params), ruleOf)) }
    },
    async wrapStream({ doStream, params }) {
      const gate = gateOf(params)
      const result = await doStream()
      return {
        ...result,
        stream: result.stream.pipeThrough(
          revealing(gate, { format: formatOf(params), ruleOf, listen: (part) => said.listen(part) }),
        ),
      }
    },
  }
}

const formatOf = ({ responseFormat }: LanguageModelV3CallOptions): StreamFormat =>
  responseFormat?.type === 'json' ? 'json' : 'text'

function revealContent(
  gate: Gate,
  part: LanguageModelV3Content,
  format: StreamFormat,
  ruleOf: (tool: string) => RestoreRule | undefined,
): LanguageModelV3Content {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { ...part, text: gate.reveal(part.text, part.type === 'text' ? format : 'text') }
    case 'tool-call':
      return { ...part, input: gate.revealArguments(part.input, ruleOf(part.toolName)) }
    default:
      return part
  }
}
