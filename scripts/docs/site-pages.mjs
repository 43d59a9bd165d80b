import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { modelIds } from '../model-packages.mjs'
import { entries } from './declarations.mjs'
import { parseMarkdown } from './markdown.mjs'
import { referencePage, referencePath } from './reference.mjs'

const root = new URL('../../', import.meta.url)
const read = (path) => readFileSync(new URL(path, root), 'utf8')

/** Documents beside docs/ that the site shows too, with the names of their pages there. */
const NEIGHBOURS = {
  'README.md': 'index.html',
  'ARCHITECTURE.md': 'architecture.html',
  'CHANGELOG.md': 'changelog.html',
  'CONTRIBUTING.md': 'contributing.html',
  'examples/README.md': 'servers-to-point-at.html',
  'golden/README.md': 'golden-sets.html',
}

/** The address of a document's page from the root of the site; undefined for a file without a page. */
export function pageAddress(source) {
  if (source in NEIGHBOURS) return NEIGHBOURS[source]
  const [, card] = /^models\/([\w-]+)\/card\.md$/.exec(source) ?? []
  if (card !== undefined) return `models/${card}.html`
  return /^docs\/.*\.md$/.test(source) ? source.replace(/^docs\//, '').replace(/\.md$/, '.html') : undefined
}

/** The link from a page to another page or file of the site. */
export function linkBetween(from, to) {
  return posix.relative(posix.dirname(from), to) || posix.basename(to)
}

/** All pages of the site by section, in the order of the table of contents. */
export function siteSections() {
  const listed = JSON.parse(read('docs/contents.json')).map(({ title, pages }) => ({
    title,
    pages: pages.map((path) => writtenPage(path.startsWith('../') ? path.slice(3) : `docs/${path}`)),
  }))
  return [
    ...listed,
    { title: 'Models', pages: modelIds().map((id) => writtenPage(`models/${id}/card.md`)) },
    { title: 'API reference', pages: entries().map(generatedPage) },
  ]
}

function writtenPage(source) {
  return page(source, pageAddress(source), read(source))
}

function generatedPage(entry) {
  const source = `docs/${referencePath(entry)}`
  return page(source, pageAddress(source), referencePage(entry))
}

function page(source, address, text) {
  const { headings } = parseMarkdown(text)
  return { source, address, text, title: headings[0]?.title ?? source, headings }
}
