import { posix } from 'node:path'
import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import css from 'highlight.js/lib/languages/css'
import json from 'highlight.js/lib/languages/json'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import MarkdownIt from 'markdown-it'
import { plainText, slugger } from './markdown.mjs'
import { linkBetween, pageAddress } from './site-pages.mjs'

// Classes and no inline styles: the pages are shown under a policy that allows neither inline styles nor scripts.
const LANGUAGES = { bash, css, json, sql, typescript, xml }
for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language)
const ALIASES = {
  ts: 'typescript',
  tsx: 'typescript',
  js: 'typescript',
  jsx: 'typescript',
  sh: 'bash',
  html: 'xml',
  vue: 'xml',
  nginx: 'bash',
}

/**
 * The HTML of a page's text. `names` says on which page of the reference a public name is described; `copied` gets each
 * file of the project that the page links to and that has no page.
 */
export function renderText({ source, address, text }, { names, copied }) {
  const parser = new MarkdownIt({ html: true, highlight })
  const slug = slugger()
  const to = (target) => linkBetween(address, target)

  parser.core.ruler.push('site', ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'heading_open') token.attrSet('id', slug(plainText(tokens[index + 1])))
      if (token.attrGet('style') !== null) {
        token.attrSet('class', token.attrGet('style').replace('text-align:', 'to-'))
        token.attrs = token.attrs.filter(([name]) => name !== 'style')
      }
      for (const child of token.children ?? []) {
        for (const name of ['href', 'src']) {
          const link = child.attrGet(name)
          if (link !== null) child.attrSet(name, siteLink(link))
        }
      }
    }
  })
  parser.renderer.rules.heading_close = (tokens, index) => {
    // The parser writes three tokens for a heading: its opening, its text and its close.
    const id = tokens[index - 2].attrGet('id')
    return ` <a class="anchor" href="#${id}" aria-label="Link to this section">#</a></${tokens[index].tag}>\n`
  }
  parser.renderer.rules.table_open = () => '<div class="table"><table>\n'
  parser.renderer.rules.table_close = () => '</table></div>\n'
  parser.renderer.rules.code_inline = (tokens, index) => {
    const { content } = tokens[index]
    const page = names.get(content.replace(/\(.*\)$/, ''))
    const code = `<code>${parser.utils.escapeHtml(content)}</code>`
    const inside = tokens[index - 1]?.type === 'link_open' || page === undefined
    return inside ? code : `<a href="${to(page)}">${code}</a>`
  }

  /** A link of the repository as a link of the site. */
  function siteLink(link) {
    if (/^([a-z][a-z+.-]*:|#)/i.test(link)) return link
    const [path, anchor] = link.split('#')
    const target = posix.normalize(posix.join(posix.dirname(source), path))
    const page = pageAddress(target) ?? copied(target)
    return `${to(page)}${anchor === undefined ? '' : `#${anchor}`}`
  }

  const html = parser.render(text.replaceAll(/^<!-- .*? -->\n?/gm, ''))
  return source.startsWith('docs/reference/') ? html.replaceAll(/<pre>[\s\S]*?<\/pre>/g, linkNames) : html

  /** Leads from the types in a declaration to their own sections. */
  function linkNames(block) {
    return block.replaceAll(/(?<=>[^<]*)\b[A-Z]\w+\b(?=[^>]*<)/g, (name) => {
      const page = names.get(name)
      return page === undefined ? name : `<a href="${to(page)}">${name}</a>`
    })
  }
}

function highlight(code, name) {
  const language = ALIASES[name] ?? name
  return language in LANGUAGES ? hljs.highlight(code, { language }).value : ''
}
