import { readFileSync, writeFileSync } from 'node:fs'
import { markdownFiles } from './markdown.mjs'

// Programs write into the documents between two marks: `<!-- name -->` and `<!-- /name -->`.

const root = new URL('../../', import.meta.url)

/** The text with this content between the marks of this name. */
export function fill(text, name, content) {
  return text.replace(marks(name), (_, start, end) => `${start}\n${content}\n\n${end}`)
}

/** The names of the marks in a text. */
export function markNames(text) {
  return [...text.matchAll(/^<!-- ([\w:-]+) -->$/gm)].map(([, name]) => name)
}

/** Writes this content into the documents that have marks of this name. */
export function writeBetweenMarks(name, content) {
  const found = markdownFiles().filter((file) => marks(name).test(readFileSync(new URL(file, root), 'utf8')))
  // Some benches need a file of the user, so no document shows their tables. A run over all benches must not end here.
  if (found.length === 0) console.log(`No document has the marks <!-- ${name} -->, so this table is printed only.`)
  for (const file of found) {
    const path = new URL(file, root)
    writeFileSync(path, fill(readFileSync(path, 'utf8'), name, content))
  }
}

function marks(name) {
  return new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`)
}
