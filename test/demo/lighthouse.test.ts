import { expect, test, vi } from 'vitest'
import { auditPage } from '../../scripts/audit-page.mjs'
import { findBrowser } from '../../scripts/find-browser.mjs'
import { servedDemo } from './served-demo.js'

vi.setConfig({ testTimeout: 300_000 })

const demo = servedDemo()

// The score of the performance depends on the machine, so it is printed here. `npm run bench page` gives the median of five.
test.each(['desktop', 'mobile'] as const)(
  'Lighthouse finds nothing to mend on a %s, and nothing moves',
  async (form) => {
    const { scores, measures, faults } = await auditPage(demo.url, form, findBrowser())
    console.log(`Lighthouse, ${form}: ${JSON.stringify(scores)} ${JSON.stringify(measures)}`)
    expect(faults).toEqual([])
    expect(scores).toMatchObject({ accessibility: 100, 'best-practices': 100, seo: 100 })
    expect(measures.layoutShift).toBeLessThanOrEqual(0.02)
  },
)
