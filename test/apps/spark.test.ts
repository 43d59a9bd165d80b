import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installTacet } from './packed.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

// PySpark and Ray come from PyPI, once, into `.models/spark`; SPARK_PYTHON names a Python that has them already.
const programs = join(root, '.models/spark/bin')
const PYTHON = process.env['SPARK_PYTHON'] ?? join(programs, 'python')

/** Why the engines cannot run here; undefined where they can. */
function lackOfEngines(): string | undefined {
  if (spawnSync('java', ['-version']).status !== 0) return 'there is no Java: apt-get install openjdk-17-jre-headless'
  if (!existsSync(PYTHON)) {
    const made = spawnSync('python3', ['-m', 'venv', join(root, '.models/spark')]).status === 0
    if (!made) return 'there is no Python with venv: apt-get install python3-venv'
  }
  const install = ['-m', 'pip', 'install', '--quiet', '--requirement', join(root, 'test/apps/spark/requirements.txt')]
  if (has('pyspark') || spawnSync(PYTHON, install, { stdio: 'inherit' }).status === 0) return undefined
  return 'PySpark could not be installed from PyPI'
}

const has = (name: string) => spawnSync(PYTHON, ['-c', `import ${name}`]).status === 0

const lack = lackOfEngines()
const because = lack === undefined ? '' : `, left out: ${lack}`

const rows = Array.from({ length: 300 }, (_, index) => {
  const phone = index % 2 === 0 ? 'her ☎ +1 212 555 0142' : 'nobody'
  const text = `Ticket ${index} of Maria Lopez – ask ml${index}@example.com 🌧️ or ${phone}`
  return `{ "id": ${index}, "weight":1.10,"text":${JSON.stringify(text)} }`
})

describe.skipIf(lack !== undefined)(`several machines${because}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-spark-'))
  const environment = { ...process.env, TACET: folder, RAY_USAGE_STATS_ENABLED: '0', PYSPARK_PYTHON: PYTHON }

  beforeAll(() => {
    installTacet(folder, ['pii-tagger'])
    const page = readFileSync(join(root, 'docs/recipes/spark.md'), 'utf8')
    const blocks = [...page.matchAll(/```python\n(.*?)```/gs)].map(([, code = '']) => code)
    for (const [index, name] of ['tacet_rows', 'lines', 'column', 'by_ray'].entries()) {
      writeFileSync(join(folder, `${name}.py`), blocks[index] ?? '')
    }
    mkdirSync(join(folder, 'tickets'))
    writeFileSync(join(folder, 'tickets/rows.jsonl'), rows.map((row) => `${row}\n`).join(''))
  }, 120_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Runs a program in the folder to its end. */
  function run(program: string, parameters: readonly string[]): string {
    const { status, stdout, stderr, error } = spawnSync(program, parameters, {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
    })
    if (error !== undefined) throw error
    if (status !== 0) throw new Error(`${program} ${parameters.join(' ')} failed:\n${stderr}`)
    return stdout
  }

  const submit = (file: string, options: readonly string[]) =>
    run(join(PYTHON, '../spark-submit'), ['--py-files', 'tacet_rows.py', ...options, file])

  /** The command on this machine. */
  const here = (options: readonly string[]) =>
    run(process.execPath, ['node_modules/tacet/bin/tacet.mjs', 'redact', 'tickets/rows.jsonl', '--quiet', ...options])

  /** The files of an output, in their order. */
  const written = (name: string) =>
    readdirSync(join(folder, name))
      .filter((file) => /^(?:part-|.*\.json$)/.test(file))
      .sort()
      .map((file) => readFileSync(join(folder, name, file), 'utf8'))

  const textsOf = (lines: string) =>
    lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).text)

  test('Spark pipes lines, and they have the bytes of one machine', () => {
    submit('lines.py', ['--master', 'local[2]'])
    const parts = written('hidden-lines')
    expect(parts.filter((part) => part !== '').length).toBeGreaterThan(1)
    expect(parts.join('')).toBe(here([]))
    expect(parts.join('')).toContain('of [PERSON_1] – ask [EMAIL_1] 🌧️')
  }, 600_000)

  test('Spark works on a column, with a tacet that was sent along', () => {
    run('tar', ['czf', 'tacet.tgz', 'node_modules'])
    // Two executors, each a process of its own with a folder of its own.
    const sent = ['--archives', 'tacet.tgz#tacet', '--conf', 'spark.executorEnv.TACET=./tacet']
    submit('column.py', ['--master', 'local-cluster[2,1,1024]', ...sent])
    expect(textsOf(written('hidden-column').join(''))).toEqual(textsOf(here(['--field', 'text'])))
  }, 600_000)

  test.skipIf(!has('ray'))(
    'Ray works on a column',
    () => {
      run(PYTHON, ['by_ray.py'])
      expect(textsOf(written('hidden-by-ray').join(''))).toEqual(textsOf(here(['--field', 'text'])))
    },
    300_000,
  )

  test('a row that cannot be read ends the job', () => {
    writeFileSync(join(folder, 'tickets/rows.jsonl'), `${rows[0]}\nnot JSON, jo@example.com\n`)
    let failure = ''
    try {
      submit('lines.py', ['--master', 'local[2]', '--conf', 'spark.hadoop.validateOutputSpecs=false'])
    } catch (error) {
      failure = String(error)
    }
    expect(failure).toContain('exited with error code 1')
    expect(failure).not.toContain('jo@example.com')
  }, 600_000)
})
