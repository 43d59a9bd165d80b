import { afterEach, expect, test } from 'vitest'
import { createClassifier } from '../../src/classify.js'
import { createEmbedder } from '../../src/embed.js'
import { type LocalEngine, localEngine } from '../../src/engines/local.js'
import { createLabeler } from '../../src/label.js'
import { createLanguageDetector } from '../../src/language.js'
import { observe } from '../../src/observe/index.js'

// The engines of one page stand for tabs: like tabs, they share no state.
const startTab = () => localEngine({ baseUrl: '/', threads: 1, workers: 1 })

const [alone, one, two] = [startTab(), startTab(), startTab()]

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const places = async (engine: LocalEngine) => (await engine.diagnostics()).shared.map(({ role }) => role)

/** A model with one call. */
interface Opened {
  ask(): Promise<unknown>
  close(): Promise<void>
}

type Open = (options: {
  readonly engines: readonly LocalEngine[]
  readonly shareAcrossTabs: boolean
}) => Promise<Opened>

const tasks: Record<string, Open> = {
  embed: async (options) => {
    const embedder = await createEmbedder({ ...options, model: 'static' })
    return { ask: async () => [...(await embedder.embed('the canary sings'))], close: embedder.close }
  },
  classify: async (options) => {
    const classifier = await createClassifier({ ...options, model: 'topic' })
    return { ask: () => classifier.classify('the canary sings'), close: classifier.close }
  },
  label: async (options) => {
    const labeler = await createLabeler({ ...options, model: 'pii-tagger' })
    return { ask: () => labeler.label('Anna Canary sings'), close: labeler.close }
  },
  language: async (options) => {
    const detector = await createLanguageDetector(options)
    return { ask: () => detector.detect('der Kanarienvogel singt'), close: detector.close }
  },
}

async function open(task: Open | undefined, engine: LocalEngine, shareAcrossTabs = true): Promise<Opened> {
  const opened = await (task as Open)({ engines: [engine], shareAcrossTabs })
  closing.push(opened.close)
  return opened
}

test.each(Object.entries(tasks))('%s gives a guest the answer of a model of its own', async (_name, task) => {
  const expected = await (await open(task, alone, false)).ask()
  await open(task, one)
  const guest = await open(task, two)
  expect(await guest.ask()).toEqual(expected)
  expect([await places(alone), await places(one), await places(two)]).toEqual([[], ['owner'], ['guest']])
  expect((await two.diagnostics()).workers).toEqual([])
})

test('a guest takes the model over when the owner closes it, and its events hold no text', async () => {
  const owner = await open(tasks['embed'], one)
  const guest = await open(tasks['embed'], two)
  const observation = observe()
  const vector = await guest.ask()
  await owner.close()
  expect(await guest.ask()).toEqual(vector)
  observation.stop()
  expect(await places(two)).toEqual(['owner'])
  expect(observation.events.map(({ type }) => type)).toEqual(['run', 'run'])
  expect(JSON.stringify(observation.events)).not.toContain('canary')
})
