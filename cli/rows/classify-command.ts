import { runCommand } from '../usage/run-command.js'
import { WrongUse } from '../usage/wrong-use.js'
import { fieldOf, JOB_OPTIONS, JOB_USAGE, jobOptions, listOf } from './command-options.js'
import { runJob } from './run-job.js'

const USAGE = `Usage: tacet classify [options] [FILE …]

Adds to each row the label of its text and the score of the best label. A row of text becomes a row of JSON.

  --model ID|FOLDER        default: sentiment, and minilm with --labels
  --labels a,b,c           your own labels, in plain words; default: those of the model
  --threshold LEVEL|NUMBER the score from which a label is given (balanced); below it the label is null, or empty in CSV
  --field NAME             the field, or column, with the text (text)
  --into NAME              the name of the added field (label); the score is in NAME_score
${JOB_USAGE}`

const CONFIG = {
  options: {
    ...JOB_OPTIONS,
    model: { type: 'string' },
    labels: { type: 'string' },
    threshold: { type: 'string', default: 'balanced' },
    into: { type: 'string', default: 'label' },
  },
  allowPositionals: true,
} as const

/** `tacet classify` */
export function run(args: string[]): Promise<number> {
  return runCommand(USAGE, CONFIG, args, ({ values, positionals }) => {
    const { model, into } = values
    const labels = listOf(values.labels)
    if (labels?.length === 0) throw new WrongUse('--labels must name at least one label.')
    const number = Number(values.threshold)
    return runJob(
      'classify',
      {
        type: 'classify',
        model,
        labels,
        threshold: Number.isNaN(number) ? values.threshold : number,
        field: fieldOf(values),
        into,
      },
      jobOptions(values, positionals),
    )
  })
}
