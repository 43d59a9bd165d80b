import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { generateText, Output, streamText } from 'ai'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTacet } from '../../src/ai-sdk/index.js'
import { serverEngine } from '../../src/engines/server.js'
import { projectWith } from '../servers/project-with.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const MODEL = fileURLToPath(new URL('../fixtures/models/generate', import.meta.url))

interface Program {
  readonly client: OpenAI
  readonly said: string
  stop(): Promise<void>
}

/** The built program, started in a folder and up until it is stopped. */
async function start(folder: string, options: readonly string[] = []): Promise<Program> {
  const all = [`${root}bin/tacet.mjs`, 'serve', '--model', MODEL, '--embeddings', 'minilm', '--port', '0', ...options]
  const program = spawn(process.execPath, all, { cwd: folder })
  const ended = new Promise((resolve) => program.once('exit', resolve))
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const found = / at (http[^\s,]+).*\n/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    }
    program.stdout.on('data', hear)
    program.stderr.on('data', hear)
    program.on('exit', () => reject(new Error(`It ended: ${said}`)))
  })
  return {
    client: new OpenAI({ baseURL: url, apiKey: 'none', maxRetries: 0 }),
    said,
    async stop() {
      program.kill('SIGTERM')
      await ended
    },
  }
}

const KINDS = {
  'in a headless browser': () => start(root, ['--runtime', 'browser', '--device', 'wasm']),
  // 290 MB unpacked, with the binaries of all platforms; some ten seconds to install.
  natively: () => start(projectWith('onnxruntime-node', '1.30.0')),
} as const

const running = new Map<string, Program>()
const on = (kind: string) => running.get(kind) as Program

beforeAll(async () => {
  for (const [kind, open] of Object.entries(KINDS)) running.set(kind, await open())
}, 300_000)

afterAll(async () => {
  await Promise.all([...running.values()].map((program) => program.stop()))
})

const messages = [{ role: 'user', content: 'Paris?' }] as const

describe.each(Object.keys(KINDS))('computed %s', (kind) => {
  test('it says so', () => {
    expect(on(kind).said).toContain(`computed ${kind}`)
  })

  test('the openai client gets an answer, in one piece and as a stream, the same for the same seed', async () => {
    const { client } = on(kind)
    const request = { model: 'generate', messages: [...messages], max_tokens: 16, temperature: 1, seed: 4 }
    const whole = await client.chat.completions.create(request)
    expect(whole.usage?.completion_tokens).toBe(16)
    const stream = await client.chat.completions.create({ ...request, stream: true })
    let text = ''
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    expect(text).toBe(whole.choices[0]?.message.content)
  })

  test('a model that knows nothing still writes what the schema says', async () => {
    const schema = { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] }
    const reply = await on(kind).client.chat.completions.create({
      model: 'generate',
      messages: [...messages],
      max_tokens: 100,
      seed: 1,
      response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } },
    })
    expect(JSON.parse(reply.choices[0]?.message.content ?? '')).toEqual({ ok: expect.any(Boolean) })
  })

  test('the AI SDK gets a stream and a value of a schema', async () => {
    const url = on(kind).client.baseURL
    const model = createTacet({ engines: [serverEngine({ url })] }).languageModel('generate')
    const streamed = streamText({ model, prompt: 'Paris?', maxOutputTokens: 16, seed: 4, temperature: 1 })
    let text = ''
    for await (const piece of streamed.textStream) text += piece
    expect(text.length).toBeGreaterThan(0)
    expect(await streamed.usage).toMatchObject({ outputTokens: 16 })
    const schema = z.object({ ok: z.boolean() })
    const { output } = await generateText({
      model,
      prompt: 'Ok?',
      maxOutputTokens: 100,
      seed: 1,
      output: Output.object({ schema }),
    })
    expect(output).toEqual({ ok: expect.any(Boolean) })
  })

  test('it gives vectors', async () => {
    const { data } = await on(kind).client.embeddings.create({ model: 'minilm', input: ['a cat', 'a kitten'] })
    expect(data.map(({ embedding }) => embedding.length)).toEqual([384, 384])
  })

  test('a prompt that is too long is the fault of the client', async () => {
    const long = { model: 'generate', messages: [{ role: 'user', content: 'x '.repeat(3000) }] } as const
    const asked = on(kind).client.chat.completions.create({ ...long, messages: [...long.messages] })
    await expect(asked).rejects.toMatchObject({ status: 400, code: 'context_length_exceeded' })
  })

  test('a client that hangs up stops the model: the next one is answered', async () => {
    const { client } = on(kind)
    const stop = new AbortController()
    const stream = await client.chat.completions.create(
      { model: 'generate', messages: [...messages], max_tokens: 480, seed: 2, stream: true },
      { signal: stop.signal },
    )
    for await (const _ of stream) break
    stop.abort()
    // The answer could end at its first token by chance.
    const certain = { model: 'generate', messages: [...messages], max_tokens: 4, temperature: 0 }
    const next = await client.chat.completions.create(certain)
    expect(next.usage?.completion_tokens).toBe(4)
  })
})

test('both write the same and see the same meaning', async () => {
  const answers = await Promise.all(
    Object.keys(KINDS).map(async (kind) => {
      const { client } = on(kind)
      const request = { model: 'generate', messages: [...messages], max_tokens: 200, temperature: 0 }
      const { choices, usage } = await client.chat.completions.create(request)
      const { data } = await client.embeddings.create({ model: 'minilm', input: 'a cat', encoding_format: 'float' })
      return { text: choices[0]?.message.content, usage, vector: data[0]?.embedding ?? [] }
    }),
  )
  const [browser, native] = answers as [(typeof answers)[0], (typeof answers)[0]]
  expect(native.text).toBe(browser.text)
  expect(native.usage).toEqual(browser.usage)
  const cosine = native.vector.reduce((sum, value, index) => sum + value * (browser.vector[index] as number), 0)
  expect(cosine).toBeGreaterThan(0.999)
})

test('asked to compute natively where that is not installed, it says what to do', async () => {
  await expect(start(root, ['--runtime', 'native'])).rejects.toThrow(/onnxruntime-node .*npm install onnxruntime-node/s)
})

test('a device is one of the browser and not of the native runtime', async () => {
  await expect(start(root, ['--runtime', 'native', '--device', 'webgpu'])).rejects.toThrow(/--device webgpu/)
})
