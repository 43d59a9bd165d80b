import type { Locator, Page } from 'playwright'
import { panels } from '../../demo/panels.js'

/** No panel has as many controls. */
export const MOST_STEPS = 250

/** Moves the focus as a visitor without a mouse would. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await target.evaluate((each) => each === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target}`)
}

/** Goes to a control and presses the key. */
export async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** Goes to a field and writes a text in place of its own. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

export async function openPanelByKeys(page: Page, title: string): Promise<void> {
  const tab = page.getByRole('tab', { name: title, exact: true })
  await tabTo(page, page.getByRole('tab', { selected: true }).first())
  for (let step = 0; step < panels.length; step += 1) {
    if ((await tab.getAttribute('aria-selected')) === 'true') break
    await page.keyboard.press('ArrowRight')
  }
  await page.locator('.panel h2').first().waitFor()
}

/** The words of the control that has the focus; `BODY` where the focus was lost. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return 'BODY'
    return element.getAttribute('aria-label') ?? (element.id === '' ? (element.textContent ?? '') : element.id)
  })
