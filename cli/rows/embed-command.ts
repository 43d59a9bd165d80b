import { runCommand } from '../usage/run-command.js'
import { fieldOf, JOB_OPTIONS, JOB_USAGE, jobOptions, oneOf } from './command-options.js'
import { runJob } from './run-job.js'

const USAGE = `Usage: tacet embed [options] [FILE …]

Adds to each row the vector of its text, as a list of numbers. A row of text becomes a row of JSON.

  --model ID|FOLDER        (minilm)
  --kind document|query    the purpose of the vectors (document)
  --field NAME             the field, or column, with the text (text)
  --into NAME              the name of the added field (vector)
${JOB_USAGE}`

const CONFIG = {
  options: {
    ...JOB_OPTIONS,
    model: { type: 'string' },
    kind: { type: 'string', default: 'document' },
    into: { type: 'string', default: 'vector' },
  },
  allowPositionals: true,
} as const

/** `tacet embed` */
export function run(args: string[]): Promise<number> {
  return runCommand(USAGE, CONFIG, args, ({ values, positionals }) => {
    const { model, into } = values
    const kind = oneOf('kind', values.kind, ['document', 'query'])
    return runJob(
      'embed',
      { type: 'embed', model, kind, field: fieldOf(values), into },
      jobOptions(values, positionals),
    )
  })
}
