import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../e2e/open-browser.js'
import { type FreshApp, freshExample } from './fresh-app.js'

let app: FreshApp
let browser: Browser

beforeAll(async () => {
  app = freshExample('plain-page', ['static'])
  app.run('node', ['make-page.mjs'])
  browser = await openBrowser()
}, 300_000)

afterAll(() => browser?.close())

test('notes are kept, found by their meaning and deleted, also after the page was opened again', async () => {
  await using server = await app.start('sirv', ['.', '--dev', '--host', '127.0.0.1', '--port', '0'])
  const page = await browser.newPage()
  await page.goto(server.url)
  const notes = page.locator('#notes li')
  const status = page.getByRole('status')
  await expect.poll(() => status.textContent()).toBe('No note fits.')
  for (const [index, text] of ['Buy milk and bread', 'The dentist is on Tuesday at nine'].entries()) {
    await page.getByLabel('A new note').fill(text)
    await page.getByRole('button', { name: 'Keep' }).click()
    await expect.poll(() => notes.count()).toBe(index + 1)
  }
  await page.reload()
  await expect
    .poll(() => notes.allTextContents())
    .toEqual(['The dentist is on Tuesday at nineDelete', 'Buy milk and breadDelete'])
  await page.getByRole('searchbox').fill('groceries for breakfast')
  await expect.poll(async () => (await notes.first().textContent()) ?? '').toContain('Buy milk')
  await page.getByRole('button', { name: 'Delete the note: Buy milk and bread' }).click()
  await page.getByRole('searchbox').fill('')
  await expect.poll(() => notes.allTextContents()).toEqual(['The dentist is on Tuesday at nineDelete'])
  await page.close()
}, 120_000)
