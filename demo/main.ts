import { createModelBar } from './model-bar.js'
import { network } from './network.js'
import { panelCode } from './panel-code.js'
import { panels } from './panels.js'
import { copyLine } from './parts/copy-line.js'
import { element } from './parts/element.js'
import { failureOf } from './parts/failure.js'
import { type PanelEntry, SHOWN } from './parts/panel.js'
import { applySettings, readSettings, settingsLink } from './parts/settings-link.js'
import { tabOfKey } from './parts/tab-keys.js'
import { createTrace } from './parts/trace.js'
import { showTraffic, watchTraffic } from './requests.js'
import { createThemeButton } from './theme.js'

/** The code of a panel asks for its next file sooner, also on a slow network. */
const QUIET_MS = 1500

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T

const tabList = byId('tabs')
const panelRoot = byId('panel')
const traffic = watchTraffic(network)
const modelBar = createModelBar(byId('models'), network)
const trace = createTrace()
const mounted = new Map<string, HTMLElement>()

const tabs = panels.map((panel) => {
  const tab = element(
    'button',
    { type: 'button', id: `tab-${panel.id}`, attributes: { role: 'tab', 'aria-controls': 'panel' } },
    panel.title,
  )
  tab.addEventListener('click', () => visit(panel))
  tabList.append(tab)
  return { panel, tab }
})

tabList.addEventListener('keydown', (event) => {
  const current = tabs.findIndex(({ tab }) => tab === document.activeElement)
  const next = tabOfKey(event.key, current, tabs.length)
  if (next === undefined) return
  event.preventDefault()
  const target = tabs[next]
  target?.tab.focus()
  if (target !== undefined) visit(target.panel)
})

/** Opens a panel with a step in the history, so that Back leads to the panel before. */
function visit(panel: PanelEntry): void {
  if (addressedId() !== panel.id) history.pushState(null, '', `#${panel.id}`)
  void open(panel)
}

/** The panel that the address names, or the first panel where it names none. */
function addressed(): PanelEntry | undefined {
  return panels.find(({ id }) => id === addressedId()) ?? panels[0]
}

/** `#classify?classify-several=on` names a panel and settings of the panel. */
const addressedId = () => location.hash.slice(1).split('?', 1)[0]
const addressedSettings = () => location.hash.split('?').slice(1).join('?')

async function open(panel: PanelEntry): Promise<void> {
  for (const { panel: each, tab } of tabs) {
    tab.setAttribute('aria-selected', String(each === panel))
    tab.tabIndex = each === panel ? 0 : -1
    // On a phone the strip of tabs is wider than the screen.
    if (each === panel) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  panelRoot.setAttribute('aria-labelledby', `tab-${panel.id}`)
  document.title = `${panel.title} · tacet`
  const known = mounted.get(panel.id)
  const root = known ?? element('section', { className: `journey journey-${panel.id}` })
  const isThere = known?.isConnected ?? false
  const page = known?.parentElement ?? element('div', { className: 'journey' }, root)
  // A panel that is taken out and put in again loses its focus and its places of scrolling.
  if (!isThere) panelRoot.replaceChildren(page)
  if (known !== undefined) {
    known.dispatchEvent(new Event(SHOWN))
    // A link to settings was opened where the panel is. A visitor who comes back to the panel keeps what they changed since.
    if (isThere && addressedId() === panel.id) applySettings(known, addressedSettings())
    return
  }
  mounted.set(panel.id, root)
  try {
    const { mount } = await panel.load()
    await mount(root, { ...modelBar, traffic, trace, network })
    // The code and the link are added after the panel has its content, because they would move otherwise.
    if (panel.code.length > 0) page.append(codeOf(panel))
    const atOpening = readSettings(root)
    if (atOpening.size > 0) page.append(settingsLink(panel.id, root, atOpening))
    if (addressedId() === panel.id) applySettings(root, addressedSettings())
  } catch (error) {
    mounted.delete(panel.id)
    const again = element('button', { type: 'button' }, 'Try again')
    again.addEventListener('click', () => open(panel))
    root.replaceChildren(
      element(
        'p',
        { className: 'failure', attributes: { role: 'alert' } },
        'This panel could not be opened. ',
        failureOf(error),
      ),
      again,
    )
  }
}

const codeOf = ({ code, codeTitle = 'The code for this' }: PanelEntry) =>
  panelCode(codeTitle, () => Promise.all(code.map(async (source) => (await source()).default)))

copyLine(byId<HTMLButtonElement>('install'), 'npm install tacet @tacet/pii-tagger')
createThemeButton(byId<HTMLButtonElement>('theme'))
// The address already names the panel, so the link only moves the focus.
byId('skip').addEventListener('click', (event) => {
  event.preventDefault()
  panelRoot.focus()
})
// Back, Forward, and an address that was changed by hand arrive here.
addEventListener('popstate', () => {
  const panel = addressed()
  const isInPanel = panelRoot.contains(document.activeElement)
  if (panel !== undefined) void open(panel)
  // The control that had the focus went away with its panel.
  if (isInPanel && !panelRoot.contains(document.activeElement)) panelRoot.focus()
})
// A visitor with a keyboard continues in the panel that the link opens.
byId('requests').addEventListener('click', () => panelRoot.focus())
void network.then(() => showTraffic(byId('requests'), traffic))
const first = addressed()
if (first !== undefined) {
  if (addressedId() !== first.id) history.replaceState(null, '', `#${first.id}`)
  await open(first)
}
// The other files are kept after the first result: they must not compete with what the visitor waits for.
const watch = await network
whenQuiet(() => watch?.keep())

/** Runs the work once no model is being loaded and no request has come for a while. */
function whenQuiet(work: () => void): void {
  const watching = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (modelBar.isLoading()) return wait()
      watching.abort()
      work()
    }, QUIET_MS)
  }
  traffic.onChange(wait, watching.signal)
  wait()
}
