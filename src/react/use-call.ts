import { type DependencyList, useEffect, useState } from 'react'

/** The newest answer of a call. */
export interface Call<Result> {
  /** The last answer. It stays while the next call runs, so that nothing flickers. */
  readonly result: Result | undefined
  /** The failure of the last call. An abort does not count as a failure. */
  readonly error: unknown
  /** True while a call runs. */
  readonly pending: boolean
}

const IDLE = { result: undefined, error: undefined, pending: false }

/**
 * Calls a model whenever an input changes, and aborts the call before. Only the newest call can set the result. Without a
 * function, as long as the model loads, nothing runs.
 *
 * @example
 * const { model } = useModel(createClassifier, { model: 'sentiment' })
 * const { result, pending } = useCall(model && ((signal) => model.classify(text, { signal })), [model, text])
 */
export function useCall<Result>(
  call: ((signal: AbortSignal) => Promise<Result>) | undefined | false,
  inputs: DependencyList,
): Call<Result> {
  const [state, setState] = useState<Call<Result>>(IDLE)
  useEffect(
    () => {
      if (!call) return
      const stop = new AbortController()
      setState(({ result }) => ({ result, error: undefined, pending: true }))
      call(stop.signal).then(
        (result) => {
          if (!stop.signal.aborted) setState({ result, error: undefined, pending: false })
        },
        (error: unknown) => {
          if (!stop.signal.aborted) setState(({ result }) => ({ result, error, pending: false }))
        },
      )
      return () => stop.abort()
    },
    // biome-ignore lint/correctness/useExhaustiveDependencies: they stand for the function, which is new on each render
    inputs,
  )
  return state
}
