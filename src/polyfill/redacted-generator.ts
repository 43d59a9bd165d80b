import { textStream } from '../calls/stream.js'
import { openGate, type ServerRedactor } from '../engines/server/gate.js'
import { hideInput } from '../engines/server/hide-input.js'
import { formatOfResult } from '../engines/server/result-format.js'
import { readPrompt } from '../generate/messages.js'
import { type JsonSchema, readSchema } from '../generate/standard-schema.js'
import { type AnyTool, toText } from '../generate/tool-loop.js'
import { NlpError } from '../shared/errors.js'
import type { Message } from '../shared/tasks.js'
import type { WritingGenerator } from './writing-generator.js'

/**
 * A generator that never sees personal data: texts, schemas and tools pass the gate of the server engine, and answers
 * come back with the real values. One such generator serves one conversation.
 */
export function redactedGenerator(generator: WritingGenerator, redactor: ServerRedactor): WritingGenerator {
  const gate = openGate(redactor)

  async function hide(
    messages: readonly Message[],
    tools: readonly AnyTool[],
    schema: object | undefined,
    signal: AbortSignal | undefined,
  ) {
    const definitions = tools.map(({ name, description, parameters, restore }) => ({
      name,
      description,
      parameters: readSchema(parameters).json,
      restore,
    }))
    const input = { messages, tools: definitions, schema, maxTokens: 1, temperature: 0, stop: [] }
    return hideInput(gate, input, { allowedNames: [], signal })
  }

  /** The tool as the model sees it. It gets real values only where its rule allows that, and its result is hidden. */
  function hiddenTool(tool: AnyTool, description: string | undefined, parameters: JsonSchema): AnyTool {
    return {
      ...tool,
      description,
      parameters,
      async execute(values, context) {
        const real = JSON.parse(gate.revealArguments(JSON.stringify(values), tool.restore))
        const text = toText(await tool.execute(real as never, context))
        return gate.hide(text, { format: formatOfResult(text), signal: context.signal })
      },
    }
  }

  return {
    contextWindow: generator.contextWindow,
    textToText: generator.textToText,
    stream(prompt, options = {}) {
      return textStream(
        async ({ emit, signal }) => {
          const { tools = [] } = options
          const hidden = await hide(readPrompt(prompt).messages, tools, undefined, signal)
          const shown = tools.map((tool, index) => {
            const { description, parameters = {} } = hidden.tools?.[index] ?? {}
            return hiddenTool(tool, description, parameters as JsonSchema)
          })
          const answer = generator.stream(hidden.messages, {
            ...options,
            signal,
            ...(options.tools === undefined ? {} : { tools: shown }),
          })
          const reveal = gate.revealStream('text')
          for await (const delta of answer) emit(reveal.push(delta))
          emit(reveal.end())
          const generation = await answer.result
          const text = gate.reveal(generation.text, 'text')
          gate.remember(text, generation.text)
          return { ...generation, text, redacted: true }
        },
        { signal: options.signal },
      )
    },
    async object(prompt, options) {
      const { json, check } = readSchema(options.schema)
      const hidden = await hide(readPrompt(prompt).messages, [], json, options.signal)
      const answer = await generator.object(hidden.messages, { ...options, schema: hidden.schema as never })
      const text = gate.reveal(answer.text, 'json')
      const read = await check(JSON.parse(text))
      if (!read.ok) {
        // The problems may quote the restored values, so they stay out of the error.
        throw new NlpError('invalid-output', 'The answer with the restored values does not obey the schema')
      }
      gate.remember(text, answer.text)
      return { ...answer, text, object: read.value, redacted: true }
    },
  }
}
