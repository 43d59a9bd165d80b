import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface EchoingProvider {
  readonly url: string
  /** Each request that reached the provider. */
  readonly asked: { readonly key: string | undefined; readonly body: string }[]
  close(): Promise<void>
}

/** A provider whose model answers "Write to" with the last placeholder for an e-mail address in the request. */
export async function echoingProvider(): Promise<EchoingProvider> {
  const asked: EchoingProvider['asked'] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    asked.push({ key: request.headers.authorization, body })
    const placeholder = body.match(/\[EMAIL_\d+\]/g)?.at(-1) ?? 'nobody'
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const say = (delta: object, finish: string | null) =>
      response.write(`data: ${JSON.stringify({ id: 'a', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`)
    say({ role: 'assistant', content: 'Write to ' }, null)
    // A placeholder may come in pieces.
    for (const piece of placeholder.split(/(?<=_)/)) say({ content: piece }, null)
    say({}, 'stop')
    response.end('data: [DONE]\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
