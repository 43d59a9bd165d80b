import { useTacet, useTacetCall } from 'virtual:document-block/docs/recipes/vue.md/0'
import { createLanguageDetector } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, afterEach, expect, test } from 'vitest'
import { type App, createApp, defineComponent, h, ref } from 'vue'

const engine = localEngine({ baseUrl: '/' })
const place = document.createElement('div')
let app: App
afterEach(() => app.unmount())
afterAll(() => engine.stop())

/** Renders a component with these composables. */
function show(setup: () => () => string): void {
  app = createApp(
    defineComponent(() => {
      const say = setup()
      return () => h('p', say())
    }),
  )
  app.mount(place)
}

const poll = (read: () => unknown) => expect.poll(read, { timeout: 20_000 })
test('a component follows its text, and its model is closed with it', async () => {
  const text = ref('Guten Morgen, wie geht es Ihnen?')
  let closed = 0
  const create = async (options: { signal: AbortSignal }) => {
    const detector = await createLanguageDetector({ ...options, engines: [engine] })
    const close = () => {
      closed += 1
      return detector.close()
    }
    return { ...detector, close }
  }
  show(() => {
    const { model } = useTacet(create)
    const { result } = useTacetCall((signal) => model.value?.detect(text.value, { signal }))
    return () => result.value?.language ?? (model.value === undefined ? 'loading' : 'ready')
  })
  expect(place.textContent).toBe('loading')
  await poll(() => place.textContent).toBe('de')
  text.value = 'Good morning, how are you today?'
  await poll(() => place.textContent).toBe('en')
  expect(closed).toBe(0)
  app.unmount()
  expect(closed).toBe(1)
})

test('a model that arrives after its component has gone is closed, and its failure is no news', async () => {
  let arrive = () => {}
  let closed = 0
  let aborted = false
  const close = async () => {
    closed += 1
  }
  show(() => {
    const { model, error } = useTacet(
      ({ signal }) =>
        new Promise<{ close(): Promise<void> }>((resolve) => {
          signal.addEventListener('abort', () => {
            aborted = true
          })
          arrive = () => resolve({ close })
        }),
    )
    return () => `${model.value} ${error.value}`
  })
  app.unmount()
  expect(aborted).toBe(true)
  arrive()
  await poll(() => closed).toBe(1)
})

test('a failure is shown, and only the newest of many calls sets the result', async () => {
  const answers = new Map<string, (value: string) => void>()
  const aborted: string[] = []
  const text = ref('a')
  show(() => {
    const { error } = useTacet(() => Promise.reject<{ close(): Promise<void> }>(new Error('no network')))
    const { result } = useTacetCall((signal) => {
      const input = text.value
      signal.addEventListener('abort', () => aborted.push(input))
      return new Promise<string>((resolve) => answers.set(input, resolve))
    })
    return () => `${result.value} ${error.value}`
  })
  await poll(() => place.textContent).toBe('undefined Error: no network')
  text.value = 'ab'
  await poll(() => answers.has('ab')).toBe(true)
  answers.get('ab')?.('AB')
  answers.get('a')?.('A')
  await poll(() => place.textContent).toBe('AB Error: no network')
  expect(aborted).toEqual(['a'])
})
