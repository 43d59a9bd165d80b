import { existsSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { parseArgs } from 'node:util'
import { runCommand } from '../usage/run-command.js'
import { WrongUse } from '../usage/wrong-use.js'
import { evaluateInBrowser } from './browser-run.js'
import { type ComparedSet, compareReleases } from './compare-releases.js'
import { DEVICES, oneOf, wholeNumber } from './option-values.js'
import { ProgressLine } from './progress-line.js'
import { readDatasetFile } from './read-dataset-file.js'
import { readReleaseFile } from './read-release-file.js'

const USAGE = `Usage: tacet evaluate --release NEW.json --against OLD.json --data FILE [options]

  --release FILE           the release that is to come
  --against FILE           the release that is in force
  --data FILE              rows as JSONL or CSV, gzipped or not; may be repeated
  --channel NAME           the channel of the new release (stable)
  --against-channel NAME   the channel of the old release (stable)
  --prompt NAME            the prompt that questions and texts are filled into; without it, that of the data set
  --threshold NAME         the threshold of the releases by which rows of classify get a label; without it, thresholds are not compared
  --guard STAGE            input, retrieval, tool-result or output: the guards of the releases read the rows as such texts
  --device auto|wasm|webgpu
  --resamples N            for the intervals (10000, fewer for large sets)
  --json OUT               write the changes of all figures

Ends with 0 where no figure is worse beyond doubt, 1 where one is or where a run fails, 2 for wrong use.
`

const CONFIG = {
  options: {
    release: { type: 'string' },
    against: { type: 'string' },
    data: { type: 'string', multiple: true },
    channel: { type: 'string' },
    'against-channel': { type: 'string' },
    prompt: { type: 'string' },
    threshold: { type: 'string' },
    guard: { type: 'string' },
    device: { type: 'string' },
    resamples: { type: 'string' },
    json: { type: 'string' },
  },
} as const

const STAGES = ['input', 'retrieval', 'tool-result', 'output'] as const

/** `tacet evaluate --release` checks whether a release is worse than another. */
export function run(args: string[]): Promise<number> {
  return runCommand(USAGE, CONFIG, args, ({ values }) => compare(readOptions(values)))
}

function readOptions(values: ReturnType<typeof parseArgs<typeof CONFIG>>['values']) {
  const { release, against, data = [] } = values
  if (release === undefined) throw new WrongUse('--release is missing')
  if (against === undefined) throw new WrongUse('--against is missing: name the release to compare with')
  if (data.length === 0) throw new WrongUse('--data is missing')
  for (const file of [release, against, ...data]) if (!existsSync(file)) throw new WrongUse(`there is no file ${file}`)
  return {
    release,
    against,
    data,
    channels: [values.channel ?? 'stable', values['against-channel'] ?? 'stable'] as const,
    prompt: values.prompt,
    threshold: values.threshold,
    guardStage: oneOf('guard', STAGES, values.guard),
    device: oneOf('device', DEVICES, values.device),
    resamples: wholeNumber('resamples', values.resamples, 1),
    json: values.json,
  }
}

async function compare({ data, channels, json, device, ...options }: ReturnType<typeof readOptions>): Promise<number> {
  const release = readReleaseFile(options.release, channels[0])
  const against = readReleaseFile(options.against, channels[1])
  const sets = await Promise.all(data.map((file) => comparedSet(file, device)))
  const { prompt, resamples, threshold, guardStage } = options
  const compared = await compareReleases({ release, against, channels, prompt, resamples, threshold, guardStage }, sets)
  if (json !== undefined) {
    const facts = { release: release.id, against: against.id, channels }
    writeFileSync(json, `${JSON.stringify({ ...facts, ...compared }, undefined, 1)}\n`)
  }
  console.log('')
  for (const failure of compared.failures) console.error(`FAILED: ${failure}`)
  if (compared.failures.length > 0) return 1
  console.log(`No figure of ${release.id} is worse than of ${against.id} beyond doubt.`)
  return 0
}

async function comparedSet(file: string, device: (typeof DEVICES)[number] | undefined): Promise<ComparedSet> {
  return {
    name: basename(file),
    dataset: await readDatasetFile(file),
    async run({ model, prompt }) {
      const progress = new ProgressLine(process.stderr)
      const onProgress = (message: Parameters<ProgressLine['show']>[0]) => progress.show(message)
      return evaluateInBrowser({ data: file, model: model?.id, prompt, device, onProgress }).finally(() =>
        progress.end(),
      )
    },
  }
}
