import { asyncDispose } from './calls/dispose.js'
import type { Engine, EngineSession, RunOptions } from './calls/engine.js'
import { NlpError } from './shared/errors.js'
import type { OperatingPoints } from './shared/model-manifest.js'
import type { Task, TaskMap } from './shared/tasks.js'

/** The answers of a fake engine, by task: the answer itself, or a function of the input. */
export type FakeAnswers = {
  readonly [T in Task]?: TaskMap[T]['output'] | ((input: TaskMap[T]['input']) => TaskMap[T]['output'])
}

/** The properties that a fake engine claims to have. */
export interface FakeEngineOptions {
  /** The name of the engine in results. @default 'fake' */
  name?: string | undefined
  /** The place of the engine, for tests of texts that may leave the device. @default 'device' */
  place?: Engine['place']
  /** Called with every call, in order. */
  onCall?: ((task: Task, input: unknown) => void) | undefined
  /** The count of numbers in a vector, for tests of embedders. @default none */
  dimensions?: number | undefined
  /** Labels of a classifier. @default none */
  labels?: readonly string[] | undefined
  /** The scores from which a classifier's labels are given. @default none */
  operatingPoints?: OperatingPoints | undefined
}

/**
 * Creates an engine that gives the answers of the test, at once and without a model, for the tests of apps that use
 * tacet.
 *
 * @example
 * const engine = fakeEngine({ classify: { scores: [[{ label: 'spam', score: 0.9 }]], truncated: [] } })
 * const classifier = await createClassifier({ engines: [engine] })
 * console.log((await classifier.classify('buy now')).label) // spam
 */
export function fakeEngine(
  answers: FakeAnswers,
  { name = 'fake', place = 'device', onCall, dimensions, labels, operatingPoints }: FakeEngineOptions = {},
): Engine {
  return {
    name,
    place,
    async availability(task) {
      return task in answers ? 'available' : 'unavailable'
    },
    async open(task, model = name): Promise<EngineSession> {
      if (!(task in answers)) throw new NlpError('unsupported', `The fake engine has no answer for ${task}`)
      let closed = false
      const close = async () => {
        closed = true
      }
      return {
        engine: name,
        model,
        dimensions,
        labels,
        operatingPoints,
        async run<T extends Task>(asked: T, input: TaskMap[T]['input'], { signal, onEvent }: RunOptions<T> = {}) {
          if (closed) throw new NlpError('closed', `Model ${model} was closed`)
          signal?.throwIfAborted()
          onCall?.(asked, input)
          const answer = answers[asked] as TaskMap[T]['output'] | ((input: TaskMap[T]['input']) => TaskMap[T]['output'])
          const output = typeof answer === 'function' ? answer(input) : answer
          // A stream must have text to stream.
          if ('text' in output) onEvent?.(output.text as TaskMap[T]['event'])
          return output
        },
        close,
        [asyncDispose]: close,
      }
    },
  }
}
