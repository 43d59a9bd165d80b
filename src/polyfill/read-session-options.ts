import { describe } from '../calls/check-options.js'
import type { AnyTool } from '../generate/tool-loop.js'
import type { CreationOptions } from './create-model.js'
import { canonicalTags } from './language-tags.js'
import type { ModelMessage } from './read-messages.js'
import { oneOf } from './read-options.js'

const MODES = ['most-predictable', 'predictable', 'balanced', 'creative', 'most-creative'] as const

/** How freely a session writes. */
export type SamplingMode = (typeof MODES)[number]

/** The temperature of each mode. */
export const TEMPERATURES: Readonly<Record<SamplingMode, number>> = {
  'most-predictable': 0,
  predictable: 0.3,
  balanced: 0.7,
  creative: 1,
  'most-creative': 1.3,
}

const TYPES = ['text', 'image', 'audio', 'tool-call', 'tool-response'] as const

interface Expected {
  /** The kind of content. */
  readonly type: string
  /** Its languages. */
  readonly languages?: readonly string[] | undefined
}

/** A function of the page that the model may call. */
interface SessionTool {
  /** The name by which the model calls the tool. */
  readonly name: string
  /** Tells the model when the tool helps. */
  readonly description: string
  /** JSON Schema of the arguments. */
  readonly inputSchema: object
  /** Runs the tool and gives the text that the model reads. */
  readonly execute: (values: never) => unknown
}

/** The abilities that a session of `LanguageModel` must have. */
export interface SessionNeeds {
  /** How freely the model writes. */
  samplingMode?: SamplingMode | undefined
  /** The kinds of content that go in. */
  expectedInputs?: readonly Expected[] | undefined
  /** The kinds of content that come out. */
  expectedOutputs?: readonly Expected[] | undefined
  /** The tools that the model may call. */
  tools?: readonly SessionTool[] | undefined
  /** Ignored, as the browser ignores it on pages. */
  temperature?: number | undefined
  /** Ignored, as the browser ignores it on pages. */
  topK?: number | undefined
}

/** The options of `LanguageModel.create()`. */
export interface SessionOptions extends SessionNeeds, CreationOptions {
  /** The messages with which the session begins. They are never forgotten. */
  initialPrompts?: readonly ModelMessage[] | undefined
}

/** Checks the requested abilities. `isPossible` is false if a session needs more than text and tools. */
export function readNeeds({ samplingMode, expectedInputs = [], expectedOutputs = [], tools = [] }: SessionNeeds): {
  readonly samplingMode: SamplingMode
  readonly tools: readonly AnyTool[]
  readonly isPossible: boolean
} {
  const types = [...expectedInputs, ...expectedOutputs].map(({ type, languages }) => {
    canonicalTags(languages)
    return oneOf('type', type, TYPES, 'text')
  })
  return {
    samplingMode: oneOf('samplingMode', samplingMode, MODES, 'balanced'),
    tools: tools.map(readTool),
    isPossible: types.every((type) => type !== 'image' && type !== 'audio'),
  }
}

function readTool({ name, description, inputSchema, execute }: SessionTool): AnyTool {
  if (typeof execute !== 'function')
    throw new TypeError(`\`execute\` of a tool must be a function, got ${describe(execute)}`)
  return {
    name,
    description,
    parameters: inputSchema as Record<string, unknown>,
    execute: (values: never) => execute(values),
  }
}
