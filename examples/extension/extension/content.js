// Shows a button beside the field that has the focus. The button puts placeholders in place of the personal data in it.

const FIELD = 'textarea, input:not([type]), input[type="text"], input[type="search"]'

const STYLE = `
  button { position: fixed; z-index: 2147483647; font: 13px/1 system-ui, sans-serif; padding: 6px 10px; border-radius: 6px;
    border: 1px solid #8884; background: #1d2733; color: #fff; cursor: pointer; }
  button:focus-visible { outline: 2px solid #4c9ffe; outline-offset: 2px; }
  button[aria-disabled='true'] { opacity: .7; cursor: progress; }`

// A shadow root keeps the styles of the page away from the button, and those of the button away from the page.
const host = document.createElement('div')
const shadow = host.attachShadow({ mode: 'open' })
const style = document.createElement('style')
style.textContent = STYLE
const button = document.createElement('button')
button.type = 'button'
shadow.append(style, button)

/** The field that the button is for, and the text to go back to. */
let field
let before

document.addEventListener('focusin', ({ target }) => {
  if (target === host) return
  if (!(target instanceof Element) || !target.matches(FIELD)) return void host.remove()
  // A field that the visitor comes back to keeps its undo.
  if (target !== field || (!isBusy() && target.value !== before?.hidden)) {
    field = target
    offer()
  }
  document.body.append(host)
})
document.addEventListener('input', ({ target }) => {
  if (target === field && !isBusy() && field.value !== before?.hidden) offer()
})
addEventListener('scroll', place, { capture: true, passive: true })
addEventListener('resize', place)

// A click would take the focus from the field, and the button would go before it is clicked.
button.addEventListener('mousedown', (event) => event.preventDefault())
button.addEventListener('click', () => (before === undefined ? hide() : undo()))

function offer() {
  before = undefined
  show('Hide personal data')
}

async function hide() {
  if (isBusy()) return
  const asked = field
  const written = asked.value
  show('Looking…', true)
  const { text, count, error } = await ask(written)
  // The visitor went on: what was found belongs to a text that is no longer there.
  if (asked !== field || asked.value !== written) return offer()
  if (error !== undefined) return show(`It did not work: ${error}`)
  if (count === 0) return show('Nothing found')
  write(asked, text)
  before = { written, hidden: text }
  show(`${count} hidden. Undo`)
}

async function ask(text) {
  try {
    return await chrome.runtime.sendMessage({ type: 'hide', text })
  } catch (error) {
    // After an update of the extension nobody answers, and the button must not wait forever.
    return { error: error.message }
  }
}

function undo() {
  write(field, before.written)
  offer()
}

/** Sets the text as typing would: frameworks replace the property of the field, and listen for the event. */
function write(target, text) {
  const type = target instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  Object.getOwnPropertyDescriptor(type.prototype, 'value').set.call(target, text)
  target.dispatchEvent(new Event('input', { bubbles: true }))
}

const isBusy = () => button.getAttribute('aria-disabled') === 'true'

function show(words, busy = false) {
  button.textContent = words
  button.setAttribute('aria-disabled', String(busy))
  place()
}

function place() {
  if (field === undefined) return
  const { right, bottom } = field.getBoundingClientRect()
  button.style.right = `${Math.max(innerWidth - right, 4) + 4}px`
  button.style.top = `${Math.min(bottom - 34, innerHeight - 34)}px`
}
