import {
  classifierPredictor,
  compareRuns,
  type Dataset,
  evaluate,
  mountReport,
  readDataset,
  redactorPredictor,
  reportData,
  reportHtml,
} from 'tacet/evaluate'
import { afterEach, expect, test } from 'vitest'

const jsonl = (...rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n')
const model = { id: 'words' }
let root: HTMLElement

const mounted = () => {
  root = document.createElement('div')
  document.body.append(root)
  return root
}
afterEach(() => root?.remove())

const reviews = () =>
  readDataset(
    jsonl(
      { dataset: 'reviews', license: 'CC0-1.0', task: 'classify' },
      { id: 'a', text: 'good </script><b>day</b>', label: 'positive', slices: { source: 'mail' } },
      { id: 'b', text: 'good night', label: 'positive', slices: { source: 'chat' } },
      { id: 'c', text: 'bad day', label: 'negative', slices: { source: 'chat' } },
      { id: 'd', text: 'so so', label: 'positive', slices: { source: 'mail' } },
    ),
  )

const classify = (dataset: Dataset, good: RegExp) => {
  const classifier = {
    classify: async (texts: readonly string[]) =>
      texts.map((text) => {
        const score = good.test(text) ? 0.9 : 0.3
        const labels = [
          { label: 'positive', score },
          { label: 'negative', score: 1 - score },
        ]
        return { scores: labels }
      }),
  }
  return evaluate(dataset, classifierPredictor(classifier, { model }))
}

/** The visible text of the report, and its buttons. */
const reader = (tree: ParentNode) => ({
  rows: () => [...tree.querySelectorAll('.rows > li')].map((row) => row.querySelector('.row-head')?.textContent ?? ''),
  press: (name: RegExp) => {
    const named = (button: Element) => name.test(button.getAttribute('aria-label') ?? button.textContent ?? '')
    const button = [...tree.querySelectorAll('button')].find(named)
    if (button === undefined) throw new Error(`no button ${name}`)
    button.click()
  },
  set: (selector: string, value: string) => {
    const field = tree.querySelector<HTMLInputElement>(selector)!
    field.value = value
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input'))
  },
  text: (selector: string) => tree.querySelector(selector)?.textContent ?? '',
})

test('a number of the confusion matrix, a group, a search and a filter each show their rows', async () => {
  const dataset = await reviews()
  await mountReport(mounted(), reportData(dataset, await classify(dataset, /good/)))
  const report = reader(root.shadowRoot!)
  expect(report.rows()).toHaveLength(4)
  report.press(/1 rows of positive given negative/)
  expect(report.rows()).toEqual([expect.stringContaining('wrong d')])
  report.press(/show all again/)
  expect(report.rows()).toHaveLength(4)
  report.press(/source: chat/)
  expect(report.rows().map((row) => row.split(' ')[1])).toEqual(['b', 'c'])
  report.press(/show all again/)
  report.set('input[type=search]', 'NIGHT')
  expect(report.rows()).toEqual([expect.stringContaining('right b')])
  report.set('input[type=search]', '')
  report.set('select[aria-label="Which rows"]', 'wrong')
  expect(report.rows()).toEqual([expect.stringContaining('wrong d')])
})

test('the threshold changes precision and recall as it moves', async () => {
  const dataset = await reviews()
  await mountReport(mounted(), reportData(dataset, await classify(dataset, /good/)))
  const report = reader(root.shadowRoot!)
  report.set('select[aria-label=Label]', 'positive')
  expect(report.text('.live')).toContain('Precision 1.000Recall 0.667')
  report.set('input[type=range]', '0.2')
  expect(report.text('.live')).toContain('Precision 0.750Recall 1.000')
})

test('with a baseline, only the rows that differ can be shown', async () => {
  const dataset = await reviews()
  const [before, after] = [await classify(dataset, /good/), await classify(dataset, /day/)]
  const comparison = compareRuns(dataset, before, after, { resamples: 100 })
  await mountReport(mounted(), reportData(dataset, after, { baseline: before, comparison }))
  const report = reader(root.shadowRoot!)
  report.set('select[aria-label="Which rows"]', 'different')
  expect(report.rows().map((row) => row.split(' ')[1])).toEqual(['b', 'c'])
  expect(report.text('.rows')).toContain('before (worse now)')
})

test('found, missed and needless spans are told apart in the text', async () => {
  const text = 'Ada wrote to Bob on Monday'
  const gold = [
    { start: 0, end: 3, type: 'PERSON' },
    { start: 13, end: 16, type: 'PERSON' },
  ]
  const dataset = await readDataset(jsonl({ text, spans: gold }), { task: 'redact' })
  const detect = async () => [
    { start: 0, end: 3, type: 'PERSON', score: 1 },
    { start: 20, end: 26, type: 'DATE', score: 0.4 },
  ]
  await mountReport(mounted(), reportData(dataset, await evaluate(dataset, redactorPredictor({ detect }, { model }))))
  const marks = [...root.shadowRoot!.querySelectorAll('mark')].map((mark) => [mark.className, mark.textContent])
  expect(marks).toEqual([
    ['found', 'Ada'],
    ['missed', 'Bob'],
    ['extra', 'Monday'],
  ])
  expect(root.shadowRoot!.querySelector('.text')?.textContent).toBe(text)
})

test('a saved report is one file that works alone, whatever its texts hold', async () => {
  const dataset = await reviews()
  const html = reportHtml(reportData(dataset, await classify(dataset, /good/)))
  expect(html).not.toMatch(/(?:src|href)=/)
  const frame = document.createElement('iframe')
  // A unique origin: it can have no help from this page.
  frame.sandbox.add('allow-scripts')
  const alone = new DOMParser().parseFromString(html, 'text/html')
  expect(alone.querySelectorAll('script')).toHaveLength(2)
  const ready = new Promise<string>((resolve) => {
    addEventListener('message', ({ data }) => resolve(String(data)), { once: true })
  })
  const probe = `<script>
    const look = setInterval(() => {
      const texts = [...document.querySelector('main').shadowRoot.querySelectorAll('.text')]
      if (texts.length === 0) return
      clearInterval(look)
      parent.postMessage(texts.map((text) => text.textContent).join('|'), '*')
    }, 10)
    </script></body>`
  frame.srcdoc = html.replace('</body>', probe)
  mounted().append(frame)
  expect(await ready).toBe('good </script><b>day</b>|good night|bad day|so so')
})
