import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import './build.mjs'
import { browserArguments, findBrowser } from './find-browser.mjs'

// Takes the picture at the top of the README from the demo, which has hidden and restored these texts itself:
//
//   node scripts/picture.mjs

const TYPED =
  'Hi, this is Maria Lopez. My card 4111 1111 1111 1111 was charged twice for order 20417. ' +
  'Please write to maria.lopez@example.com or call +1 415 555 2671. Thanks, Maria'
const ANSWERED =
  'Dear [PERSON_1_FIRST], we have refunded the second charge to [CREDIT_CARD_1]. ' +
  'You will get a receipt at [EMAIL_1]. If anything is open, we call you at [PHONE_1].'

// Only after the build, which makes the imported files.
const { serveFolder } = await import('../dist/cli/pages/static-server.js')
const folder = fileURLToPath(new URL('../dist/demo/', import.meta.url))
const server = await serveFolder({ routes: [{ prefix: '/', folder }] })
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments })
const page = await browser.newPage({ viewport: { width: 1180, height: 900 }, deviceScaleFactor: 1.5 })
await page.goto(`${server.url}#redact`)
await page.locator('#redact-input').fill(TYPED)
await page.getByText('[PHONE_1]').first().waitFor()
await page.getByText('[PERSON_1_FIRST]').first().waitFor()
await page.locator('#redact-answer').fill(ANSWERED)
await page.getByText('we call you at +1 415 555 2671').waitFor()
await page.evaluate(layOut)
await page
  .locator('.picture')
  .screenshot({ path: fileURLToPath(new URL('../docs/pictures/what-the-server-sees.png', import.meta.url)) })
await browser.close()
await server.close()

/** Puts the three boxes beside each other; runs in the page. */
function layOut() {
  const titles = {
    'Your text': 'What you typed',
    'What the server would see': 'What the server sees',
    'What you read': 'What you read',
  }
  const fields = [...document.querySelectorAll('.field')]
  const picture = document.createElement('div')
  picture.className = 'picture'
  for (const [title, shown] of Object.entries(titles)) {
    const field = fields.find(
      (each) => each.textContent.trim().startsWith(title) && each.querySelector('textarea, .redact-view'),
    )
    field.querySelector('label, h3').textContent = shown
    picture.append(field)
  }
  const style = document.createElement('style')
  style.textContent = `
    .picture { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 14px; width: 1120px; padding: 18px; background: var(--paper) }
    .picture button { display: none }
    .picture h3, .picture label { font-size: 16px; font-weight: 650 }
    .picture textarea, .picture .redact-view { height: 150px; min-height: 0; resize: none; overflow: hidden; font-size: 15px }
    .picture .redact-head { min-height: 0 }`
  document.body.prepend(style, picture)
  scrollTo(0, 0)
}
