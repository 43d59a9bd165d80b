import type { Framework } from '../code/frameworks.js'
import type { Recipe } from '../code/recipe.js'
import { codeBlock } from './code-block.js'
import { element } from './element.js'
import { tabOfKey } from './tab-keys.js'

const CHOICE = 'code-framework'

let made = 0
/** The visitor chooses a framework once, for all panels. */
const changes = new EventTarget()

/**
 * Shows the code that does the work of a panel with the settings that the panel has now, for each framework. `panel` is
 * the element in which the settings change.
 */
export function codeTabs(panel: HTMLElement, recipe: () => Recipe): HTMLElement {
  made += 1
  const id = `code-${made}`
  const list = element('div', { className: 'tabs', attributes: { role: 'tablist', 'aria-label': 'Framework' } })
  const { root: block, show } = codeBlock('The code with these settings')
  const place = element('div', { id, attributes: { role: 'tabpanel' } }, block)
  const details = element(
    'details',
    { className: 'code' },
    element('summary', {}, 'The code for this'),
    element('div', { className: 'code-blocks' }, list, place),
  )

  // The frameworks load when the code is first opened.
  let drawing: Promise<() => void> | undefined
  const draw = async () => {
    if (!details.open) return
    drawing ??= prepare().catch((error: unknown) => {
      // The next click fetches them again.
      drawing = undefined
      throw error
    })
    const drawNow = await drawing
    drawNow()
  }

  async function prepare(): Promise<() => void> {
    const { FRAMEWORKS, codeIn } = await import('../code/frameworks.js')
    const frameworks = Object.keys(FRAMEWORKS) as Framework[]
    const chosen = () => frameworks.find((each) => each === localStorage.getItem(CHOICE)) ?? 'typescript'
    const choose = (framework: Framework) => {
      localStorage.setItem(CHOICE, framework)
      changes.dispatchEvent(new Event('change'))
    }
    const tabs = frameworks.map((framework) => {
      const attributes = { role: 'tab', 'aria-controls': id }
      const tab = element('button', { type: 'button', id: `${id}-${framework}`, attributes }, FRAMEWORKS[framework])
      tab.addEventListener('click', () => choose(framework))
      return tab
    })
    list.replaceChildren(...tabs)
    list.addEventListener('keydown', (event) => {
      const current = tabs.indexOf(document.activeElement as HTMLButtonElement)
      const next = tabOfKey(event.key, current, tabs.length)
      const framework = next === undefined ? undefined : frameworks[next]
      if (next === undefined || framework === undefined) return
      event.preventDefault()
      tabs[next]?.focus()
      choose(framework)
    })
    return () => {
      const framework = chosen()
      tabs.forEach((tab, index) => {
        const isChosen = frameworks[index] === framework
        tab.setAttribute('aria-selected', String(isChosen))
        tab.tabIndex = isChosen ? 0 : -1
      })
      place.setAttribute('aria-labelledby', `${id}-${framework}`)
      show(codeIn(framework, recipe()).trimEnd())
    }
  }

  details.addEventListener('toggle', draw)
  changes.addEventListener('change', draw)
  // A panel may change its settings in its own listeners, which come first.
  for (const type of ['input', 'change', 'click']) panel.addEventListener(type, () => void draw())
  return details
}
