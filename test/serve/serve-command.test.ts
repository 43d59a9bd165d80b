import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

let program: ReturnType<typeof spawn>
let url = ''

/** The built program with a real browser behind it. */
beforeAll(async () => {
  const options = ['serve', '--model', './test/fixtures/models/generate', '--embeddings', 'minilm', '--port', '0']
  program = spawn(process.execPath, ['bin/tacet.mjs', ...options, '--device', 'wasm'], { cwd: root })
  url = await new Promise<string>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const found = / at (http\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    }
    program.stdout?.on('data', hear)
    program.stderr?.on('data', hear)
    program.on('exit', () => reject(new Error(`It ended: ${said}`)))
  })
}, 60_000)

afterAll(async () => {
  if (program.exitCode !== null) return
  const ended = new Promise((resolve) => program.once('exit', resolve))
  program.kill('SIGTERM')
  await ended
})

const messages = [{ role: 'user', content: 'Paris?' }] as const

test('the openai client gets an answer, in one piece and as a stream, the same for the same seed', async () => {
  const client = new OpenAI({ baseURL: url, apiKey: 'none' })
  const request = { model: 'generate', messages: [...messages], max_tokens: 16, temperature: 1, seed: 4 }
  const whole = await client.chat.completions.create(request)
  expect(whole.usage?.completion_tokens).toBe(16)
  const stream = await client.chat.completions.create({ ...request, stream: true })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  expect(text).toBe(whole.choices[0]?.message.content)
})

test('a model that knows nothing still writes what the schema says', async () => {
  const client = new OpenAI({ baseURL: url, apiKey: 'none' })
  const schema = { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] }
  const reply = await client.chat.completions.create({
    model: 'generate',
    messages: [...messages],
    max_tokens: 100,
    seed: 1,
    response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } },
  })
  expect(JSON.parse(reply.choices[0]?.message.content ?? '')).toEqual({ ok: expect.any(Boolean) })
})

test('it gives vectors', async () => {
  const client = new OpenAI({ baseURL: url, apiKey: 'none' })
  const { data } = await client.embeddings.create({ model: 'minilm', input: ['a cat', 'a kitten'] })
  expect(data.map(({ embedding }) => embedding.length)).toEqual([384, 384])
})

test('a prompt that is too long is the fault of the client', async () => {
  const client = new OpenAI({ baseURL: url, apiKey: 'none' })
  const long = { model: 'generate', messages: [{ role: 'user', content: 'x '.repeat(3000) }] } as const
  await expect(client.chat.completions.create({ ...long, messages: [...long.messages] })).rejects.toMatchObject({
    status: 400,
    code: 'context_length_exceeded',
  })
})
