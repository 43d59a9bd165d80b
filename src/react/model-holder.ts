import type { LoadProgress } from '../shared/progress.js'

/** A model that can be closed, as every `create…` function makes it. */
export interface ClosableModel {
  close(): Promise<void>
}

/** The options of a `create…` function that the hook sets itself. */
export interface LoadOptions {
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** How far a model is. */
export type ModelState<Model> =
  | { readonly status: 'loading'; readonly model: undefined; readonly progress: LoadProgress | undefined }
  | { readonly status: 'ready'; readonly model: Model }
  | { readonly status: 'failed'; readonly model: undefined; readonly error: unknown }

/** Holds one model for as long as a component listens. */
export interface ModelHolder<Model> {
  /** Loads the model for the first listener. The returned function removes the listener. */
  subscribe(listener: () => void): () => void
  state(): ModelState<Model>
  retry(): void
}

/**
 * In strict mode React removes a component and adds it again at once. The model waits this long for a component that
 * comes back.
 */
const GRACE_MS = 100

export const LOADING = { status: 'loading', model: undefined, progress: undefined } as const

/** Makes the holder of a model. `load` begins when a component listens, never while it renders. */
export function holdModel<Model extends ClosableModel>(
  load: (options: Required<LoadOptions>) => Promise<Model>,
): ModelHolder<Model> {
  const listeners = new Set<() => void>()
  let state: ModelState<Model> = LOADING
  let current: AbortController | undefined
  let leaving: ReturnType<typeof setTimeout> | undefined

  function change(next: ModelState<Model>): void {
    state = next
    for (const listener of listeners) listener()
  }

  function start(): void {
    const mine = new AbortController()
    current = mine
    const onProgress = (progress: LoadProgress) => {
      if (current === mine && state.status === 'loading') change({ ...LOADING, progress })
    }
    load({ onProgress, signal: mine.signal }).then(
      (model) => {
        if (current === mine) change({ status: 'ready', model })
        // The component was removed, so the model must be closed here.
        else void model.close().catch(() => {})
      },
      (error: unknown) => {
        if (current === mine) change({ status: 'failed', model: undefined, error })
      },
    )
  }

  function leave(): void {
    const left = current
    current = undefined
    left?.abort()
    if (state.status === 'ready') void state.model.close().catch(() => {})
    state = LOADING
  }

  return {
    subscribe(listener) {
      clearTimeout(leaving)
      listeners.add(listener)
      if (current === undefined) start()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) leaving = setTimeout(leave, GRACE_MS)
      }
    },
    state: () => state,
    retry() {
      if (state.status !== 'failed') return
      change(LOADING)
      start()
    },
  }
}
