import { element } from '../parts/element.js'
import { tableHead, tableScroll } from '../parts/table.js'

/** The directives that decide where text could go. */
const MEANINGS: Readonly<Record<string, string>> = {
  'default-src': 'whatever is not named below',
  'script-src': 'code: only the files of this server, and WebAssembly',
  'worker-src': 'workers: only from this server',
  'connect-src': 'requests: only to this server. This line keeps text here',
  'style-src': 'styles',
  'img-src': 'pictures',
  'manifest-src': 'the description of the app',
  'base-uri': 'a changed base address',
  'form-action': 'sending a form',
  'frame-ancestors': 'pages that show this page in a frame',
}

/** Shows the policy that the server sent with this page, in plain words. */
export function policyPart(): HTMLElement {
  const place = tableScroll('The policy in force')
  const exception = element(
    'p',
    {},
    'One worker has a policy of its own, which also allows huggingface.co. It starts when you download a chat model in Write, and never before. Its requests are listed below too.',
  )
  const details = element(
    'details',
    { className: 'proof-part' },
    element('summary', {}, 'The policy in force'),
    place,
    exception,
  )
  details.addEventListener('toggle', async () => {
    if (details.open) place.replaceChildren(await readPolicy())
  })
  return details
}

async function readPolicy(): Promise<HTMLElement> {
  const response = await fetch(location.href, { method: 'HEAD' }).catch(() => undefined)
  if (response === undefined) return element('p', {}, 'The network is cut off, so the page cannot ask for its policy.')
  const policy = response.headers.get('content-security-policy')
  if (policy === null) return element('p', { className: 'warning' }, 'This server sends no policy.')
  const rows = policy.split(';').map((directive) => {
    const [name = '', ...values] = directive.trim().split(' ')
    const cells = [name, values.join(' '), MEANINGS[name] ?? '']
    return element('tr', {}, ...cells.map((cell) => element('td', {}, cell)))
  })
  return element('table', {}, tableHead(['Directive', 'Allowed', 'It rules']), element('tbody', {}, ...rows))
}
