import * as tacet from 'tacet'
import { evaluate, openPredictor, readDataset, scoreRun } from 'tacet/evaluate'
import { createRedactor } from 'tacet/redact'

export async function measure(file: string | Blob, model: string) {
  const dataset = await readDataset(file)
  const predictor = await openPredictor(dataset, { ...tacet, createRedactor }, { model })
  const run = await evaluate(dataset, predictor)
  await predictor.close()
  // Each figure has its 95 % interval: { name, value, low, high }.
  return scoreRun(dataset, run).metrics
}
