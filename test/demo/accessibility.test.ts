import axe from 'axe-core'
import type { Page } from 'playwright'
import { describe, expect, test, vi } from 'vitest'
import { panels } from '../../demo/panels.js'
import { servedDemo } from './served-demo.js'

vi.setConfig({ testTimeout: 300_000 })

const demo = servedDemo()

/** A window of 1280 pixels at 200 % has 640 of them. */
const WIDTHS = [320, 390, 640, 768, 1280]
const THEMES = ['light', 'dark'] as const

/** Brings a panel into a state that its opening does not show. Other panels are audited as they open. */
const STATES: Readonly<Record<string, readonly State[]>> = {
  redact: [
    {
      name: 'with a value kept, another hidden, and a file refused',
      async prepare(page) {
        await page.getByRole('button', { name: '4111 1111 1111 1111' }).first().click()
        await page.locator('#redact-file').setInputFiles(file('scan.png', 'image/png'))
        await page.getByRole('alert').first().waitFor()
      },
    },
  ],
  proof: [
    {
      name: 'after an attempt, and cut off',
      async prepare(page) {
        await page.getByRole('button', { name: 'Try to send a card number away' }).click()
        await page.getByText('A worker was refused by the browser').waitFor()
        await page.getByRole('button', { name: 'Cut off the network' }).click()
        await page.getByText('Cut off. Go back to a panel').waitFor()
      },
    },
  ],
  classify: [
    {
      name: 'with learnt labels and their errors',
      async prepare(page) {
        await page.getByLabel('What to look for').selectOption('learn')
        await page.getByRole('button', { name: 'Show where it errs' }).click()
        await page.locator('.journey-classify table').first().waitFor()
      },
    },
    {
      name: 'with examples that cannot be read',
      async prepare(page) {
        await page.getByLabel('Examples, one a line').fill('no colon here')
        await page.getByRole('button', { name: 'Learn', exact: true }).click()
        await page.getByText('Line 1 must read').first().waitFor()
      },
    },
  ],
  search: [
    {
      name: 'with a topic chosen and a file refused',
      async prepare(page) {
        await page.locator('[aria-label=Topics] button').first().click()
        await page.locator('#search-files').setInputFiles(file('scan.png', 'image/png'))
        await page.getByRole('alert').first().waitFor()
      },
    },
  ],
  ask: [
    {
      name: 'with an answer that is not in the documents',
      async prepare(page) {
        await page.getByRole('button', { name: 'Who founded the shop?' }).click()
        await page.getByText('Not in these documents').first().waitFor()
      },
    },
    {
      name: 'with a server that is not there',
      async prepare(page) {
        await page.getByLabel('Who answers').selectOption('server')
        await page.getByRole('button', { name: 'Ask', exact: true }).click()
        await page.getByText('No server answers there').waitFor()
      },
    },
  ],
  guard: [
    {
      name: 'with a policy that has an error',
      async prepare(page) {
        await page.getByLabel('Policy, as JSON').fill('{')
        await page.getByRole('alert').first().waitFor()
      },
    },
  ],
  write: [
    {
      name: 'with an offer and a text',
      async prepare(page) {
        await page.getByLabel('Tokens at most').fill('8')
        await page.getByRole('button', { name: 'Write', exact: true }).click()
        await page.locator('.journey-write .facts').first().getByText('tokens/s').waitFor()
        await page.getByLabel('Your text').fill('')
        await page.getByLabel('Your text').pressSequentially('Can you help me f')
        await expect.poll(() => page.locator('.ghost-rest').textContent()).not.toBe('')
      },
    },
    {
      name: 'with a schema that is no JSON',
      async prepare(page) {
        await page.getByLabel('Answer as JSON').check()
        await page.getByLabel('JSON Schema').fill('{')
        await page.getByRole('button', { name: 'Write', exact: true }).click()
        await page.getByText('The schema is not JSON').waitFor()
      },
    },
  ],
  evaluate: [
    {
      name: 'with a result',
      async prepare(page) {
        await page.getByLabel('Sample').selectOption('redaction')
        await page.getByLabel('Model', { exact: true }).fill('rules')
        await page.getByRole('button', { name: 'Evaluate', exact: true }).click()
        await page.getByText('overlap F1').first().waitFor()
      },
    },
  ],
  trace: [
    {
      name: 'with events',
      async prepare(page) {
        await page.getByRole('button', { name: 'Do some work here' }).click()
        await page.locator('.trace-events tbody tr').first().waitFor()
      },
    },
  ],
}

interface State {
  readonly name: string
  prepare(page: Page): Promise<void>
}

const file = (name: string, mimeType: string) => ({ name, mimeType, buffer: Buffer.from([137, 80, 78, 71, 0, 0, 1]) })

describe('axe finds nothing, at 320 to 1280 pixels and at 200 %, in both themes,', () => {
  test.each(panels.map(({ id }) => id))('in %s', async (id) => {
    const page = await demo.browser.newPage()
    await page.goto(`${demo.url}#${id}`)
    await settled(page)
    const found = await audits(page, id)
    for (const { name, prepare } of STATES[id] ?? []) {
      await prepare(page)
      found.push(...(await audits(page, `${id} ${name}`)))
    }
    await page.close()
    expect(found).toEqual([])
  })

  test.each(['redact', 'classify', 'ask'])('in %s without its model', async (id) => {
    const context = await demo.browser.newContext({ serviceWorkers: 'block' })
    await context.route('**/tacet/models/**', (route) => route.fulfill({ status: 503 }))
    const page = await context.newPage()
    await page.goto(`${demo.url}#${id}`)
    await page
      .getByRole('button', { name: /Try again/ })
      .first()
      .waitFor()
    const found = await audits(page, `${id} without its model`)
    await context.close()
    expect(found).toEqual([])
  })
})

/** Waits until the panel has shown its first result. */
async function settled(page: Page): Promise<void> {
  await page.locator('.panel h2').first().waitFor()
  const status = page.locator('.panel [role=status]')
  await expect
    .poll(async () => (await status.allTextContents()).join(' '), { timeout: 60_000 })
    .not.toMatch(/…|loading/)
}

/** Opens all folded parts, and audits each width in both themes. */
async function audits(page: Page, state: string): Promise<string[]> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  await page.evaluate(axe.source)
  const found: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
    if (inner !== outer) found.push(`${state} at ${width}: the page is ${inner} pixels wide`)
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme })
      for (const violation of await audit(page)) found.push(`${state} at ${width}, ${theme}: ${violation}`)
    }
  }
  return found
}

function audit(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe: auditor } = globalThis as unknown as { axe: typeof axe }
    const { violations } = await auditor.run(document, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    )
  })
}
