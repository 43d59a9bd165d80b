import { linkBetween } from './site-pages.mjs'

/** The sheets of style, in the order in which later rules win. */
const STYLES = ['base', 'frame', 'search', 'article', 'code']

/** The whole HTML of a page, with the frame that all pages share. */
export function sitePage({ page, html, sections, previous, next }) {
  const to = (target) => linkBetween(page.address, target)
  // On a page of the reference, readers look for names.
  const shown = page.address.startsWith('reference/') ? [2, 3] : [2]
  const outline = page.headings.filter(({ level }) => shown.includes(level))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(page.title)}${page.title === 'tacet' ? '' : ' · tacet'}</title>
<link rel="icon" href="${to('theme/icon.svg')}" type="image/svg+xml">
${STYLES.map((name) => `<link rel="stylesheet" href="${to(`theme/${name}.css`)}">`).join('\n')}
<script src="${to('theme/theme.js')}"></script>
<script type="module" src="${to('theme/page.js')}"></script>
</head>
<body data-root="${to('index.html').replace(/index\.html$/, '')}">
<a class="skip-link" href="#text">Skip to the text</a>
<header>
<a class="brand" href="${to('index.html')}"><img src="${to('theme/icon.svg')}" alt="" width="28" height="28"> tacet</a>
<form id="search" role="search"><input type="search" aria-label="Search the documentation" placeholder="Search (press /)" autocomplete="off"><ol id="found" hidden></ol></form>
<a href="${to('../index.html')}">Demo</a>
</header>
<div class="columns">
<details class="contents" open><summary>Contents</summary>
<nav aria-label="Contents">
${sections.map((section) => sectionLinks(section, page, to)).join('\n')}
</nav></details>
<main id="text">
${html}
<footer>
${previous === undefined ? '<span></span>' : `<a rel="prev" href="${to(previous.address)}">← ${escaped(previous.title)}</a>`}
${next === undefined ? '' : `<a rel="next" href="${to(next.address)}">${escaped(next.title)} →</a>`}
</footer>
</main>
${outline.length < 2 ? '' : `<nav class="outline" aria-label="On this page"><p>On this page</p>\n<ul>${outline.map(outlineLink).join('')}</ul></nav>`}
</div>
</body>
</html>
`
}

function sectionLinks({ title, pages }, current, to) {
  const links = pages.map((page) => {
    const here = page.address === current.address ? ' aria-current="page"' : ''
    return `<li><a href="${to(page.address)}"${here}>${escaped(page.title)}</a></li>`
  })
  const open = pages.includes(current) || pages.length < 20 ? ' open' : ''
  return `<details${open}><summary>${escaped(title)}</summary><ul>${links.join('')}</ul></details>`
}

function outlineLink({ id, title, level }) {
  return `<li class="level-${level}"><a href="#${id}">${escaped(title)}</a></li>`
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
