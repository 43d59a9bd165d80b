import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { NlpError } from '../../../src/shared/errors.js'
import { runCommand } from '../../usage/run-command.js'
import { WrongUse } from '../../usage/wrong-use.js'
import { convert, FORMATS, toJsonl } from './formats.js'

const USAGE = `Usage: tacet evaluate convert --from FORMAT FILE [--out OUT.jsonl]

  --from FORMAT    ${Object.entries(FORMATS)
    .map(([name, { summary }]) => `${name.padEnd(16)}${summary}`)
    .join('\n                   ')}
  --out OUT        where the dataset is written; default: standard output
  --name NAME      of the dataset; default: the file's
  --license NAME   under which the rows are
  FILE             - reads standard input: xz -dc cases.json.xz | tacet evaluate convert --from gitleaks -
`

const CONFIG = {
  options: {
    from: { type: 'string' },
    out: { type: 'string' },
    name: { type: 'string' },
    license: { type: 'string' },
  },
  allowPositionals: true,
} as const

/** `tacet evaluate convert`: turns a public set of personal data into a dataset for `tacet evaluate`. */
export function run(args: string[]): Promise<number> {
  return runCommand(USAGE, CONFIG, args, async ({ values, positionals }) => {
    const { from, out, license } = values
    const [file, ...more] = positionals
    if (from === undefined) throw new WrongUse('--from is missing')
    if (file === undefined || more.length > 0) throw new WrongUse('one file is converted at a time')
    if (file !== '-' && !existsSync(file)) throw new WrongUse(`there is no file ${file}`)
    const name = values.name ?? (file === '-' ? from : basename(file, extname(file)))
    const conversion = converted(readFileSync(file === '-' ? 0 : file, 'utf8'), from, { name, license })
    if (out === undefined) process.stdout.write(toJsonl(conversion))
    else writeFileSync(out, toJsonl(conversion))
    const spans = conversion.rows.reduce((sum, row) => sum + row.spans.length, 0)
    console.error(`${conversion.rows.length} rows, ${spans} spans`)
    return 0
  })
}

function converted(...given: Parameters<typeof convert>): ReturnType<typeof convert> {
  try {
    return convert(...given)
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw new NlpError('invalid-data', `The file does not have this form: ${cause.message}`, { cause })
  }
}
