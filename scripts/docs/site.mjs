import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderText } from './render-page.mjs'
import { sitePage } from './site-layout.mjs'
import { siteSections } from './site-pages.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Writes the site of the documentation into a folder. Links are relative, so it works under any path. */
export function buildSite(folder) {
  const sections = siteSections()
  const pages = sections.flatMap((section) => section.pages)
  const names = publicNames(pages)
  rmSync(folder, { recursive: true, force: true })
  const copied = (path) => {
    const to = posix.join('files', path)
    cpSync(join(root, path), join(folder, to), { recursive: true })
    return to
  }
  const search = []
  for (const [index, page] of pages.entries()) {
    const html = renderText(page, { names, copied })
    const neighbours = { previous: pages[index - 1], next: pages[index + 1] }
    write(join(folder, page.address), sitePage({ page, html, sections, ...neighbours }))
    search.push(...searchable(page, html))
  }
  write(join(folder, 'search.json'), JSON.stringify(search))
  cpSync(join(root, 'docs/pictures'), join(folder, 'pictures'), { recursive: true })
  cpSync(join(root, 'docs/theme'), join(folder, 'theme'), { recursive: true })
}

/** On which page of the reference each public name stands. */
function publicNames(pages) {
  const names = new Map()
  for (const { address, headings } of pages) {
    if (!address.startsWith('reference/')) continue
    for (const { title, id, level } of headings)
      if (level === 3 && !names.has(title)) names.set(title, `${address}#${id}`)
  }
  return names
}

/** The index for the search of the site: one entry for each section of a page. */
function searchable({ address, title }, html) {
  return html.split(/(?=<h[123] id=)/).flatMap((part) => {
    const [, id, heading] = /^<h[123] id="([^"]*)">(.*?) <a class="anchor"/.exec(part) ?? []
    if (id === undefined) return []
    const text = words(part.slice(part.indexOf('</h') + 5))
    return [{ address: `${address}#${id}`, page: title, title: words(heading), text }]
  })
}

function words(html) {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(lt|gt|amp|quot);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name])
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
