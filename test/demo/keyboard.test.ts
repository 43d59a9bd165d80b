import type { Locator, Page } from 'playwright'
import { expect, test, vi } from 'vitest'
import { panels } from '../../demo/panels.js'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

/** No panel has as many controls. */
const MOST_STEPS = 250

const demo = demoPanel('redact')
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })

/** Moves the focus as a visitor without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await target.evaluate((each) => each === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target}`)
}

async function openPanel(page: Page, title: string): Promise<void> {
  const tab = page.getByRole('tab', { name: title, exact: true })
  await tabTo(page, page.getByRole('tab', { selected: true }).first())
  for (let step = 0; step < panels.length; step += 1) {
    if ((await tab.getAttribute('aria-selected')) === 'true') break
    await page.keyboard.press('ArrowRight')
  }
  await page.locator('.panel h2').first().waitFor()
}

test.each(panels)(
  '$title: Tab reaches every control, shows where it is, and leads out again',
  async ({ id, title }) => {
    const { page } = demo
    await openPanel(page, title)
    const status = page.locator(`.journey-${id} [role=status]`)
    await poll(async () => (await status.allTextContents()).join(' ')).not.toMatch(/…|loading/)
    const controls = await page.evaluate(() => {
      const all = document.querySelectorAll<HTMLElement>(
        '.panel :is(a[href], button, input, select, textarea, summary, [tabindex="0"])',
      )
      const reachable = [...all].filter(
        (each) => each.checkVisibility() && each.tabIndex >= 0 && !each.matches(':disabled'),
      )
      for (const [index, each] of reachable.entries()) each.dataset['control'] = String(index)
      return reachable.length
    })
    const reached = new Set<string>()
    const unseen: string[] = []
    let isOutside = false
    for (let step = 0; step < MOST_STEPS && !isOutside; step += 1) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement
        const labels = [...((element as HTMLInputElement).labels ?? [])]
        const hasOutline = [element, ...labels].some((each) => getComputedStyle(each).outlineStyle !== 'none')
        return {
          control: element.dataset['control'],
          hasOutline,
          isOutside: element.closest('.panel') === null,
          html: element.outerHTML.slice(0, 120),
        }
      })
      isOutside = focused.isOutside
      if (focused.control !== undefined) reached.add(focused.control)
      if (!isOutside && !focused.hasOutline) unseen.push(focused.html)
    }
    expect(isOutside, 'Tab leads out of the panel').toBe(true)
    expect(reached.size).toBe(controls)
    expect(unseen).toEqual([])
  },
)

test('a text is redacted, and a value of it kept', async () => {
  const { page } = demo
  await tabTo(page, page.getByLabel('Your text', { exact: true }))
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Write to ann@example.com')
  const leaves = page.getByRole('region', { name: 'What the server would see' })
  await poll(() => leaves.textContent()).toBe('Write to [EMAIL_1]')
  await tabTo(page, leaves.getByRole('button').first())
  await page.keyboard.press('Enter')
  await poll(() => leaves.textContent()).toBe('Write to ann@example.com')
})

test('a text is classified by another model, chosen in the list', async () => {
  const { page } = demo
  await openPanel(page, 'Classify')
  await tabTo(page, page.getByLabel('Text', { exact: true }))
  await page.keyboard.press('Control+A')
  await page.keyboard.type('You are a fool')
  await tabTo(page, page.getByLabel('What to look for'))
  await page.keyboard.type('tox')
  await poll(() => page.locator('.scores .best .score-label').first().textContent()).toMatch(/toxic|none/)
})
