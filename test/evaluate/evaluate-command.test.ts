import { appendFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluateInBrowser } from '../../cli/evaluate/browser-run.js'
import { run } from '../../cli/evaluate/command.js'
import { OutcomeCache } from '../../cli/evaluate/outcome-cache.js'
import { parseRun } from '../../src/evaluate/run/parse-run.js'
import { printedLines } from './printed-lines.js'

const GOLDEN = 'golden/redaction.jsonl'
let folder: string
const printed = printedLines()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tacet-command-'))
})
afterAll(() => rm(folder, { recursive: true }))

const output = () => printed.join('\n')

describe('tacet evaluate', () => {
  test('runs in the browser, prints figures with intervals, writes run and report, and passes', async () => {
    const [json, report] = [join(folder, 'run.json'), join(folder, 'report.html')]
    const args = ['--data', GOLDEN, '--model', 'rules', '--json', json, '--report', report, '--no-cache']
    expect(await run([...args, '--resamples', '200', '--fail-below', 'overlapPrecision=0.9'])).toBe(0)
    expect(output()).toMatch(/rules on golden-redaction \(redact, 68 rows, 68 answered\)/)
    expect(output()).toMatch(/overlapF1 +0\.\d{4} +0\.\d{4} to 0\.\d{4}/)
    const saved = parseRun(await readFile(json, 'utf8'))
    expect(saved.outcomes).toHaveLength(68)
    expect(saved.environment['browser']).toMatch(/^Chrom/)
    expect(await readFile(report, 'utf8')).toContain('rules on golden-redaction')
  })

  test('a planted regression fails with 1 and one line for each figure that got worse', async () => {
    const good = await readFile(join(folder, 'run.json'), 'utf8')
    const bad = parseRun(good)
    const blind = bad.outcomes.map(({ id }, index) =>
      index % 2 === 0 ? { id, output: { type: 'spans', spans: [] } } : bad.outcomes[index],
    )
    const worse = join(folder, 'worse.json')
    await writeFile(worse, JSON.stringify({ ...bad, outcomes: blind }))
    const args = ['--data', GOLDEN, '--resamples', '1000', '--fail-on-regression']
    expect(await run([...args, '--run', worse, '--baseline', join(folder, 'run.json')])).toBe(1)
    expect(output()).toMatch(/FAILED: overlapRecall got worse by 0\.\d{4} \(95 % interval -0\.\d{4} to -0\.\d{4}\)/)
    expect(output()).toMatch(/FAILED: characterLeak got worse/)
    printed.length = 0
    expect(await run([...args, '--run', join(folder, 'run.json'), '--baseline', join(folder, 'run.json')])).toBe(0)
    expect(output()).toContain('0 rows differ')
  })

  test('a figure below its gate fails with 1 and one line', async () => {
    const args = ['--data', GOLDEN, '--run', join(folder, 'run.json'), '--resamples', '50']
    expect(await run([...args, '--fail-below', 'exactF1=0.999', '--fail-above', 'characterLeak=0'])).toBe(1)
    const failures = printed.filter((line) => line.startsWith('FAILED'))
    expect(failures).toHaveLength(2)
    expect(failures[0]).toMatch(/^FAILED: exactF1 is 0\.\d{4}, below 0\.999$/)
  })

  test.each([
    [[], '--data is missing'],
    [['--data', 'absent.jsonl'], 'there is no file absent.jsonl'],
    [['--data', GOLDEN, '--task', 'dream'], '--task must be one of embed, classify'],
    [['--data', GOLDEN, '--device', 'gpu'], '--device must be one of auto, wasm, webgpu, got gpu'],
    [['--data', GOLDEN, '--runtime', 'torch'], '--runtime must be one of auto, kernels, onnxruntime, got torch'],
    [['--data', GOLDEN, '--batch', '0'], '--batch must be a whole number from 1 on, got 0'],
    [['--data', GOLDEN, '--fail-below', 'f1'], '--fail-below must look like accuracy=0.8, got f1'],
    [['--data', GOLDEN, '--fail-on-regression'], '--fail-on-regression needs --baseline'],
    [['--data', GOLDEN, '--colour'], "Unknown option '--colour'"],
  ])('wrong use %j is told with 2', async (args, message) => {
    expect(await run(args)).toBe(2)
    expect(output()).toContain(message)
  })

  test('a file for another task, an empty one and bad lines are told', async () => {
    expect(await run(['--data', GOLDEN, '--task', 'embed'])).toBe(1)
    expect(output()).toContain('is for the task redact and does not fit the task embed')
    const empty = join(folder, 'empty.jsonl')
    await writeFile(empty, '')
    expect(await run(['--data', empty, '--task', 'embed'])).toBe(1)
    expect(output()).toContain('has no usable row for the task embed: it is empty')
    await writeFile(empty, '{"text":"a"}\nnonsense')
    expect(await run(['--data', empty, '--task', 'redact'])).toBe(1)
    expect(output()).toContain('line 1, the task redact needs the column `spans`')
  })

  test('a model that does not exist fails with the reason and not with the browser driver’s words', async () => {
    expect(await run(['--data', 'golden/similarity.jsonl', '--model', 'no-such-model', '--no-cache'])).toBe(1)
    expect(output()).toContain('Model no-such-model is not known')
    expect(output()).not.toContain('page.evaluate')
    expect(await run(['--data', 'golden/similarity.jsonl', '--model', './no-folder', '--no-cache'])).toBe(1)
    expect(output()).toContain('There is no folder ./no-folder')
  })

  test('labels that the model does not take are told for what they are, with 1', async () => {
    const args = ['--data', 'golden/zero-shot.jsonl', '--model', 'spam', '--resamples', '20', '--no-cache']
    expect(await run(args)).toBe(1)
    expect(output()).toContain('64 rows: The model knows only its own labels: spam, ham')
    expect(output()).toContain('FAILED: the model answered no row')
  })

  test('texts without references are measured in bits per byte', async () => {
    const texts = join(folder, 'texts.jsonl')
    const rows = ['I would like to book a table for two.', 'Which day would you prefer?', 'qzx vkjw qqz 😀']
    await writeFile(texts, rows.map((text) => JSON.stringify({ text })).join('\n'))
    expect(await run(['--data', texts, '--task', 'generate', '--resamples', '20', '--no-cache'])).toBe(0)
    expect(output()).toMatch(/bitsPerByte +\d\.\d{4} .*lower is better/)
    expect(output()).toContain('(generate, 3 rows, 3 answered)')
  })

  test('a model may be a folder in the layout of this package', async () => {
    const model = join(folder, 'my-language')
    await cp('models/language', model, { recursive: true })
    expect(await run(['--data', 'golden/language.jsonl', '--model', model, '--resamples', '20', '--no-cache'])).toBe(0)
    expect(output()).toContain(`${model} on golden-language (language, 73 rows, 73 answered)`)
  })

  test('a run that is stopped rejects with the reason, and the next one asks only what is missing', async () => {
    const cache = join(folder, 'cache')
    const stop = new AbortController()
    const reason = new Error('enough')
    const stopped = evaluateInBrowser({
      data: GOLDEN,
      cache,
      batch: 4,
      signal: stop.signal,
      onProgress: (message) => {
        if (message.type === 'rows' && message.loaded >= 30) stop.abort(reason)
      },
    })
    await expect(stopped).rejects.toBe(reason)
    const seen: number[] = []
    const whole = await evaluateInBrowser({
      data: GOLDEN,
      cache,
      onProgress: (message) => {
        if (message.type === 'rows') seen.push(message.loaded)
      },
    })
    expect(seen[0]).toBeGreaterThanOrEqual(30)
    expect(whole.outcomes).toHaveLength(68)
    expect(await readdir(cache)).toEqual([])
  })

  test('a line that was torn by the stop is asked again', async () => {
    const cache = join(folder, 'torn')
    const kept = new OutcomeCache(cache)
    kept.open('key')
    kept.add({ id: 'a', output: { type: 'similarity', similarity: 1 } })
    await appendFile(join(cache, 'key.jsonl'), '{"id":"to')
    expect(new OutcomeCache(cache).open('key').map(({ id }) => id)).toEqual(['a'])
  })
})
