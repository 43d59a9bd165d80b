import { useCallback, useEffect, useRef, useState } from 'react'
import type { TextStream } from '../calls/stream.js'

/** The text of a stream so far, and the state of the stream. */
export type StreamState<Result> =
  | { readonly status: 'idle' | 'running' | 'stopped'; readonly text: string }
  | { readonly status: 'done'; readonly text: string; readonly result: Result }
  | { readonly status: 'failed'; readonly text: string; readonly error: unknown }

/** The state of a stream, with the functions that start and stop it. */
export type UsedStream<Result> = StreamState<Result> & {
  /** Starts a stream, and stops the stream before. */
  readonly start: (stream: (signal: AbortSignal) => TextStream<Result>) => void
  /** Stops the stream and the model. The text until now stays. */
  readonly stop: () => void
}

/**
 * Shows a text while a model writes it. The stream stops when the component is removed.
 *
 * @example
 * const { text, status, start, stop } = useTextStream<Generation>()
 * const write = () => start((signal) => generator.stream(question, { signal }))
 */
export function useTextStream<Result>(): UsedStream<Result> {
  const [state, setState] = useState<StreamState<Result>>({ status: 'idle', text: '' })
  const running = useRef<AbortController>(undefined)

  const stop = useCallback(() => {
    running.current?.abort()
    running.current = undefined
    setState((before) => (before.status === 'running' ? { status: 'stopped', text: before.text } : before))
  }, [])

  const start = useCallback((open: (signal: AbortSignal) => TextStream<Result>) => {
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    setState({ status: 'running', text: '' })
    void follow(open, mine.signal, (next) => {
      if (running.current === mine) setState(next)
    })
  }, [])

  useEffect(
    () => () => {
      running.current?.abort()
      running.current = undefined
    },
    [],
  )
  return { ...state, start, stop }
}

async function follow<Result>(
  open: (signal: AbortSignal) => TextStream<Result>,
  signal: AbortSignal,
  show: (state: StreamState<Result>) => void,
): Promise<void> {
  let text = ''
  try {
    const stream = open(signal)
    for await (const delta of stream) {
      text += delta
      show({ status: 'running', text })
    }
    show({ status: 'done', text, result: await stream.result })
  } catch (error) {
    if (!signal.aborted) show({ status: 'failed', text, error })
  }
}
