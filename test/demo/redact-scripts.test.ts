import { expect, test } from 'vitest'
import { unreadScripts } from '../../demo/panels/redact-scripts.js'

test.each<readonly [string, string]>([
  ['', ''],
  ['Jürgen Groß, Łódź, Ångström', ''],
  ['The angle α is 3 µm, written by Ann', ''],
  ['Пишите Марии Ивановне', 'Cyrillic'],
  ['Ann und Мария und Μαρία', 'Cyrillic, Greek'],
  ['山田太郎さん', 'Chinese or Japanese'],
])('%j', (text, scripts) => {
  expect(/ read (.*) letters/.exec(unreadScripts(text))?.[1] ?? '').toBe(scripts)
})
