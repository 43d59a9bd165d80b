import { readdirSync, readFileSync } from 'node:fs'
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

/** The address of a document's page from the root of the site; undefined for what has no page. */
export function pageAddress(source) {
  if (source in NEIGHBOURS) return NEIGHBOURS[source]
  const [, card] = /^models\/([\w-]+)\/card\.md$/.exec(source) ?? []
  if (card !== undefined) return `models/${card}.html`
  return source.startsWith('docs/') ? source.replace(/^docs\//, '').replace(/\.md$/, '.html') : undefined
}

/** All pages of the site by section, in the order of the table of contents. */
export function siteSections() {
  const listed = JSON.parse(read('docs/contents.json')).map(({ title, pages }) => ({
    title,
    pages: pages.map((path) => writtenPage(path.startsWith('../') ? path.slice(3) : `docs/${path}`)),
  }))
  const cards = readdirSync(new URL('models/', root)).filter((id) => hasCard(id))
  return [
    ...listed,
    { title: 'Models', pages: cards.map((id) => writtenPage(`models/${id}/card.md`)) },
    { title: 'API reference', pages: entries().map(generatedPage) },
  ]
}

function hasCard(id) {
  return /^[\w-]+$/.test(id) && readdirSync(new URL(`models/${id}/`, root)).includes('card.md')
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
