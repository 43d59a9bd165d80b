import type { Page } from 'playwright'
import { expect, test, vi } from 'vitest'
import { visitedDemo } from './visited-demo.js'

vi.setConfig({ testTimeout: 120_000 })

const demo = visitedDemo()
const shown = (page: Page) => page.locator('.panel .code-block pre').first()
const summary = (page: Page) => page.getByText('The code for this', { exact: true })
const openCode = (page: Page) => summary(page).click()
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })

test('the code follows the settings, is copied by one click, and keeps the framework in all panels', async () => {
  const page = await demo.visit(`${demo.url}#classify?classify-kind=own`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  await openCode(page)
  await poll(() => shown(page).textContent()).toContain("labels: ['billing', 'bug report'")
  await page.getByLabel('Labels, with commas').fill('heron, egret')
  await page.getByLabel('Several labels may hold at once').check()
  await poll(() => shown(page).textContent()).toContain("{ labels: ['heron', 'egret'], multiLabel: true }")
  await page.getByLabel('What to look for').selectOption('toxicity')
  await page.getByLabel('When a label holds').selectOption('high-recall')
  await poll(() => shown(page).textContent()).toContain("threshold: 'high-recall'")
  await page.getByRole('tab', { name: 'Vue' }).click()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await shown(page).textContent())
  expect(await shown(page).textContent()).toContain('<script setup lang="ts">')

  await page.getByRole('tab', { name: 'Search' }).click()
  await openCode(page)
  await page.locator('[aria-label=Topics] button', { hasText: 'Garden' }).click()
  await poll(() => shown(page).textContent()).toMatch(/script setup[\s\S]*topic: \{ in: \['Garden'\] \}/)
  await page.goto(`${demo.url}#redact`)
  await page.reload()
  await openCode(page)
  await poll(() => shown(page).textContent()).toMatch(/script setup[\s\S]*createNameRecognizer/)
})

test('the frameworks are tabs that arrows move through', async () => {
  const page = await demo.visit(`${demo.url}#write`)
  await summary(page).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'TypeScript', selected: true }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await poll(() => shown(page).textContent()).toContain('useTextStream<Generation>')
  await page.keyboard.press('End')
  await poll(() => shown(page).textContent()).toContain("'use client'")
  await page.keyboard.press('ArrowRight')
  await poll(() => shown(page).textContent()).toContain('export async function write(')
  expect(await page.getByRole('tablist', { name: 'Framework' }).getByRole('tab').count()).toBe(4)
  expect(await page.getByRole('tabpanel', { name: 'TypeScript' }).count()).toBe(1)
  await page.getByLabel('Answer as JSON').check()
  await poll(() => shown(page).textContent()).toContain('const SCHEMA = {')
})
