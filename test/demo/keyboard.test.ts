import { expect, test, vi } from 'vitest'
import { panels } from '../../demo/panels.js'
import { MOST_STEPS, openPanelByKeys, pressOn, tabTo, typeInto } from './keys.js'
import { demoPanel } from './open-panel.js'

vi.setConfig({ testTimeout: 120_000 })

const demo = demoPanel('redact')
const poll = (read: () => Promise<string | null>) => expect.poll(read, { timeout: 60_000 })

test.each(panels)(
  '$title: Tab reaches every control, shows where it is, and leads out again',
  async ({ id, title }) => {
    const { page } = demo
    await openPanelByKeys(page, title)
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
  await typeInto(page, page.getByLabel('Your text', { exact: true }), 'Write to ann@example.com')
  const leaves = page.getByRole('region', { name: 'What the server would see' })
  await poll(() => leaves.textContent()).toBe('Write to [EMAIL_1]')
  await pressOn(page, leaves.getByRole('button').first())
  await poll(() => leaves.textContent()).toBe('Write to ann@example.com')
})

test('a text is classified by another model, chosen in the list', async () => {
  const { page } = demo
  await openPanelByKeys(page, 'Classify')
  await typeInto(page, page.getByLabel('Text', { exact: true }), 'You are a fool')
  await tabTo(page, page.getByLabel('What to look for'))
  await page.keyboard.type('tox')
  await poll(() => page.locator('.scores .best .score-label').first().textContent()).toMatch(/toxic|none/)
})
