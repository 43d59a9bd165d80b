import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { pageHeaders } from '../../cli/pages/page-headers.js'
import { serveFolder } from '../../cli/pages/static-server.js'
import { focused, openPanelByKeys, pressOn, tabTo, typeInto } from './keys.js'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 180_000 })

// Each journey goes from the opened page to a result by keys alone. After each action the focus has to be somewhere.
const demo = demoPanel('redact')
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 90_000 })
const button = (name: string) => demo.page.getByRole('button', { name, exact: true })
const status = (id: string) => demo.page.locator(`.journey-${id} > [role=status]`).first().textContent()

test('Ask: a question, the place of its answer, and a question that has none', async () => {
  const { page } = demo
  const answer = page.locator('.ask-answer')
  await openPanelByKeys(page, 'Ask')
  await poll(() => answer.textContent()).toContain('Batteries')
  await typeInto(page, page.getByLabel('Question', { exact: true }), 'Whom do I ask when the receipt is lost?')
  await page.keyboard.press('Enter')
  await poll(() => answer.textContent()).toContain('Maria Lopez')
  await pressOn(page, answer.getByRole('button').first())
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MARK')
  await pressOn(page, button('Who founded the shop?'))
  await poll(() => status('ask')).toBe('These documents do not say.')
  expect(await focused(page)).toBe('Who founded the shop?')
})

test('Search: words are typed, and a topic is chosen and left again', async () => {
  const { page } = demo
  const hits = page.locator('.search-hits').first().locator('li')
  await openPanelByKeys(page, 'Search')
  await poll(async () => String((await hits.count()) > 0)).toBe('true')
  await typeInto(page, page.getByRole('searchbox'), 'the pipe has burst')
  const topic = page.getByRole('group', { name: 'Topics' }).getByRole('button').first()
  await pressOn(page, topic, 'Space')
  await poll(() => topic.getAttribute('aria-pressed')).toBe('true')
  expect(await focused(page)).toBe(await topic.textContent())
  await page.keyboard.press('Space')
  await poll(() => topic.getAttribute('aria-pressed')).toBe('false')
})

test('Write: the model goes on, and a text is summarized', async () => {
  const { page } = demo
  await openPanelByKeys(page, 'Write')
  await pressOn(page, button('Write'))
  // The model loads now, so there is something to stop.
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('Stop')
  await poll(() => status('write')).toMatch(/^(It came to an end|It reached)/)
  expect(await focused(page)).toBe('Write')
  const points = page.locator('.summarize-points li')
  await tabTo(page, page.getByLabel('Kind'))
  await page.keyboard.type('Headline')
  await poll(async () => String(await points.count())).toBe('1')
})

test('chat: a model is downloaded, asked and deleted', async () => {
  const at = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))
  const model = { id: 'tiny/llama/llama-q4_0.gguf', name: 'Tiny', bytes: 51_968, licence: 'MIT', can: '', cannot: '' }
  const server = await serveFolder({
    routes: [
      { prefix: '/mirror/tiny/llama/resolve/main/', folder: at('test/fixtures/gguf') },
      { prefix: '/', folder: at('dist/demo') },
    ],
    pages: { '/chat-models.json': JSON.stringify({ hub: './mirror', models: [model] }) },
    headers: pageHeaders,
  })
  const { page } = demo
  try {
    await page.goto(`${server.url}#write`)
    await pressOn(page, button('Download, 52 kB: Tiny'))
    await poll(() => focused(page)).toBe('chat-text')
    await page.keyboard.type('Hello')
    await page.keyboard.press('Enter')
    await poll(() => page.locator('.chat-talk .facts').textContent()).toContain('tokens/s')
    expect(await focused(page)).toBe('chat-text')
    await pressOn(page, button('Delete Tiny'))
    await poll(() => focused(page)).toBe('Download, 52 kB: Tiny')
  } finally {
    await server.close()
  }
})

test('Race: one race is chosen, run and copied', async () => {
  const { page } = demo
  await openPanelByKeys(page, 'Race')
  const boxes = page.locator('.race-choices input')
  const wanted = page.locator('#race-redact')
  for (const box of await boxes.all()) {
    if ((await box.getAttribute('id')) !== (await wanted.getAttribute('id'))) await pressOn(page, box, 'Space')
  }
  await tabTo(page, page.getByLabel('Rounds that count'))
  await page.keyboard.type('1')
  await pressOn(page, button('Start the race'))
  expect(await focused(page)).toBe('Stop')
  await poll(() => status('race')).toBe('1 race run.')
  expect(await focused(page)).toBe('race-start')
  await pressOn(page, button('Copy as text'))
  await poll(() => page.locator('.race-report').textContent()).toMatch(/^Race of tacet on/)
  expect(await focused(page)).toBe('Copy as text')
})

test('Learn: samples are judged, learnt from and counted', async () => {
  const { page } = demo
  await openPanelByKeys(page, 'Learn')
  const verdict = page.locator('.learn-verdict')
  await pressOn(page, button('Put 60 sample mails into the queue'))
  await poll(() => status('learn')).toContain('60 mails were added')
  expect(await focused(page)).toBe('Put 60 sample mails into the queue')
  await pressOn(page, page.locator('.learn-queue button').first())
  await poll(() => status('learn')).toMatch(/^Kept: /)
  await poll(() => page.evaluate(() => String(document.activeElement?.closest('.learn-queue') !== null))).toBe('true')
  await pressOn(page, button('Judge the samples as their author meant them'))
  await poll(() => status('learn')).toContain('samples judged')
  await pressOn(page, button('Learn from these'))
  await poll(() => verdict.textContent()).toMatch(/the old classifier is right on/)
  await poll(() => focused(page)).toBe('Learn from these')
  await pressOn(page, button('Show where it errs'))
  await poll(() => status('learn')).toBe('Counted what was judged in all panels.')
  await poll(() => focused(page)).toBe('Show where it errs')
})

test('Guard: a sample is checked, the policy opened, and a stream written', async () => {
  const { page } = demo
  await openPanelByKeys(page, 'Guard')
  await pressOn(page, button('A harmless mail'))
  await poll(() => page.locator('.guard-verdict').textContent()).toContain('The text passes.')
  await pressOn(page, page.locator('summary', { hasText: 'The policy is data' }))
  await page.keyboard.press('Tab')
  expect(await focused(page)).toBe('guard-policy')
  await pressOn(page, button('Write it'))
  await poll(() => page.getByLabel('Shown to the reader').textContent()).toContain('within 30 days')
  expect(await focused(page)).toBe('Write it')
})

test('Trace: events are made, filtered and forgotten', async () => {
  const { page } = demo
  await page.goto(page.url().replace('#redact', '?fresh#trace'))
  await pressOn(page, button('Do some work here'))
  await poll(() => focused(page)).toBe('trace-kind')
  await page.keyboard.type('Guard')
  await poll(async () => String(await page.locator('.trace-events tbody tr').count())).toBe('1')
  await pressOn(page, button('Forget them'))
  await page.getByText('Nothing has happened yet.').waitFor()
  expect(await focused(page)).toBe('Do some work here')
})

test('Proof: an attempt is blocked, and the network is cut off and connected again', async () => {
  const { page } = demo
  await pressOn(page, page.locator('#requests'))
  await page.locator('.journey-proof h2').waitFor()
  await typeInto(page, page.getByLabel('A card number, a name, anything'), '4111 1111')
  await pressOn(page, button('Try to send a card number away'))
  await page.getByText('2 attempts blocked on this visit').waitFor()
  await pressOn(page, button('Cut off the network'))
  await button('Connect the network again').waitFor({ timeout: 60_000 })
  await page.keyboard.press('Enter')
  await button('Cut off the network').waitFor()
  expect(await focused(page)).toBe('Cut off the network')
})

test('Check our claims: a run is started and stopped', async () => {
  const { page } = demo
  await openPanelByKeys(page, 'Check our claims')
  await poll(() => status('evaluate')).toMatch(/rows for/)
  await pressOn(page, button('Evaluate'))
  expect(await focused(page)).toBe('Stop')
  await page.keyboard.press('Enter')
  await poll(() => status('evaluate')).toBe('Stopped.')
  expect(await focused(page)).toBe('Evaluate')
})

test('Back leads to the panel before, and the focus is not lost with the control that had it', async () => {
  const { page } = demo
  await openPanelByKeys(page, 'Guard')
  await tabTo(page, page.getByLabel('The text', { exact: true }))
  await page.goBack()
  await page.locator('.journey-guard').waitFor({ state: 'detached' })
  expect(await focused(page)).toBe('panel')
})
