import { existsSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { describe, expect, test } from 'vitest'
import { markdownFiles, parseMarkdown, readMarkdown } from '../../scripts/docs/markdown.mjs'

const files = markdownFiles()

test('the documents of the project are found', () => {
  expect(files).toEqual(expect.arrayContaining(['README.md', 'examples/README.md', 'models/minilm/card.md']))
})

test.each(files)('every link of %s leads somewhere', (file) => {
  const { links } = readMarkdown(file)
  const dead = links.flatMap(({ address, line }) => {
    const problem = problemOf(address, file)
    return problem === undefined ? [] : [`${file}:${line}: ${address}: ${problem}`]
  })
  expect(dead).toEqual([])
})

/**
 * The mistake in a link of this file. Of links to other sites only the form is checked, because a test has no network.
 */
function problemOf(address: string, file: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(address)) return problemOfSite(address)
  if (address.startsWith('/')) return 'write the path from this file: a path from the root is dead under a sub-path'
  const [path = '', anchor] = address.split('#')
  const target = path === '' ? file : normalize(join(dirname(file), path)).replaceAll(sep, '/')
  if (target.startsWith('../')) return 'this leads out of the project'
  if (!existsSync(target)) return `there is no ${target}`
  if (anchor === undefined) return undefined
  if (!target.endsWith('.md')) return 'only Markdown files have anchors'
  const { anchors, headings } = readMarkdown(target)
  if (anchors.has(anchor)) return undefined
  return `${target} has the anchors ${headings.map(({ id }) => `#${id}`).join(', ')}`
}

function problemOfSite(address: string): string | undefined {
  if (address.startsWith('mailto:')) return undefined
  if (!URL.canParse(address)) return 'this is no address'
  return address.startsWith('https:') ? undefined : 'use https'
}

describe('the parser of documents', () => {
  test('headings get the anchors that code hosts give them', () => {
    const text = '# `run()` and *stop*\n\n## Twice\n\n## Twice\n\n## Größe, 10 %\n\n## a - b\n'
    expect([...parseMarkdown(text).anchors]).toEqual(['run-and-stop', 'twice', 'twice-1', 'größe-10-', 'a---b'])
  })

  test('links, pictures and links in HTML are found, each with its line', () => {
    const text = '[a](one.md#b)\n\n![p](p.png)\n\n<p><img src="q.svg"></p>\n\n`[no](link.md)`\n\n<a id="here"></a>\n'
    const { links, anchors } = parseMarkdown(text)
    expect(links).toEqual([
      { address: 'one.md#b', line: 1 },
      { address: 'p.png', line: 3 },
      { address: 'q.svg', line: 5 },
    ])
    expect(anchors.has('here')).toBe(true)
  })

  test('a block of code has its language, its words and the line of its first line', () => {
    expect(parseMarkdown('a\n\n```ts run\nlet x\n```\n').blocks).toEqual([
      { language: 'ts', words: ['run'], code: 'let x\n', line: 4 },
    ])
  })
})
