import { createGenerator } from 'tacet'
import { installPolyfill, type Polyfill, type PolyfillOptions, type PolyfillScope } from 'tacet/polyfill'
import { fakeEngine } from 'tacet/testing'
import type { Engine } from '../../src/calls/engine.js'
import type { GenerateInput, GenerateOutput } from '../../src/shared/tasks.js'

/** The answer of a model that writes. */
export const written = (text: string, more: Partial<GenerateOutput> = {}): GenerateOutput => ({
  text,
  finishReason: 'stop',
  usage: { inputTokens: 10, outputTokens: 5 },
  timings: { firstTokenMs: 1, tokensPerSecond: 1 },
  ...more,
})

/** An engine of which a call lasts until it is aborted, so that a test can end it in the middle. */
export function endless(engine: Engine): Engine {
  return {
    ...engine,
    async open(task, model, options) {
      const session = await engine.open(task, model, options)
      return {
        ...session,
        run: (_task, _input, { signal } = {}) =>
          new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
      }
    },
  }
}

export const languages = fakeEngine(
  {
    language: {
      scores: [
        [
          { label: 'de', score: 0.9 },
          { label: 'nl', score: 0.06 },
          { label: 'und', score: 0.03 },
          { label: 'af', score: 0.01 },
        ],
      ],
    },
  },
  { labels: ['af', 'de', 'en', 'nl'] },
)

/** A generator that gives these answers in turn, and records its prompts. */
export async function generatorWith(
  answers: readonly (string | GenerateOutput)[],
  place: 'device' | 'server' = 'device',
) {
  const inputs: GenerateInput[] = []
  const engine = fakeEngine(
    {
      generate: () => {
        const answer = answers[Math.min(inputs.length, answers.length) - 1] ?? ''
        return typeof answer === 'string' ? written(answer) : answer
      },
    },
    { place, onCall: (_task, input) => inputs.push(input as GenerateInput) },
  )
  return { generator: await createGenerator({ engines: [engine] }), inputs }
}

/** The globals on an object of the test's own. */
export function polyfilled(options: PolyfillOptions): Required<PolyfillScope> & { readonly polyfill: Polyfill } {
  const scope: PolyfillScope = {}
  const polyfill = installPolyfill({ ...options, scope })
  return { ...Object.fromEntries(polyfill.installed.map((name) => [name, scope[name]])), polyfill } as never
}

export const read = async (stream: ReadableStream<string>): Promise<string[]> => {
  const pieces: string[] = []
  for await (const piece of stream as ReadableStream<string> & AsyncIterable<string>) pieces.push(piece)
  return pieces
}
