import { element } from './element.js'
import { createModelBar } from './model-bar.js'
import type { PanelEntry } from './panel.js'
import { panelCode } from './panel-code.js'
import { panels } from './panels.js'
import { watchRequests } from './requests.js'
import { registerServiceWorker } from './service-worker-client.js'
import { createThemeButton } from './theme.js'

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T

const tabList = byId('tabs')
const panelRoot = byId('panel')
const modelBar = createModelBar(byId('models'))
const mounted = new Map<string, HTMLElement>()

const tabs = panels.map((panel) => {
  const tab = element(
    'button',
    { type: 'button', id: `tab-${panel.id}`, attributes: { role: 'tab', 'aria-controls': 'panel' } },
    panel.title,
  )
  tab.addEventListener('click', () => open(panel))
  tabList.append(tab)
  return { panel, tab }
})

// As the pattern for tabs has it: arrows move between them, Tab goes on into the panel.
tabList.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  const current = tabs.findIndex(({ tab }) => tab === document.activeElement)
  let next = step === undefined ? undefined : (current + step + tabs.length) % tabs.length
  if (event.key === 'Home') next = 0
  if (event.key === 'End') next = tabs.length - 1
  if (next === undefined) return
  event.preventDefault()
  const target = tabs[next]
  target?.tab.focus()
  if (target !== undefined) void open(target.panel)
})

async function open(panel: PanelEntry): Promise<void> {
  for (const { panel: each, tab } of tabs) {
    tab.setAttribute('aria-selected', String(each === panel))
    tab.tabIndex = each === panel ? 0 : -1
    // On a phone the strip of tabs is wider than the screen.
    if (each === panel) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  panelRoot.setAttribute('aria-labelledby', `tab-${panel.id}`)
  history.replaceState(null, '', `#${panel.id}`)
  document.title = `${panel.title} · tacet`
  const known = mounted.get(panel.id)
  const root = known ?? element('section', { className: `journey journey-${panel.id}` })
  const page =
    known?.parentElement ??
    element(
      'div',
      { className: 'journey' },
      root,
      panelCode(() => sources(panel)),
    )
  panelRoot.replaceChildren(page)
  if (known !== undefined) return
  mounted.set(panel.id, root)
  try {
    const { mount } = await panel.load()
    await mount(root, modelBar)
  } catch (error) {
    mounted.delete(panel.id)
    root.replaceChildren(
      element(
        'p',
        { className: 'failure', attributes: { role: 'alert' } },
        `This panel could not be opened: ${String(error)}`,
      ),
    )
  }
}

const sources = ({ code }: PanelEntry) => Promise.all(code.map(async (source) => (await source()).default))

createThemeButton(byId<HTMLButtonElement>('theme'))
watchRequests(byId('requests'))
registerServiceWorker()
const wanted = panels.find(({ id }) => id === location.hash.slice(1)) ?? panels[0]
if (wanted !== undefined) void open(wanted)
