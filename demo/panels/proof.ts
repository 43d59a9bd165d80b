import { element } from '../parts/element.js'
import { formatBytes } from '../parts/format.js'
import type { DemoContext, NetworkSwitch, Panel } from '../parts/panel.js'
import './proof.css'
import { attemptsPart } from './proof-attempts.js'
import { policyPart } from './proof-policy.js'
import { requestTable } from './proof-requests.js'

/** Lets a visitor see each request of the page, try to send a text away, and continue without a network. */
export const proofPanel: Panel = {
  async mount(root, context) {
    const { traffic } = context
    const network = await context.network
    const counts = element('ul', { className: 'tiles', attributes: { 'aria-label': 'Requests until now' } })
    root.append(
      element('h2', {}, 'Do not believe us: watch'),
      element(
        'p',
        { className: 'lead' },
        traffic.complete
          ? 'A service worker stands between this page and the network. It sees each request of the page and of the workers that read your text, and lists it here.'
          : 'This browser gave the page no service worker, so the list lacks the requests of its workers. Open the page again, or watch the network tab of the browser.',
      ),
      counts,
      typingPart(context),
      attemptsPart(),
      networkPart(network),
      policyPart(),
      requestTable(traffic),
    )
    const show = () => {
      const here = traffic.requests.filter(({ answer }) => answer === 'network')
      const bytes = here.reduce((sum, request) => sum + (request.bytes ?? 0), 0)
      counts.replaceChildren(
        count(traffic.elsewhere, 'to other origins', traffic.elsewhere > 0),
        count(here.length, `to this origin, ${formatBytes(bytes)}: the page, its code and its models`),
        count(traffic.requests.filter(({ answer }) => answer === 'kept').length, 'answered by files on this device'),
      )
    }
    traffic.onChange(show)
    show()
  },
}

function count(number: number, words: string, warning = false): HTMLElement {
  return element('li', { className: warning ? 'warning' : '' }, element('strong', {}, String(number)), ' ', words)
}

function typingPart({ traffic }: DemoContext): HTMLElement {
  const input = element('input', { id: 'proof-typed', type: 'text', autocomplete: 'off', spellcheck: false })
  const status = element('p', { className: 'proof-result', attributes: { role: 'status' } })
  let from: number | undefined
  const show = () => {
    if (from === undefined) return
    const sent = traffic.sentSince(from)
    status.textContent = `${sent} ${sent === 1 ? 'request' : 'requests'} since you began to type.`
  }
  input.addEventListener('input', () => {
    from ??= performance.now()
    show()
  })
  traffic.onChange(show)
  return element(
    'div',
    { className: 'proof-part' },
    element('h3', {}, 'Type something private'),
    element('label', { htmlFor: input.id }, 'A card number, a name, anything'),
    input,
    status,
  )
}

function networkPart(network: NetworkSwitch | undefined): HTMLElement {
  const button = element('button', { type: 'button', disabled: network === undefined })
  const status = element('p', { className: 'proof-result', attributes: { role: 'status' } })
  const show = async () => {
    const off = (await network?.isCutOff()) ?? false
    button.textContent = off ? 'Connect the network again' : 'Cut off the network'
    button.setAttribute('aria-pressed', String(off))
    status.textContent = off
      ? 'Cut off. Go back to a panel, type, or reload the page: models that are stored go on working.'
      : ''
  }
  button.addEventListener('click', async () => {
    await network?.cutOff(!(await network.isCutOff()))
    await show()
  })
  void show()
  return element(
    'div',
    { className: 'proof-part' },
    element('h3', {}, 'Go offline and try again'),
    element(
      'p',
      {},
      'From then on the service worker refuses every request to the network. The browser’s own offline switch shows the same.',
    ),
    button,
    status,
  )
}
