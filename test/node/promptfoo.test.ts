import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as Promptfoo from '../../cli/promptfoo/index.js'
import { definePrompt } from '../../src/release/index.js'
import { scriptedEngine } from '../generate/scripted-engine.js'
import { root, tacet } from './package.js'

/** The built package: threads of Node run built files. */
const { TacetPromptfoo } = (await import(
  /* @vite-ignore */ pathToFileURL(`${root}dist/cli/promptfoo/index.js`).href
)) as typeof Promptfoo

const REPLY = `---
name: reply
config: { maxOutputTokens: 9 }
input: { schema: { question: string } }
---
{{role "system"}}
Be brief.
{{role "user"}}
{{question}}
`
const PERSON = `---
name: person
output: { schema: { name: string } }
---
Who wrote {{book}}?
`

let folder: string
const digestOf = (id: string) => tacet.catalog.find((entry) => entry.id === id)?.sha256 ?? ''

beforeAll(() => {
  folder = mkdtempSync(join(root, '.cache/promptfoo-'))
  const pin = (source: string) => ({ version: definePrompt(source).version, source })
  const stable = {
    prompts: { reply: pin(REPLY), person: pin(PERSON) },
    models: {
      generate: { id: 'compose', digest: digestOf('compose') },
      embed: { id: 'static', digest: digestOf('static') },
    },
  }
  const models = { generate: { id: 'compose', digest: '0'.repeat(64) } }
  const release = { format: 'tacet-release', version: 1, id: 'one', channels: { stable, canary: { models } } }
  writeFileSync(join(folder, 'release.json'), JSON.stringify(release))
})
afterAll(() => rmSync(folder, { recursive: true }))

const config = (more: Promptfoo.PromptfooConfig = {}) => ({ release: 'release.json', basePath: folder, ...more })
const said = (...lines: Parameters<typeof scriptedEngine>[1]) => scriptedEngine('local', lines)

test('a prompt of a release is filled with the variables of the test, and its model answers', async () => {
  const provider = new TacetPromptfoo({ config: config({ prompt: 'reply' }) })
  const vars = { question: 'The meeting is', expected: 'only for assertions' }
  const { output, error, tokenUsage, metadata } = await provider.callApi('ignored', { vars })
  expect({ error, type: typeof output }).toEqual({ error: undefined, type: 'string' })
  expect(tokenUsage?.completion).toBeLessThanOrEqual(9)
  expect(metadata).toMatchObject({ model: 'compose', prompt: { name: 'reply', release: 'one', channel: 'stable' } })
  const [cat, kitten] = await Promise.all(['a cat', 'a kitten'].map((text) => provider.callEmbeddingApi(text)))
  expect(cat?.embedding).toHaveLength(256)
  expect(kitten?.embedding).not.toEqual(cat?.embedding)
  expect([provider.id(), JSON.stringify(provider)]).toEqual([
    'tacet:one:stable:reply',
    '{"provider":"tacet:one:stable:reply"}',
  ])
  await provider.cleanup()
})

test('other weights than those of the release are an error with its code', async () => {
  const provider = new TacetPromptfoo({ config: config({ channel: 'canary', prompt: 'reply' }) })
  const { error, metadata } = await provider.callApi('', { vars: { question: 'Hi' } })
  expect(error).toMatch(/^model-corrupt: /)
  expect(metadata).toEqual({ code: 'model-corrupt' })
  await provider.cleanup()
})

test('a model that is not the one of the release is closed', async () => {
  let closed = 0
  const engine = said('ok')
  const counted: typeof engine = {
    ...engine,
    async open(task, model, options) {
      const session = await engine.open(task, model, options)
      return {
        ...session,
        async close() {
          closed += 1
        },
      }
    },
  }
  const provider = new TacetPromptfoo({ config: config({ engines: [counted], prompt: 'reply' }) })
  expect((await provider.callApi('', { vars: { question: 'Hi' } })).error).toMatch(/^model-corrupt: /)
  expect(closed).toBe(1)
})

test('a prompt with a schema of its output gives a value', async () => {
  const engines = [said('{"name":"Jane Austen"}')]
  const provider = new TacetPromptfoo({ id: 'mine', config: config({ model: 'any', engines, prompt: 'person' }) })
  const { output } = await provider.callApi('', { vars: { book: 'Emma' } })
  expect([output, provider.id()]).toEqual([{ name: 'Jane Austen' }, 'mine'])
})

test.each([
  ['Hi', [{ role: 'user', content: 'Hi' }]],
  ['[a list]', [{ role: 'user', content: '[a list]' }]],
  ['[1]', [{ role: 'user', content: '[1]' }]],
  [
    '[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}]',
    [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Hi' },
    ],
  ],
])('without a release the prompt %s is asked as it is', async (prompt, messages) => {
  const engine = said('ok')
  const provider = new TacetPromptfoo({ config: { engines: [engine], maxTokens: 5 } })
  expect(await provider.callApi(prompt)).toMatchObject({ output: 'ok', tokenUsage: { total: 8 }, finishReason: 'stop' })
  expect(engine.asked[0]).toMatchObject({ messages, maxTokens: 5 })
})

test('a missing variable is an error of the test, and an abort rejects', async () => {
  const provider = new TacetPromptfoo({ config: config({ model: 'any', engines: [said('ok')], prompt: 'reply' }) })
  expect((await provider.callApi('', { vars: {} })).error).toContain('do not fit its schema')
  const left = new Error('left')
  await expect(provider.callApi('', {}, { abortSignal: AbortSignal.abort(left) })).rejects.toBe(left)
})

test.each([
  [{ prompt: 'reply' }, '`prompt` must name a prompt of the release (none)'],
  [{ release: 'none.json' }, 'none.json is not valid JSON'],
  [{ releases: 'x' }, 'Did you mean `release`?'],
])('a wrong configuration is told at once: %j', (wrong, message) => {
  expect(() => new TacetPromptfoo({ config: wrong as never })).toThrow(message)
})

test('a channel that the release does not have is named', () => {
  expect(() => new TacetPromptfoo({ config: config({ channel: 'beta' }) })).toThrow('has no channel beta')
})
