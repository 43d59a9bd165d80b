import type { ModelSummary } from 'tacet/observe'
import { element } from '../parts/element.js'
import { formatMilliseconds } from '../parts/format.js'
import { tableHead } from '../parts/table.js'

const PROGRAMS = { kernels: 'kernels of tacet', onnxruntime: 'ONNX Runtime' } as const

/** One row for each model: how often it was called, and how long a call takes. */
export function modelTable(models: readonly ModelSummary[]): HTMLElement {
  const head = ['Model', 'Task', 'Where', 'Calls', 'Half within', '95 % within', 'First word', 'Tokens/s', 'Opened in']
  const rows = models.map((each) =>
    element(
      'tr',
      {},
      element('th', { attributes: { scope: 'row' } }, each.model),
      ...cellsOf(each).map((cell) => element('td', {}, cell)),
    ),
  )
  return element(
    'table',
    { className: 'trace-table' },
    element('caption', { className: 'visually-hidden' }, 'Models and their times'),
    tableHead(head),
    element('tbody', {}, ...rows),
  )
}

function cellsOf(model: ModelSummary): string[] {
  const { task, place, runtime, device, calls, ms, firstTokenMs, tokensPerSecond, loadMs } = model
  const program = runtime === undefined ? '' : `, ${PROGRAMS[runtime]}`
  const card = device === 'webgpu' ? ', WebGPU' : ''
  return [
    task,
    `${place === 'device' ? 'this device' : 'a server'}${program}${card}`,
    String(calls),
    formatMilliseconds(ms.p50),
    formatMilliseconds(ms.p95),
    firstTokenMs === undefined ? '' : formatMilliseconds(firstTokenMs.p50),
    tokensPerSecond === undefined ? '' : tokensPerSecond.p50.toFixed(1),
    loadMs === undefined ? '' : formatMilliseconds(loadMs),
  ]
}
