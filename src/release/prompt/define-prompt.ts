import { checkOptions, describe } from '../../calls/check-options.js'
import type { PromptOrigin } from '../../calls/prompt-origin.js'
import { checkJson } from '../../generate/json-schema.js'
import type { PromptSettings, RenderedPrompt } from '../../generate/rendered-prompt.js'
import { NlpError } from '../../shared/errors.js'
import { toHex } from '../../shared/hex.js'
import { sha256Script } from '../../shared/sha256-script.js'
import type { Message } from '../../shared/tasks.js'
import { fillTemplate } from './fill-template.js'
import { type Path, parseTemplate, type TemplatePart } from './parse-template.js'
import { type PromptHead, readHead } from './prompt-head.js'

/** Where a prompt gets its name. */
export interface DefinePromptOptions {
  /** The name of the prompt, where its front matter has none. @default the name of the front matter */
  name?: string | undefined
}

/** The inputs of a prompt besides its variables. */
export interface RenderOptions {
  /** Earlier messages. They stand at `{{history}}`, or before the last message of the user. @default none */
  history?: readonly Message[] | undefined
}

/** A prompt that was read from a file. */
export interface PromptDefinition {
  /** The name of the prompt. */
  readonly name: string
  /** The variant of the prompt, where it has one. */
  readonly variant?: string | undefined
  /** The beginning of the SHA-256 of the source, 12 characters long. Another text is another version. */
  readonly version: string
  /** The text of the file. */
  readonly source: string
  /** The model that the prompt names, where it names one. */
  readonly model?: string | undefined
  /** How answers are written: temperature, most tokens, and the like. */
  readonly settings: PromptSettings
  /** The JSON Schema of the variables, where the prompt has one. */
  readonly input?: Readonly<Record<string, unknown>> | undefined
  /** The JSON Schema of the answer, where the prompt has one: the `schema` of `generator.object`. */
  readonly output?: Readonly<Record<string, unknown>> | undefined
  /** Fills in the variables. Results of a generator then name the prompt and its version. */
  render(variables?: Readonly<Record<string, unknown>>, options?: RenderOptions): RenderedPrompt
}

/** Longer than any prompt. */
const LONGEST = 256_000

const NAME = /^[\w.-]{1,64}$/

/**
 * Reads a prompt in the form of dotprompt: front matter between two lines of `---`, and a template. Variables are filled in as
 * parts of messages and never as text of the template. Nothing is evaluated.
 *
 * @example
 * const prompt = definePrompt(`---
 * name: support
 * input: { schema: { question: string } }
 * ---
 * {{role "system"}}Answer in one sentence.
 * {{role "user"}}{{question}}`)
 * const { text, prompt: asked } = await generator.generate(prompt.render({ question }))
 */
export function definePrompt(source: string, options: DefinePromptOptions = {}): PromptDefinition {
  if (typeof source !== 'string')
    throw new TypeError(`\`source\` must be the text of a prompt, got ${describe(source)}`)
  checkOptions('definePrompt', options, { name: 'string' })
  if (source.length > LONGEST) {
    throw new NlpError('invalid-data', `The prompt has ${source.length} characters; a prompt has at most ${LONGEST}.`)
  }
  // Line breaks depend on the checkout of a file, and must not change the version.
  const text = source.replaceAll('\r\n', '\n').replace(/^\ufeff/, '')
  const { head, template, line } = split(text)
  const { name = options.name, variant, model, settings, input, defaults, output } = readHead(head, 2)
  if (name === undefined) {
    throw new NlpError('invalid-data', 'The prompt has no name. Write `name:` into its front matter, or pass `name`.')
  }
  for (const part of [name, variant]) {
    if (part === undefined || NAME.test(part)) continue
    throw new NlpError('invalid-data', 'The name of a prompt has 1 to 64 letters, digits, `.`, `_` or `-`.')
  }
  const parts = parseTemplate(template, line)
  const version = versionOf(text)
  const origin: PromptOrigin = { name, ...(variant === undefined ? {} : { variant }), version }
  return {
    ...origin,
    source: text,
    model,
    settings,
    input,
    output,
    render(variables = {}, rendering = {}) {
      checkOptions('render', rendering, { history: 'list' })
      const filled = { ...defaults, ...variables }
      checkVariables(origin, filled, input, parts)
      const messages = fillTemplate(parts, filled, rendering.history ?? [])
      if (messages.length === 0) throw new TypeError(`The prompt ${name} is empty with these variables`)
      return { messages, prompt: origin, options: settings }
    },
  }
}

/** The version of a prompt's source. */
function versionOf(source: string): string {
  return toHex(sha256Script(new TextEncoder().encode(source))).slice(0, 12)
}

function split(text: string): { readonly head: string; readonly template: string; readonly line: number } {
  const [whole, head] = /^---[ \t]*\n([\s\S]*?)(?<=\n)---[ \t]*(?:\n|$)/.exec(text) ?? []
  if (whole === undefined || head === undefined) return { head: '', template: text, line: 1 }
  return { head, template: text.slice(whole.length), line: whole.split('\n').length }
}

/** With a schema, the schema decides. Without one, each variable in the text must be given. */
function checkVariables(
  { name }: PromptOrigin,
  variables: Readonly<Record<string, unknown>>,
  input: PromptHead['input'],
  parts: readonly TemplatePart[],
): void {
  if (input !== undefined) {
    const [problem] = checkJson(input, variables)
    // A problem names a place and a rule, and never a value.
    if (problem !== undefined)
      throw new TypeError(`The variables of the prompt ${name} do not fit its schema: ${problem}`)
    return
  }
  const missing = namesIn(parts).find((variable) => variables[variable] === undefined)
  if (missing !== undefined) throw new TypeError(`The prompt ${name} needs the variable \`${missing}\``)
}

/** The variables in the text itself. A block may test for a missing variable, so blocks do not count. */
const namesIn = (parts: readonly TemplatePart[]): string[] =>
  parts.flatMap((part) => (part.type === 'value' ? firstName(part.path) : []))

const firstName = ({ from, names }: Path): string[] => (from === 'position' ? [] : names.slice(0, 1))
