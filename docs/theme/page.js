// The search of the documentation: it reads the sections in the page, and loads their list with the first letter.

const form = document.querySelector('#search')
const input = form.querySelector('input')
const found = document.querySelector('#found')
const root = document.body.dataset.root
let sections

// On a small screen the text comes first.
if (matchMedia('(max-width: 48rem)').matches) document.querySelector('.contents').open = false

input.addEventListener('input', showMatches)
form.addEventListener('submit', (event) => {
  event.preventDefault()
  found.querySelector('a')?.click()
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hide()
  if (event.key !== '/' || event.target.closest('input, textarea')) return
  event.preventDefault()
  input.focus()
})
document.addEventListener('click', (event) => {
  if (!form.contains(event.target)) hide()
})

function hide() {
  found.hidden = true
}

async function showMatches() {
  sections ??= fetch(`${root}search.json`).then((response) => response.json())
  const asked = input.value
  const list = await sections
  // A later letter may have been typed while the list was loading.
  if (asked !== input.value) return
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  found.hidden = words.length === 0
  const matches = list
    .map((section) => ({ section, score: scoreOf(section, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 12)
  const items = matches.map(({ section }) => item(section, words))
  found.replaceChildren(...(items.length > 0 ? items : [nothing(asked)]))
}

/** Every word has to occur; one in a title counts more than one in the text, a whole title most. */
function scoreOf({ title, page, text }, words) {
  let score = 0
  for (const word of words) {
    const inTitle = rank(title.toLowerCase(), word) * 8
    const inPage = rank(page.toLowerCase(), word) * 3
    const inText = rank(text.toLowerCase(), word)
    if (inTitle + inPage + inText === 0) return 0
    score += inTitle + inPage + inText
  }
  return title.toLowerCase() === words.join(' ') ? score * 4 : score
}

/** 3 for a word that is there as a whole, 2 for the beginning of one, 1 for a part of one. */
function rank(text, word) {
  const at = text.indexOf(word)
  if (at === -1) return 0
  const edge = (index) => !/[\p{L}\p{N}]/u.test(text.charAt(index))
  if (!edge(at - 1)) return text.includes(` ${word}`) ? 2 : 1
  return edge(at + word.length) ? 3 : 2
}

function item({ address, title, page, text }, words) {
  const link = document.createElement('a')
  link.href = root + address
  const name = document.createElement('strong')
  name.textContent = title === page ? title : `${page}: ${title}`
  const at = Math.max(0, text.toLowerCase().indexOf(words[0]) - 40)
  const context = document.createElement('span')
  context.textContent = text.slice(at, at + 140)
  link.append(name, context)
  link.addEventListener('click', hide)
  const element = document.createElement('li')
  element.append(link)
  return element
}

function nothing(asked) {
  const element = document.createElement('li')
  element.textContent = `Nothing about “${asked}”.`
  return element
}
