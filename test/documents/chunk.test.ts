import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunk } from '../../src/documents/chunk.js'
import { readable } from '../../src/documents/readable.js'

const texts = (text: string, options = {}) => chunk(text, options).map(({ start, end }) => text.slice(start, end))

test.each<[string, object, string[]]>([
  ['', {}, []],
  [' \n\t\n ', {}, []],
  ['🌧️', { passageLength: 1, overlap: 0 }, ['🌧', '\ufe0f']],
  ['One.', {}, ['One.']],
  ['One. Two. Three.', { passageLength: 10, overlap: 0 }, ['One. Two.', 'Three.']],
  ['One. Two. Three.', { passageLength: 12, overlap: 4 }, ['One. Two.', 'Two. Three.']],
  ['Dr. Who came. 3.5 m tall!', { passageLength: 16, overlap: 0 }, ['Dr. Who came.', '3.5 m tall!']],
  ['first\n\nsecond', { passageLength: 6, overlap: 0 }, ['first', 'second']],
  [
    'a very long sentence without an end',
    { passageLength: 12, overlap: 0 },
    ['a very long', 'sentence', 'without an', 'end'],
  ],
  ['今天下雨。明天晴。', { passageLength: 5, overlap: 0, language: 'zh' }, ['今天下雨。', '明天晴。']],
])('%j with %j is cut into %j', (text, options, expected) => {
  expect(texts(text, options)).toEqual(expected)
})

const markdown = `# Title
## Section
Text of it.

## Next
More.
\`\`\`js
# not a heading

const a = 1
\`\`\`
After.
`

test('a Markdown heading starts a passage and stays with what follows; code is no heading', () => {
  expect(texts(markdown, { format: 'markdown' })).toEqual([
    '# Title\n## Section\nText of it.',
    '## Next\nMore.\n```js\n# not a heading\n\nconst a = 1\n```\nAfter.',
  ])
})

test('a fence that is never closed runs to the end', () => {
  expect(texts('~~~\n# a\n```\n# b', { format: 'markdown' })).toEqual(['~~~\n# a\n```\n# b'])
})

const html = `<head><title>x</title></head><h1>Rain &amp; <b>S</b>un</h1>
<p title="a > b">First.</p><script>if (a < b) "<p>no</p>"</script><!-- <p>no</p> --><ul><li>One<li>Two</ul><h2>Next</h2>Plain`

test('HTML is cut between its blocks; scripts, comments and attributes are not read', () => {
  const passages = texts(html, { format: 'html' })
  expect(passages.map((passage) => readable(passage, 'html'))).toEqual(['Rain & Sun First. One Two', 'Next Plain'])
})

test.each([
  ['a&lt;b&#62;&#x1F327;&nbsp;&unknown;&#xD800;&#0;', 'a<b>🌧 &unknown;&#xD800;&#0;'],
  ['un<b>break</b>able<br>line', 'unbreakable line'],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
])('%j reads %j', (source, expected) => {
  expect(readable(source, 'html')).toBe(expected)
})

test.each(['text', 'markdown', 'html'] as const)(
  '%s: passages are in order, not empty, not too long, and leave out no word',
  (format) => {
    const piece = fc.constantFrom(
      'Rain',
      ' falls. ',
      '\n\n',
      '# ',
      '```\n',
      '\n',
      '🌧️',
      '<p>',
      '</p>',
      '<!--',
      '-->',
      '"',
      "'",
      '\ud800',
      '<a ',
      'x'.repeat(40),
      '。',
    )
    const content = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''))
    const lengths = fc.record({
      passageLength: fc.integer({ min: 2, max: 80 }),
      share: fc.double({ min: 0, max: 0.9, noNaN: true }),
    })
    fc.assert(
      fc.property(content, lengths, (text, { passageLength, share }) => {
        const overlap = Math.floor(passageLength * share)
        const spans = chunk(text, { format, passageLength, overlap })
        let covered = 0
        for (const [index, { start, end }] of spans.entries()) {
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
          expect(end - start).toBeGreaterThan(0)
          expect(end - start).toBeLessThanOrEqual(passageLength)
          if (index > 0) expect(start).toBeGreaterThan(spans[index - 1]!.start)
          if (format === 'text') expect(text.slice(covered, start).trim()).toBe('')
          covered = Math.max(covered, end)
        }
        if (format === 'text') expect(text.slice(covered).trim()).toBe('')
      }),
    )
  },
)

test.each([
  '<a '.repeat(50_000),
  '<'.repeat(100_000),
  '<!--'.repeat(50_000),
  '`'.repeat(100_000),
  '# '.repeat(50_000),
  '\n \n'.repeat(50_000),
  '<script>'.repeat(20_000),
  '&'.repeat(100_000),
  'One sentence. '.repeat(20_000),
  'x'.repeat(400_000),
  'a\n\n'.repeat(130_000),
  '```\n'.repeat(100_000),
])('takes hostile text without going quadratic (%#)', (text) => {
  // A quadratic reading takes minutes; the time limit of the test is the check.
  for (const format of ['text', 'markdown', 'html'] as const) {
    const passages = texts(text, { format })
    expect(passages.join('').length).toBeLessThanOrEqual(2 * text.length)
    expect(passages.every((passage) => readable(passage, format).length <= passage.length)).toBe(true)
  }
})

test.each([{ passageLength: 0 }, { passageLength: 1.5 }, { overlap: -1 }, { passageLength: 10, overlap: 10 }])(
  '%j is refused',
  (options) => {
    expect(() => chunk('text', options)).toThrow(RangeError)
  },
)
