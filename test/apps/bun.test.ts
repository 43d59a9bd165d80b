import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { VECTORS } from '../fixtures/vectors/same-everywhere.js'
import { root } from '../node/package.js'
import { projectWith } from '../servers/project-with.js'

const VERSION = '1.4.5'

/** The package of npm with the program for this computer. */
const NAME = `@oven/bun-${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch.replace('arm64', 'aarch64')}`

const address = (file: string) => JSON.stringify(pathToFileURL(join(root, file)).href)

const PROGRAM = `
import { createClassifier, createEmbedder, createGenerator, createNameRecognizer } from ${address('dist/src/index.js')}
import { localEngine } from ${address('dist/src/engines/index.js')}
import { createRedactor } from ${address('dist/src/redact/index.js')}
import { digestOf, TEXTS } from ${address('test/fixtures/vectors/same-everywhere.ts')}

const embedder = await createEmbedder()
const digest = await digestOf(await embedder.embed(TEXTS))

const texts = Array.from({ length: 120 }, (_, index) => 'ticket ' + index + ': the lamp is broken')
const [alone, shared] = await Promise.all(
  [1, 3].map(async (workers) =>
    (await createEmbedder({ model: 'static', engines: [localEngine({ workers })] })).embed(texts),
  ),
)

const controller = new AbortController()
const aborted = embedder.embed(texts.map((text) => text + ' again'), { signal: controller.signal }).catch((reason) => reason)
controller.abort('enough')

const pieces = []
for await (const piece of (await createGenerator({ model: 'compose' })).stream('The meeting is', { maxTokens: 8 })) {
  pieces.push(piece)
}
const { label } = await (await createClassifier({ model: 'emotion' })).classify('I am so happy today')
const redactor = createRedactor({ model: await createNameRecognizer() })
const { text } = await redactor.redact('Ada Lovelace, ada@example.com')
const isEqual = JSON.stringify(alone) === JSON.stringify(shared)
console.log(JSON.stringify({ digest, isEqual, aborted: await aborted, pieces: pieces.length > 1, label, text }))
`

test('models run in Bun with the vectors of a page, bit by bit, and the program ends by itself', () => {
  const folder = mkdtempSync(join(root, '.cache/bun-program-'))
  try {
    const file = join(folder, 'program.ts')
    writeFileSync(file, PROGRAM)
    const bun = join(projectWith(NAME, VERSION), 'node_modules', NAME, 'bin/bun')
    const { stdout, stderr, status } = spawnSync(bun, [file], { cwd: root, encoding: 'utf8' })
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(JSON.parse(stdout)).toEqual({
      digest: VECTORS,
      isEqual: true,
      aborted: 'enough',
      pieces: true,
      label: 'joy',
      text: '[PERSON_1], [EMAIL_1]',
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}, 120_000)
