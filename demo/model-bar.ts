import { defaultEngine, type LoadProgress } from 'tacet'
import type { StoredModel } from 'tacet/engines'
import { element } from './parts/element.js'
import { failureOf } from './parts/failure.js'
import { formatBytes, formatMilliseconds } from './parts/format.js'
import { passFocus } from './parts/keep-focus.js'
import type { DemoContext } from './parts/panel.js'
import { describeRunning, explainRunning } from './parts/running.js'

interface ModelRow {
  readonly root: HTMLElement
  readonly state: HTMLElement
  readonly bar: HTMLProgressElement
  readonly timing: HTMLElement
  /** Explains the device and the program of the model. */
  readonly why: HTMLElement
  readonly retry: HTMLButtonElement
  /** Called when the visitor asks for the model again. */
  again: () => void
}

interface ModelBar extends Pick<DemoContext, 'load' | 'timed'> {
  /** Whether a model is being loaded. */
  isLoading(): boolean
}

/**
 * Creates the strip that shows every model: the progress of its download, its size, what computes it and why, and how long it took.
 * No model loads before `ready` settles.
 */
export function createModelBar(root: HTMLElement, ready: Promise<unknown>): ModelBar {
  const rows = new Map<string, ModelRow>()
  const list = element('ul', { className: 'model-list' })
  const summary = element('p', { className: 'model-summary', attributes: { role: 'status' } })
  const clear = element('button', { type: 'button', className: 'quiet' }, 'Delete all stored models')
  clear.addEventListener('click', async () => {
    await defaultEngine().models.clear()
    await refresh()
  })
  // Takes the focus from buttons that go away.
  root.tabIndex = -1
  root.append(element('div', { className: 'model-head' }, element('h2', {}, 'Models'), summary, clear), list)

  function row(name: string): ModelRow {
    const known = rows.get(name)
    if (known !== undefined) return known
    const state = element('span', { className: 'model-state' })
    const bar = element('progress', { max: 1, value: 0, attributes: { 'aria-label': `Loading ${name}` } })
    const timing = element('span', { className: 'model-timing' })
    const retry = element('button', { type: 'button', className: 'chip', hidden: true }, 'Try again')
    retry.setAttribute('aria-label', `Try again to load ${name}`)
    const why = element('span', { className: 'technical', hidden: true })
    const made = element('li', {}, element('strong', {}, name), state, bar, timing, retry, why)
    list.append(made)
    const created: ModelRow = { root: made, state, bar, timing, why, retry, again: () => {} }
    retry.addEventListener('click', () => created.again())
    rows.set(name, created)
    return created
  }

  function show({ state, bar }: ModelRow, progress: LoadProgress): void {
    bar.hidden = progress.type !== 'download'
    if (progress.type === 'download') {
      bar.max = Math.max(1, progress.total)
      bar.value = progress.loaded
      state.textContent = `${formatBytes(progress.loaded)} of ${formatBytes(progress.total)}`
    } else state.textContent = progress.type === 'prepare' ? 'preparing…' : 'ready'
  }

  async function refresh(): Promise<void> {
    const { workers } = await defaultEngine().diagnostics()
    const stored = await defaultEngine().models.list()
    const ids = new Set(stored.map(({ id }) => id))
    const loaded = new Set<string>()
    for (const { models } of workers) {
      for (const model of models) {
        const { id, bytes, storage, loadMs } = model
        const { state, bar, why } = row(id)
        loaded.add(id)
        bar.hidden = true
        why.hidden = false
        why.textContent = explainRunning(model)
        const room = storage === 'memory' ? ', not stored: the browser gave no room' : ''
        const kept = room === '' && !ids.has(id) ? ', in use until the page closes, no longer stored' : room
        state.textContent = `${formatBytes(bytes)} · ${describeRunning(model)} · ready in ${formatMilliseconds(loadMs)}${kept}`
      }
    }
    for (const [name, { state, bar, why, retry }] of rows) {
      if (loaded.has(name)) continue
      why.hidden = true
      // The row of a model that loads or has failed already shows its state.
      if (bar.hidden && retry.hidden) state.textContent = ids.has(name) ? 'stored' : 'not loaded'
    }
    summarise(stored)
  }

  function summarise(stored: readonly StoredModel[]): void {
    const bytes = stored.reduce((sum, model) => sum + model.bytes, 0)
    summary.textContent = stored.length === 0 ? 'None stored' : `${stored.length} stored, ${formatBytes(bytes)}`
    if (stored.length === 0) passFocus(clear, root)
    clear.hidden = stored.length === 0
  }

  let loading = 0
  summary.textContent = 'Loaded when a panel first needs them'
  clear.hidden = true

  return {
    isLoading: () => loading > 0,
    async load(name, create, again) {
      const shown = row(name)
      shown.again = again
      passFocus(shown.retry, root)
      shown.retry.hidden = true
      loading += 1
      try {
        await ready
        const created = await create({ onProgress: (progress) => show(shown, progress) })
        await refresh()
        return created
      } catch (error) {
        const stopped = error instanceof DOMException && error.name === 'AbortError'
        shown.bar.hidden = true
        shown.retry.hidden = stopped
        shown.state.replaceChildren(stopped ? 'stopped' : failureOf(error))
        throw error
      } finally {
        loading -= 1
      }
    },
    async timed(name, work) {
      const started = performance.now()
      const result = await work()
      row(name).timing.textContent = `last call ${formatMilliseconds(performance.now() - started)}`
      return result
    },
  }
}
