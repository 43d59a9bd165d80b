import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { browserArguments, findBrowser } from '../../../../scripts/find-browser.mjs'

/** A tab of a browser that no tool keeps awake. */
export interface PlainTab {
  /** Evaluates an expression in the page, and waits for its promise. */
  evaluate(expression: string): Promise<unknown>
  /** Sends a command of the DevTools protocol to the tab. */
  send(method: string, parameters?: object): Promise<Record<string, unknown>>
}

export interface PlainBrowser {
  open(url: string): Promise<PlainTab>
  close(): Promise<void>
}

interface Answer {
  readonly id?: number
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

const SILENT_SOCKETS = 'globalThis.WebSocket = class extends EventTarget { send() {} close() {} }'

/**
 * Starts Chromium and speaks its protocol. Playwright tells each page that it is in front, so that no page can be frozen, and
 * turns the back/forward cache off.
 */
export async function startPlainBrowser(profile: string): Promise<PlainBrowser> {
  const browser = spawn(
    findBrowser() ?? '',
    [...browserArguments, '--headless=new', '--remote-debugging-pipe', `--user-data-dir=${join(profile, 'plain')}`],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const ended = once(browser, 'exit')
  const [, , , input, output] = browser.stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<number, (answer: Answer) => void>()
  let last = 0
  let rest = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0')
    rest = messages.pop() ?? ''
    for (const answer of messages.map((message) => JSON.parse(message) as Answer)) {
      if (answer.id === undefined) continue
      waiting.get(answer.id)?.(answer)
      waiting.delete(answer.id)
    }
  })

  async function send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    last += 1
    const id = last
    const { result, error } = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve)
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result ?? {}
  }

  return {
    async open(url) {
      const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
      const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
      const inTab: PlainTab['send'] = (method, parameters) => send(method, parameters, String(sessionId))
      await inTab('Page.enable')
      // The client of the development server reloads the page when its socket was closed. Freezing a page closes the socket.
      await inTab('Page.addScriptToEvaluateOnNewDocument', { source: SILENT_SOCKETS })
      await inTab('Page.navigate', { url })
      return {
        send: inTab,
        async evaluate(expression) {
          const { result, exceptionDetails } = (await inTab('Runtime.evaluate', {
            expression,
            awaitPromise: true,
            returnByValue: true,
          })) as { result: { value?: unknown }; exceptionDetails?: { exception?: { description?: string } } }
          if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description)
          return result.value
        },
      }
    },
    async close() {
      void send('Browser.close')
      await ended
    },
  }
}
