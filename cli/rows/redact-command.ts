import { existsSync, readFileSync } from 'node:fs'
import type { Operator } from '../../src/redact/index.js'
import { runCommand } from '../usage/run-command.js'
import { WrongUse } from '../usage/wrong-use.js'
import { fieldsOf, JOB_OPTIONS, JOB_USAGE, jobOptions, listOf, oneOf } from './command-options.js'
import { runJob } from './run-job.js'

const USAGE = `Usage: tacet redact [options] [FILE …]

Hides personal data in rows of text, JSON or CSV. Each row has placeholders of its own.

  --model ID|FOLDER|none   what finds names (pii-tagger); none: rules alone
  --field NAME             only this field, or column; a.b is a field within a field; may be repeated; default: whole rows
  --operator NAME          placeholder, mask, remove, generalize, token or keep; TYPE=NAME for one type; may be repeated
  --key-file FILE          the key of the operator token, at least 16 bytes
  --types A,B              only these types
  --locales us,de|auto|all countries whose identifiers are looked for (auto)
  --strictness LEVEL       relaxed, balanced or strict (balanced)
${JOB_USAGE}`

// With surrogates and ciphers, which are random, two runs would give different bytes.
const OPERATORS = [
  'placeholder',
  'mask',
  'remove',
  'generalize',
  'token',
  'keep',
] as const satisfies readonly Operator['type'][]

const CONFIG = {
  options: {
    ...JOB_OPTIONS,
    model: { type: 'string', default: 'pii-tagger' },
    operator: { type: 'string', multiple: true },
    'key-file': { type: 'string' },
    types: { type: 'string' },
    locales: { type: 'string', default: 'auto' },
    strictness: { type: 'string', default: 'balanced' },
  },
  allowPositionals: true,
} as const

/** `tacet redact` */
export function run(args: string[]): Promise<number> {
  return runCommand(USAGE, CONFIG, args, ({ values, positionals }) => {
    const operators = operatorsOf(values.operator ?? [])
    const { locales } = values
    return runJob(
      'redact',
      {
        type: 'redact',
        model: values.model === 'none' ? undefined : values.model,
        locales: locales === 'auto' || locales === 'all' ? locales : (listOf(locales) ?? []),
        strictness: oneOf('strictness', values.strictness, ['relaxed', 'balanced', 'strict']),
        types: listOf(values.types),
        operators,
        key: keyOf(values['key-file'], Object.values(operators).includes('token')),
        fields: fieldsOf(values),
      },
      jobOptions(values, positionals),
    )
  })
}

function operatorsOf(given: readonly string[]): Readonly<Record<string, (typeof OPERATORS)[number]>> {
  const entries = given.map((each) => {
    const [name = '', type = 'default'] = each.split('=').reverse()
    return [type, oneOf('operator', name, OPERATORS)] as const
  })
  return Object.fromEntries(entries)
}

function keyOf(path: string | undefined, isNeeded: boolean): Uint8Array<ArrayBuffer> | undefined {
  if (!isNeeded) return undefined
  if (path === undefined) throw new WrongUse('--operator token needs --key-file.')
  if (!existsSync(path)) throw new WrongUse(`There is no file ${path}.`)
  const key = new Uint8Array(readFileSync(path))
  if (key.length < 16) throw new WrongUse(`--key-file must hold at least 16 bytes, and ${path} holds ${key.length}.`)
  return key
}
