import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { createEmbedder } from 'tacet'
import { useCall, useModel, useTextStream } from 'tacet/react'
import { expect, test } from 'vitest'
import { sameOptions } from '../../src/react/same-options.js'

function Page() {
  const { status, model } = useModel(createEmbedder, { model: 'minilm' })
  const { pending } = useCall(model && ((signal) => model.embed('text', { signal })), [model])
  return `${status}, ${pending ? 'at work' : 'idle'}, ${useTextStream().status}`
}

test('a server renders the state before any model is there, and loads none', () => {
  expect(renderToString(createElement(Page))).toBe('loading, idle, idle')
})

const engine = { open: () => {} }

test.each([
  ['the same engine in new lists', { engines: [engine] }, { engines: [engine] }, true],
  ['engines that look alike', { engines: [{ open: () => {} }] }, { engines: [{ open: () => {} }] }, false],
  ['labels in another order', { labels: ['a', 'b'] }, { labels: ['b', 'a'] }, false],
  ['an option that is not set, and one that is left out', { model: undefined }, {}, true],
  ['prefixes with the same words', { prefixes: { query: 'q' } }, { prefixes: { query: 'q' } }, true],
  ['a date', { at: new Date(0) }, { at: new Date(0) }, false],
  ['no number twice', { threshold: Number.NaN }, { threshold: Number.NaN }, true],
])('%s', (_name, one, other, same) => {
  expect(sameOptions(one, other)).toBe(same)
})
