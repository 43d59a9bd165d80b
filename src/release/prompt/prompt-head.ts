import type { PromptSettings } from '../../generate/rendered-prompt.js'
import { NlpError } from '../../shared/errors.js'
import { type FrontMapping, isMapping, readFrontMatter } from './front-matter.js'
import { readPicoschema } from './picoschema.js'

/** The fields in the front matter of a prompt. */
export interface PromptHead {
  readonly name?: string | undefined
  readonly variant?: string | undefined
  readonly model?: string | undefined
  readonly settings: PromptSettings
  readonly input?: Readonly<Record<string, unknown>> | undefined
  readonly defaults: FrontMapping
  readonly output?: Readonly<Record<string, unknown>> | undefined
}

/** The settings by their names in a prompt file. */
const SETTINGS: Readonly<Record<string, keyof PromptSettings>> = {
  temperature: 'temperature',
  maxOutputTokens: 'maxTokens',
  topP: 'topP',
  topK: 'topK',
  stopSequences: 'stop',
  seed: 'seed',
  repetitionPenalty: 'repetitionPenalty',
}

/**
 * Reads the front matter. Unknown fields are refused, because a silently ignored field would change the prompt. Names
 * with a dot belong to other tools.
 */
export function readHead(source: string, first: number): PromptHead {
  const value = readFrontMatter(source, first)
  if (!isMapping(value)) throw problem('The front matter', 'must hold names with values')
  const known = ['name', 'variant', 'description', 'model', 'config', 'input', 'output', 'metadata']
  const unknown = Object.keys(value).find((key) => !known.includes(key) && !key.includes('.'))
  if (unknown !== undefined) {
    const help = /^tool/.test(unknown) ? 'Pass tools to the call.' : `The fields are ${known.join(', ')}.`
    throw problem(`\`${unknown}\``, `is not a field of a prompt. ${help}`)
  }
  const input = fieldsOf(value, 'input', ['schema', 'default'])
  const output = fieldsOf(value, 'output', ['schema', 'format'])
  const { format = null } = output
  if (format !== null && format !== 'json' && format !== 'text')
    throw problem('`output.format`', 'must be json or text')
  return {
    name: text(value, 'name'),
    variant: text(value, 'variant'),
    model: text(value, 'model'),
    settings: settingsOf(value),
    input: schemaOf(input, 'input.schema'),
    defaults: fieldsOf(input, 'default'),
    output: schemaOf(output, 'output.schema'),
  }
}

function settingsOf(head: FrontMapping): PromptSettings {
  const entries = Object.entries(fieldsOf(head, 'config')).map(([name, value]) => {
    const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined
    if (setting === undefined) {
      throw problem(`\`config.${name}\``, `is not a setting. The settings are ${Object.keys(SETTINGS).join(', ')}.`)
    }
    const fits =
      setting === 'stop'
        ? Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== '')
        : typeof value === 'number'
    if (!fits) throw problem(`\`config.${name}\``, setting === 'stop' ? 'must be a list of texts' : 'must be a number')
    return [setting, value]
  })
  return Object.fromEntries(entries) as PromptSettings
}

const schemaOf = ({ schema }: FrontMapping, path: string) =>
  schema === undefined || schema === null ? undefined : readPicoschema(schema, path)

function text(fields: FrontMapping, name: string): string | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || value === '') throw problem(`\`${name}\``, 'must be a text')
  return value
}

function fieldsOf(fields: FrontMapping, name: string, known?: readonly string[]): FrontMapping {
  const value = fields[name] ?? {}
  if (!isMapping(value)) throw problem(`\`${name}\``, 'must hold names with values')
  const unknown = Object.keys(value).find((key) => known !== undefined && !known.includes(key))
  if (unknown !== undefined)
    throw problem(`\`${name}.${unknown}\``, `is not a field. The fields are ${known?.join(', ')}.`)
  return value
}

const problem = (subject: string, need: string) =>
  new NlpError('invalid-data', `${subject} of the prompt ${need.replace(/([^.])$/, '$1.')}`)
