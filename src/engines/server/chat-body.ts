import type { GenerateInput, Message } from '../../shared/tasks.js'

/** A request of the OpenAI chat protocol. For a prompt without messages it is a request of the older completion protocol. */
export function chatRequest(model: string, input: GenerateInput): { path: string; body: object } {
  const { prompt, messages, maxTokens, temperature, topP, topK, stop, seed } = input
  const common = {
    model,
    max_tokens: maxTokens,
    temperature,
    ...optional('top_p', topP),
    ...optional('top_k', topK),
    ...optional('seed', seed),
    ...(stop.length === 0 ? {} : { stop }),
    stream: true,
    stream_options: { include_usage: true },
  }
  if (prompt !== undefined) return { path: '/completions', body: { ...common, prompt } }
  return {
    path: '/chat/completions',
    body: { ...common, messages: messages.map(wireMessage), ...responseFormat(input), ...tools(input) },
  }
}

function wireMessage({ role, content, toolCalls, toolCallId }: Message): object {
  const calls = toolCalls?.map(({ id, name, arguments: text }) => ({
    id,
    type: 'function',
    function: { name, arguments: text },
  }))
  return { role, content, ...optional('tool_calls', calls), ...optional('tool_call_id', toolCallId) }
}

function responseFormat({ schema }: GenerateInput): object {
  if (schema === undefined) return {}
  return { response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } } }
}

function tools({ tools, toolChoice }: GenerateInput): object {
  if (tools === undefined || tools.length === 0) return {}
  return {
    tools: tools.map(({ name, description, parameters }) => ({
      type: 'function',
      function: { name, ...optional('description', description), parameters },
    })),
    ...optional('tool_choice', toolChoice),
  }
}

const optional = (key: string, value: unknown) => (value === undefined ? {} : { [key]: value })
