import { beforeEach, expect, test, vi } from 'vitest'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const demo = demoPanel('redact')
beforeEach(() => status('rules and model'))

const panel = () => demo.page.locator('.journey-redact')
const status = (text: string) =>
  expect.poll(() => panel().locator('[role=status]').first().textContent(), { timeout: 60_000 }).toContain(text)
const seen = () => demo.page.getByRole('region', { name: 'What the server would see' }).textContent()
const restored = () => demo.page.getByRole('region', { name: 'Restored' }).textContent()
const write = (text: string) => demo.page.getByLabel('Your text', { exact: true }).fill(text)
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 30_000 })

test('what is typed is hidden from the server, and comes back in its answer however it is written', async () => {
  await write('Maria Lopez, maria@example.com')
  await poll(seen).toBe('[PERSON_1], [EMAIL_1]')
  await poll(restored).toContain('Maria Lopez, maria@example.com')
  await demo.page.getByLabel('The answer of a server').fill('Dear person_1, I wrote to **[email 1]** and [EMAIL_7].')
  await poll(restored).toContain('I wrote to **maria@example.com** and [EMAIL_7].')
  expect(
    await panel()
      .getByText(/altered by the answer/)
      .textContent(),
  ).toContain('Unknown: [EMAIL_7]')
})

test('a value is kept by a click and hidden again by another, and words of one’s own are hidden', async () => {
  await write('Project Falcon belongs to ann@example.com')
  await poll(seen).toContain('belongs to [EMAIL_1]')
  await demo.page.getByRole('button', { name: 'ann@example.com', exact: true }).click()
  await poll(seen).toContain('belongs to ann@example.com')
  await demo.page.getByRole('button', { name: /^kept: ann@example.com/ }).click()
  await poll(seen).toContain('belongs to [EMAIL_1]')
  await demo.page.getByLabel('Your text', { exact: true }).evaluate((input: HTMLTextAreaElement) => {
    input.focus()
    input.setSelectionRange(8, 14)
  })
  await demo.page.getByRole('button', { name: 'Hide the selected words' }).click()
  await poll(seen).not.toContain('Falcon')
})

test('each type has its own operator, chosen by keyboard alone, and the list keeps one’s place', async () => {
  await write('Card 4111 1111 1111 1111')
  await poll(seen).toBe('Card [CREDIT_CARD_1]')
  const choice = demo.page.getByLabel('What is done with CREDIT_CARD')
  await choice.focus()
  await demo.page.keyboard.type('mask')
  await poll(seen).toBe('Card •••• •••• •••• 1111')
  await expect.poll(() => demo.page.evaluate(() => document.activeElement?.id)).toBe('redact-operator-CREDIT_CARD')
})

test('a table keeps its columns and its heading, and no two types share a colour', async () => {
  const content = 'name,mail,order\nAnn Lee,ann@example.com,A-417\nBo Ek,bo@example.com,A-418\n'
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
  await demo.page.getByLabel('Open a file').setInputFiles(file)
  await poll(seen).toBe('name,mail,order\n[PERSON_1],[EMAIL_1],A-417\n[PERSON_2],[EMAIL_2],A-418\n')
  const colours = await panel()
    .locator('.redact-swatch')
    .evaluateAll((swatches) => swatches.map((swatch) => getComputedStyle(swatch).backgroundColor))
  expect(colours).toHaveLength(2)
  expect(new Set(colours).size).toBe(colours.length)
})

test('a value shows why it was found, and a click on its placeholder lets it pass', async () => {
  await write('Card 4111 1111 1111 1111, mail ann@example.com')
  await poll(seen).toBe('Card [CREDIT_CARD_1], mail [EMAIL_1]')
  const rows = panel().locator('.redact-findings tbody tr')
  expect(await rows.first().textContent()).toContain('its check digits are right')
  await demo.page.getByRole('button', { name: '[EMAIL_1]' }).click()
  await poll(seen).toBe('Card [CREDIT_CARD_1], mail ann@example.com')
})

test('the values are marked where they are typed, each over its own words', async () => {
  await write('Write to ann@example.com')
  await poll(() => panel().locator('.redact-copy mark').textContent()).toBe('ann@example.com')
  const copy = await panel().locator('.redact-copy').boundingBox()
  const field = await demo.page.getByLabel('Your text', { exact: true }).boundingBox()
  expect(copy).toEqual(field)
})
