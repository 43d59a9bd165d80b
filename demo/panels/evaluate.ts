import * as tacet from 'tacet'
import {
  type Dataset,
  evaluate,
  type ModelFactories,
  mountReport,
  openPredictor,
  type ReportData,
  type Run,
  readDataset,
  reportHtml,
  saveRun,
} from 'tacet/evaluate'
import { createRedactor } from 'tacet/redact'
import { download } from '../parts/download.js'
import { element } from '../parts/element.js'
import { passFocus } from '../parts/keep-focus.js'
import { newestRun } from '../parts/newest-run.js'
import type { DemoContext, Panel } from '../parts/panel.js'
import './evaluate.css'
import { computeReport } from './evaluate-report.js'
import { candidatesFor, samples, suggestedModels } from './evaluate-samples.js'

// All models that the package can create. A task whose model is missing reports this when it is asked for.
const factories: ModelFactories = { ...tacet, createRedactor }

/** Measures a model on a dataset of the visitor or of the project, shows every row, and compares two models. */
export const evaluatePanel: Panel = {
  async mount(root, context) {
    const source = element('select', { id: 'evaluate-source' })
    source.append(...samples.map(({ id, title }) => element('option', { value: id }, title)))
    const file = element('input', { id: 'evaluate-file', type: 'file', accept: '.jsonl,.json,.csv,.gz' })
    const model = element('input', {
      id: 'evaluate-model',
      autocomplete: 'off',
      attributes: { list: 'evaluate-models' },
    })
    const models = element('datalist', { id: 'evaluate-models' })
    const start = element('button', { type: 'button', className: 'primary' }, 'Evaluate')
    const stop = element('button', { type: 'button', className: 'quiet', hidden: true }, 'Stop')
    const progress = element('progress', { max: 1, value: 0, hidden: true, attributes: { 'aria-label': 'Rows' } })
    const status = element('p', { className: 'note', attributes: { role: 'status' } })
    const problems = element('ul', { className: 'evaluate-problems' })
    const baseline = element('select', { id: 'evaluate-baseline' })
    const saveJson = element('button', { type: 'button', className: 'quiet' }, 'Download the run')
    const saveHtml = element('button', { type: 'button', className: 'quiet' }, 'Download the report')
    const after = element('div', { className: 'evaluate-after', hidden: true })
    const place = element('div', { className: 'evaluate-report' })
    after.append(element('label', { htmlFor: baseline.id }, 'Compare with'), baseline, saveJson, saveHtml)
    const field = (label: string, control: HTMLElement) =>
      element('div', { className: 'field' }, element('label', { htmlFor: control.id }, label), control)
    root.append(
      element('h2', {}, 'Measure it yourself'),
      element(
        'p',
        { className: 'lead' },
        'Choose a set of texts with the right answers and press Evaluate. You see how often the model is right, with 95 % intervals, and each row that it gets wrong. You can also drop a file of your own here; it stays on this device. ',
        element('a', { href: './docs/figures.html' }, 'The figures that we publish'),
      ),
      element(
        'div',
        { className: 'evaluate-settings' },
        field('Sample', source),
        field('Or your own JSONL or CSV', file),
        field('Model', model),
      ),
      models,
      element('div', { className: 'evaluate-actions' }, start, stop, progress),
      status,
      problems,
      after,
      place,
    )

    let dataset: Dataset | undefined
    let shown: { run: Run; data: ReportData } | undefined
    const runs: Run[] = []
    const turns = newestRun()

    async function read(name: string, load: () => Promise<string | Blob>, signal: AbortSignal): Promise<void> {
      dataset = undefined
      shown = undefined
      after.hidden = true
      problems.replaceChildren()
      place.replaceChildren()
      const read = await readDataset(await load(), { name, format: name.includes('.csv') ? 'csv' : 'jsonl' })
      const suggested = await suggestedModels(read)
      signal.throwIfAborted()
      dataset = read
      model.value = suggested[0] ?? ''
      models.replaceChildren(...suggested.map((value) => element('option', { value })))
      status.textContent = `${read.rows.length} rows for ${read.header.task}, licence ${read.header.license}.`
      const shownProblems = read.problems
        .slice(0, 5)
        .map(({ line, message }) => element('li', {}, `line ${line}: ${message}`))
      if (read.problems.length > 5) shownProblems.push(element('li', {}, `… and ${read.problems.length - 5} more`))
      problems.replaceChildren(...shownProblems)
    }

    async function run(rows: Dataset, signal: AbortSignal): Promise<void> {
      stop.hidden = false
      passFocus(start, stop)
      progress.hidden = false
      const again = () => start.click()
      const finished = await measure(rows, model.value.trim(), context, { signal, again }, (loaded, total, failed) => {
        if (signal.aborted) return
        progress.value = loaded / total
        status.textContent = `${loaded} of ${total} rows${failed > 0 ? `, ${failed} failed` : ''}`
      })
      signal.throwIfAborted()
      runs.push(finished)
      const others = runs.filter((other) => other !== finished && other.dataset.digest === finished.dataset.digest)
      baseline.replaceChildren(element('option', { value: '' }, 'nothing'))
      for (const other of others) {
        const name = `${other.model.id}, ${new Date(other.startedAt).toLocaleTimeString()}`
        baseline.append(element('option', { value: other.startedAt }, name))
      }
      await show(rows, finished, signal)
    }

    async function show(rows: Dataset, finished: Run, signal: AbortSignal): Promise<void> {
      status.textContent = 'Computing figures and intervals…'
      const other = runs.find(({ startedAt }) => startedAt === baseline.value)
      const data = await computeReport({ dataset: rows, run: finished, baseline: other })
      signal.throwIfAborted()
      shown = { run: finished, data }
      const report = element('div')
      place.replaceChildren(report)
      await mountReport(report, data)
      after.hidden = false
      status.textContent = `${finished.model.id} answered ${data.score.answered} of ${data.score.rows} rows.`
    }

    /** The newest choice wins: earlier work is stopped and writes nothing more. Failures are shown in words. */
    async function guarded(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
      const signal = turns.begin()
      start.disabled = true
      try {
        await work(signal)
      } catch (error) {
        if (turns.isNewest(signal)) status.textContent = signal.aborted ? 'Stopped.' : (error as Error).message
      } finally {
        if (turns.isNewest(signal)) {
          start.disabled = dataset === undefined
          passFocus(stop, start)
          stop.hidden = true
          progress.hidden = true
        }
      }
    }

    const readSample = () =>
      guarded(async (signal) => {
        const sample = samples.find(({ id }) => id === source.value)
        if (sample !== undefined) await read(`${sample.id}.jsonl`, async () => (await sample.load()).default, signal)
      })
    const readFile = (chosen: File | undefined) => {
      if (chosen !== undefined) void guarded((signal) => read(chosen.name, async () => chosen, signal))
    }
    source.addEventListener('change', readSample)
    file.addEventListener('change', () => readFile(file.files?.[0]))
    root.addEventListener('dragover', (event) => event.preventDefault())
    root.addEventListener('drop', (event) => {
      event.preventDefault()
      readFile(event.dataTransfer?.files[0])
    })
    start.addEventListener('click', () => {
      const rows = dataset
      if (rows !== undefined) void guarded((signal) => run(rows, signal))
    })
    stop.addEventListener('click', () => turns.stop())
    baseline.addEventListener('change', () => {
      const [rows, shownRun] = [dataset, shown]
      if (rows !== undefined && shownRun !== undefined) void guarded((signal) => show(rows, shownRun.run, signal))
    })
    saveJson.addEventListener('click', () => {
      if (shown !== undefined)
        download('run.json', new Blob([saveRun(shown.run, { score: shown.data.score })], { type: 'application/json' }))
    })
    saveHtml.addEventListener('click', () => {
      if (shown !== undefined) download('report.html', new Blob([reportHtml(shown.data)], { type: 'text/html' }))
    })
    await readSample()
  },
}

async function measure(
  dataset: Dataset,
  model: string,
  { load }: DemoContext,
  { signal, again }: { readonly signal: AbortSignal; readonly again: () => void },
  onRows: (loaded: number, total: number, failed: number) => void,
): Promise<Run> {
  const wanted = model === '' ? undefined : model
  const open = (onProgress?: (progress: tacet.LoadProgress) => void) =>
    openPredictor(dataset, factories, {
      model: wanted,
      candidates: candidatesFor(dataset, model),
      signal,
      onProgress: (progress) => onProgress?.(progress as tacet.LoadProgress),
    })
  const predictor =
    wanted === 'rules' ? await open() : await load(wanted ?? dataset.header.task, (bar) => open(bar.onProgress), again)
  try {
    return await evaluate(dataset, predictor, {
      signal,
      onProgress: ({ loaded, total, failed }) => onRows(loaded, total, failed),
    })
  } finally {
    await predictor.close()
  }
}
