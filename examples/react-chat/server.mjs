import { createServer } from 'node:http'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { convertToModelMessages, streamText } from 'ai'
import sirv from 'sirv'

/**
 * The built page, and a route that asks a model. The route sees placeholders in place of personal data.
 *
 *   UPSTREAM_URL   https://api.provider.example/v1, or a server on this machine
 *   UPSTREAM_KEY   its key, which stays here
 *   MODEL          its name for the model
 *   PORT           8788
 */
const { UPSTREAM_URL, UPSTREAM_KEY, MODEL = 'large', PORT = '8788' } = process.env
if (UPSTREAM_URL === undefined) {
  console.error('Set UPSTREAM_URL to the address of a model, such as http://127.0.0.1:8080/v1')
  process.exit(2)
}
const provider = createOpenAICompatible({ name: 'upstream', baseURL: UPSTREAM_URL, apiKey: UPSTREAM_KEY })

const MOST_BYTES = 200_000
const SYSTEM = 'Words in brackets such as [PERSON_1] stand for values that you do not see. Write them as they are.'

const pages = sirv('dist')

createServer((request, response) => {
  if (request.url !== '/api/chat') return pages(request, response, () => response.writeHead(404).end())
  if (request.method !== 'POST') return response.writeHead(405).end()
  chat(request, response).catch((error) => {
    console.error(error)
    if (!response.headersSent) response.writeHead(400)
    response.end()
  })
}).listen(Number(PORT), '127.0.0.1', function listening() {
  console.log(`Open http://127.0.0.1:${this.address().port}/`)
})

async function chat(request, response) {
  const { messages } = JSON.parse(await readText(request))
  const gone = new AbortController()
  // A visitor who leaves must not be paid for any longer.
  response.on('close', () => gone.abort())
  const result = streamText({
    model: provider(MODEL),
    system: SYSTEM,
    messages: await convertToModelMessages(messages),
    abortSignal: gone.signal,
  })
  result.pipeUIMessageStreamToResponse(response, {
    onError(error) {
      console.error(error)
      return 'The model did not answer. Please send the message again.'
    },
  })
}

async function readText(request) {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > MOST_BYTES) throw new RangeError('The request is too long')
  }
  return text
}
