import { readFileSync, writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { parseArgs } from 'node:util'
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

/** `tacet evaluate convert`: turns a public set of personal data into a dataset for `tacet evaluate`. */
export async function run(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        out: { type: 'string' },
        name: { type: 'string' },
        license: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
    if (values.help) {
      console.log(USAGE)
      return 0
    }
    const [file, ...more] = positionals
    if (values.from === undefined) throw new TypeError('--from is missing')
    if (file === undefined || more.length > 0) throw new TypeError('one file is converted at a time')
    const name = values.name ?? (file === '-' ? values.from : basename(file, extname(file)))
    const conversion = convert(readFileSync(file === '-' ? 0 : file, 'utf8'), values.from, { ...values, name })
    if (values.out === undefined) process.stdout.write(toJsonl(conversion))
    else writeFileSync(values.out, toJsonl(conversion))
    const spans = conversion.rows.reduce((sum, row) => sum + row.spans.length, 0)
    console.error(`${conversion.rows.length} rows, ${spans} spans`)
    return 0
  } catch (error) {
    if (error instanceof SyntaxError) {
      console.error(`The file does not have this form: ${error.message}`)
      return 1
    }
    console.error(`${(error as Error).message}\n\n${USAGE}`)
    return 2
  }
}
