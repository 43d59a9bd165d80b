import { expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const panel = demoPanel('write')
const text = () => panel.page.getByLabel('Your text')
const ghost = () => panel.page.locator('.ghost-rest')
const offered = (wanted: RegExp) => expect.poll(() => ghost().textContent(), { timeout: 60_000 }).toMatch(wanted)
const focused = () => panel.page.evaluate(() => document.activeElement?.id)

test('what is offered while one types is taken by Tab, hidden by Escape, and no trap for the keyboard', async () => {
  await text().fill('')
  await text().pressSequentially('Can you help me f')
  await offered(/^ind\b/)
  await text().press('Tab')
  expect(await text().inputValue()).toMatch(/^Can you help me find\b/)
  expect(await focused()).toBe('write-prompt')
  // Another unfinished word, because after a finished word no offer may be sure enough.
  await text().fill('')
  await text().pressSequentially('What is the ph')
  await offered(/^one\b/)
  await text().press('Escape')
  await expect.poll(() => ghost().textContent()).toBe('')
  await text().press('Tab')
  expect(await text().inputValue()).toBe('What is the ph')
  expect(await focused()).not.toBe('write-prompt')
})

test('what is offered can be taken without keys, and a screen reader speaks it', async () => {
  await text().fill('')
  await text().pressSequentially('Can you help me f')
  await offered(/^ind\b/)
  await expect.poll(() => panel.page.locator('.ghost-line [role=status]').textContent()).toMatch(/^Offered: find/)
  await panel.page.locator('.ghost-line button').click()
  expect(await text().inputValue()).toMatch(/^Can you help me find\b/)
})

test('switched off, nothing is offered', async () => {
  await text().fill('')
  await text().pressSequentially('Can you help me f')
  // From here on the model is loaded, so an offer would come at once.
  await offered(/^ind\b/)
  await panel.page.getByLabel('Offer words').uncheck()
  await expect.poll(() => ghost().textContent()).toBe('')
  const shown = await ghost().evaluateHandle((element) => {
    const texts: string[] = []
    new MutationObserver(() => texts.push(element.textContent ?? '')).observe(element, { childList: true })
    return texts
  })
  await text().fill('')
  await text().pressSequentially('What is the ph')
  // The worker answers in turn: after this answer, an offer for the text above would have come.
  await panel.page.getByLabel('Tokens at most').fill('2')
  await panel.page.getByRole('button', { name: 'Write', exact: true }).click()
  await expect.poll(() => panel.page.locator('.facts').first().textContent(), { timeout: 60_000 }).toContain('tokens/s')
  expect((await shown.jsonValue()).join('')).toBe('')
  await text().focus()
  await panel.page.getByLabel('Offer words').check()
  await offered(/^one\b/)
  expect((await shown.jsonValue()).join('')).toMatch(/one/)
})

test('the model goes on by itself, and JSON obeys the schema', async () => {
  await panel.page.getByRole('button', { name: 'Write', exact: true }).click()
  await expect.poll(() => panel.page.locator('.facts').first().textContent(), { timeout: 60_000 }).toContain('tokens/s')
  expect((await panel.page.locator('.write-output').textContent())?.length).toBeGreaterThan(0)
  await panel.page.getByLabel('Answer as JSON').check()
  await panel.page.getByLabel('Tokens at most').fill('200')
  await panel.page.getByRole('button', { name: 'Write', exact: true }).click()
  // The model chooses the order of the names.
  const types = async () => {
    const object: unknown = JSON.parse((await panel.page.locator('.write-output').textContent()) || '{}')
    return Object.fromEntries(Object.entries(object as object).map(([name, value]) => [name, typeof value]))
  }
  await panel.page.getByText('It came to an end.').waitFor({ timeout: 60_000 })
  await expect.poll(types).toEqual({ people: 'number', topic: 'string', urgent: 'boolean' })
})

test('a text is summarized by its own sentences, which are marked in it', async () => {
  const points = panel.page.locator('.summarize-points li')
  await expect.poll(() => points.count(), { timeout: 60_000 }).toBe(3)
  await panel.page.getByLabel('Kind').selectOption('tldr')
  await expect
    .poll(() => points.allTextContents())
    .toEqual(['In this report we show that bees return where hedges are planted.'])
  expect(await panel.page.locator('.summarize-source mark').allTextContents()).toEqual(await points.allTextContents())
  await panel.page.getByLabel('Text to summarize').fill('😡😡')
  await expect.poll(() => panel.page.locator('.summarize [role=status]').textContent()).toContain('no statement')
  expect(await points.count()).toBe(0)
})
