import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import MarkdownIt from 'markdown-it'

// Reads a Markdown file for the tests and for the site. Both use one parser, so a link that the test follows is a link
// that the site shows.

const root = new URL('../../', import.meta.url)

/** Folders whose Markdown is not the project's own, or is made by a build. */
const SKIPPED = new Set(['node_modules', 'dist', '.cache', '.models', '.git'])

/** The paths of all Markdown files of the project, from its root. */
export function markdownFiles(folder = '') {
  return readdirSync(new URL(`./${folder}`, root), { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : markdownFiles(`${folder}${entry.name}/`)
      return entry.name.endsWith('.md') ? [`${folder}${entry.name}`] : []
    })
    .sort()
}

/** Reads a Markdown file of the project. */
export function readMarkdown(path) {
  return parseMarkdown(readFileSync(fileURLToPath(new URL(path, root)), 'utf8'))
}

/** The headings, links, anchors and blocks of code of a text, each with its line. */
export function parseMarkdown(text) {
  const parts = { headings: [], links: [], anchors: new Set(), blocks: [] }
  const slug = slugger()
  const tokens = parser.parse(text, {})
  let line = 1
  for (const [index, token] of tokens.entries()) {
    // A cell of a table has no line of its own: it is in the line of its row.
    if (token.map !== null) line = token.map[0] + 1
    if (token.type === 'heading_open') {
      const title = plainText(tokens[index + 1])
      const heading = { level: Number(token.tag.slice(1)), title, id: slug(title), line }
      parts.headings.push(heading)
      parts.anchors.add(heading.id)
    }
    if (token.type === 'fence') {
      const [language = '', ...words] = token.info.trim().split(/\s+/)
      parts.blocks.push({ language, words, code: token.content, line: line + 1 })
    }
    if (token.type === 'html_block') readHtml(token.content, line, parts)
    for (const child of token.children ?? []) {
      const address = child.attrGet('href') ?? child.attrGet('src')
      if (address !== null) parts.links.push({ address: decodeURI(address), line })
      if (child.type === 'html_inline') readHtml(child.content, line, parts)
    }
  }
  return parts
}

const parser = new MarkdownIt({ html: true })

/** The words of a heading, without marks. */
export function plainText(inline) {
  return (inline.children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('')
}

/** Gives each heading of a file its anchor, as code hosts do: a second heading of the same words gets a number. */
export function slugger() {
  const seen = new Map()
  return (title) => {
    const words = title
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
      .replaceAll(' ', '-')
    const times = seen.get(words) ?? 0
    seen.set(words, times + 1)
    return times === 0 ? words : `${words}-${times}`
  }
}

function readHtml(html, line, { links, anchors }) {
  for (const [, address] of html.matchAll(/\s(?:href|src|srcset)="([^"\s]*)"/g)) links.push({ address, line })
  for (const [, id] of html.matchAll(/\s(?:id|name)="([^"]*)"/g)) anchors.add(id)
}
