import { codeBlock } from './parts/code-block.js'
import { element } from './parts/element.js'

/** Shows the code of a panel below the panel. test/browser/journeys.test.ts runs exactly these files. */
export function panelCode(title: string, load: () => Promise<readonly string[]>): HTMLElement {
  const place = element('div', { className: 'code-blocks' })
  const details = element('details', { className: 'code' }, element('summary', {}, title), place)
  details.addEventListener('toggle', async () => {
    if (!details.open || place.childElementCount > 0) return
    const sources = await load()
    place.replaceChildren(
      ...sources.map((source) => {
        const { root, show } = codeBlock(title)
        show(source)
        return root
      }),
    )
  })
  return details
}
