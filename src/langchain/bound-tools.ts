import type { BindToolsInput, ToolChoice } from '@langchain/core/language_models/chat_models'
import { convertToOpenAITool } from '@langchain/core/utils/function_calling'
import { describe } from '../calls/check-options.js'
import type { GenerateInput, ToolDefinition } from '../shared/tasks.js'

/** The tools of a call and the choice among them, as an engine reads them. */
export function readTools(
  tools: readonly BindToolsInput[] = [],
  choice: ToolChoice | undefined,
): Pick<GenerateInput, 'tools' | 'toolChoice'> {
  const only = chosenName(choice)
  const definitions = tools.map(definitionOf).filter(({ name }) => only === undefined || name === only)
  if (only !== undefined && definitions.length === 0) {
    throw new RangeError(`\`tool_choice\` must name one of the tools, got ${describe(only)}`)
  }
  if (definitions.length === 0 || choice === 'none') return {}
  const isRequired = only !== undefined || choice === 'any' || choice === 'required'
  return { tools: definitions, toolChoice: isRequired ? 'required' : 'auto' }
}

/** A tool of LangChain, a schema with a name, or a tool in OpenAI's format. */
function definitionOf(tool: BindToolsInput): ToolDefinition {
  const { function: definition } = convertToOpenAITool(tool as Parameters<typeof convertToOpenAITool>[0])
  if (typeof definition?.name !== 'string') {
    throw new TypeError(
      '`tools` must be tools of LangChain, or objects of the form { type: "function", function: { name } }',
    )
  }
  const { name, description, parameters } = definition
  return { name, description, parameters: parameters ?? { type: 'object', properties: {} } }
}

const WORDS: readonly unknown[] = [undefined, 'auto', 'any', 'required', 'none']

/** The one tool that must be called: `'search'`, or `{ type: 'function', function: { name: 'search' } }`. */
function chosenName(choice: ToolChoice | undefined): string | undefined {
  if (WORDS.includes(choice)) return undefined
  if (typeof choice === 'string') return choice
  const name: unknown = choice?.['function']?.name
  if (typeof name === 'string') return name
  throw new TypeError(`\`tool_choice\` must be 'auto', 'any', 'none' or the name of a tool, got ${describe(choice)}`)
}
