import { observe } from 'tacet/observe'

export function watch(show: (line: string) => void) {
  const observation = observe(({ type, durationMs }) => show(`${type} ${durationMs.toFixed(1)} ms`))
  // `summary()` has calls, times, hits and costs. Events hold no text, so they may be logged.
  return { figures: () => observation.summary(), stop: () => observation.stop() }
}
