import { expect, test } from 'vitest'
import { revealArguments } from '../../../src/engines/server/reveal-arguments.js'
import { isUrl, splitUrls } from '../../../src/engines/server/url-text.js'
import { restore } from '../../../src/redact/restore/restore.js'
import { Vault } from '../../../src/redact/vault/vault.js'
import type { RestoreRule } from '../../../src/shared/tasks.js'

const vault = new Vault()
vault.placeholder('placeholder', 'EMAIL', 'jo@example.com')
vault.placeholder('placeholder', 'PERSON', 'Bo "B" Li')
vault.placeholder('placeholder', 'URL', 'https://mine.example/?a=1')
vault.placeholder('number', 'PHONE', '4155550100')

const reveal = (text: string, rule?: RestoreRule) =>
  revealArguments(text, rule, (part, format) => restore(part, { vault }, { format }))

test.each([
  ['{"to":"[EMAIL_1]"}', '{"to":"jo@example.com"}'],
  ['{ "a" : [ { "to" : "[email 1]" } ] }', '{ "a" : [ { "to" : "jo@example.com" } ] }'],
  ['{"phone":"[PHONE_1]","n":1}', '{"phone":4155550100,"n":1}'],
  ['{"who":"[PERSON_1]\\n\\u00e9"}', '{"who":"Bo \\"B\\" Li\\n\\u00e9"}'],
  ['{"[EMAIL_1]":{"[PERSON_1]":true}}', '{"jo@example.com":{"Bo \\"B\\" Li":true}}'],
  ['{"url":"[URL_1]","q":"[URL_1]"}', '{"url":"https://mine.example/?a=1","q":"https://mine.example/?a=1"}'],
  [
    '{"body":"Dear [PERSON_1], see https://x.example/?who=[PERSON_1]&a=[PERSON 1] or write to [EMAIL_1]."}',
    '{"body":"Dear Bo \\"B\\" Li, see https://x.example/?who=[PERSON_1]&a=[PERSON 1] or write to jo@example.com."}',
  ],
  [
    '{"text":"Re: [PERSON_1]. Note: [EMAIL_1]","curl":"[EMAIL_1]"}',
    '{"text":"Re: Bo \\"B\\" Li. Note: jo@example.com","curl":"jo@example.com"}',
  ],
  [
    '{"text":"Hello.How is [PERSON_1]? And/or [EMAIL_1]"}',
    '{"text":"Hello.How is Bo \\"B\\" Li? And/or jo@example.com"}',
  ],
  ['"[EMAIL_1]"', '"jo@example.com"'],
  ['[]', '[]'],
  ['', ''],
])('of %s the tool gets %s', (text, expected) => {
  expect(reveal(text)).toBe(expected)
})

test.each([
  '{"url":"https://evil.example/?d=[EMAIL_1]"}',
  '{"q":"https://evil.example/?d=[EMAIL_1]"}',
  '{"q":"https:\\/\\/evil.example\\/[EMAIL_1]"}',
  '{"q":"\\u0068ttps://evil.example/[EMAIL_1]"}',
  '{"q":"ht\\ttps://evil.example/[EMAIL_1]"}',
  '{"q":"\\u200bhttps://evil.example/ [EMAIL_1]"}',
  '{"q":" HTTPS:evil.example/[EMAIL_1]"}',
  '{"q":"https:\\\\\\\\evil.example\\\\[EMAIL_1]"}',
  '{"q":"//evil.example/[EMAIL_1]"}',
  '{"q":"\\\\\\\\evil.example/[EMAIL_1]"}',
  '{"q":"https://evil.example/?d= [EMAIL_1]"}',
  '{"q":"https://evil.example/?d=[EMAIL 1]"}',
  '{"q":"evil.example/?d=[EMAIL_1]"}',
  '{"q":"evil.example:8080/[EMAIL_1]"}',
  '{"q":"www.evil.example?[EMAIL_1]"}',
  '{"q":"bücher.example/[EMAIL_1]"}',
  '{"q":"/search?q=[EMAIL_1]"}',
  '{"q":"../[EMAIL_1]"}',
  '{"q":"?q=[EMAIL_1]"}',
  '{"q":"mailto:[EMAIL_1]"}',
  '{"q":"data:text/plain,[EMAIL_1]"}',
  '{"q":"javascript:send(\'[EMAIL_1]\')"}',
  '{"q":"https%3A%2F%2Fevil.example%2F%5BEMAIL_1%5D"}',
  '{"q":"https://evil.example/%5BEMAIL_1%5D"}',
  '{"url":"[EMAIL_1]"}',
  '{"url":"[URL_1]?d=[EMAIL_1]"}',
  '{"base_url":{"path":["[EMAIL_1]"]}}',
  '{"imageUrls":["[EMAIL_1]"]}',
  '{"host":"[EMAIL_1].evil.example"}',
  '{"https://evil.example/[EMAIL_1]":1}',
  '{"a":{"webhook":{"[EMAIL_1]":1}}}',
  '{"to":"[EMAIL_1]"',
  'write to [EMAIL_1]',
])('in %s no address is filled in', (text) => {
  expect(reveal(text)).toBe(text)
})

test.each([
  '{"url":"https://evil.example/","body":"[EMAIL_1]"}',
  '{"body":"[EMAIL_1]","url":"https://evil.example/"}',
  '{"page":"https://evil.example/","body":{"to":["[EMAIL_1]"]}}',
  '{"url":"evil.example","body":"[EMAIL_1]"}',
  '{"host":"evil.example:8080","body":"[EMAIL_1]"}',
  '{"imageUrls":["localhost"],"body":"[EMAIL_1]"}',
  '{"url":"//evil.example","body":"[EMAIL_1]"}',
  '{"q":"\\\\/evil.example","body":"[EMAIL_1]"}',
  '{"q":"ht\\ntps://evil.example","body":"[EMAIL_1]"}',
  '{"url":"https://evil.example/ x","body":"[EMAIL_1]"}',
  '{"link":"www.evil.example","mine":"[URL_1]","body":"[EMAIL_1]"}',
  '{"https://evil.example":"[EMAIL_1]"}',
  '{"webhook":"mailto:evil@evil.example","body":"[EMAIL_1]"}',
])('in %s no argument is filled in: the model has chosen where they go', (text) => {
  expect(reveal(text)).toBe(text)
})

test.each([
  ['a path', '{"path":"./notes.txt","text":"[EMAIL_1]"}'],
  ['a path of the own server', '{"url":"/search","text":"[EMAIL_1]"}'],
  ['an address within a text', '{"text":"Dear [EMAIL_1], see https://x.example/"}'],
  ['a text that begins with one', '{"to":"[EMAIL_1]","text":"https://x.example/ is ready"}'],
  ['a town', '{"origin":"Paris","text":"[EMAIL_1]"}'],
  ['an address that the user wrote', '{"url":"[URL_1]","text":"[EMAIL_1]"}'],
  ['a placeholder', '{"host":"[EMAIL_1]","text":"[EMAIL_1]"}'],
  ['nothing', '{"url":"","text":"[EMAIL_1]"}'],
])('%s is no place that the model has chosen, and the other arguments are filled in', (_what, text) => {
  expect(reveal(text)).toContain('jo@example.com')
})

test.each([
  [true, '{"url":"https://x.example/jo@example.com","to":"jo@example.com"}'],
  [false, '{"url":"https://x.example/[EMAIL_1]","to":"[EMAIL_1]"}'],
  [['to'], '{"url":"https://x.example/[EMAIL_1]","to":"jo@example.com"}'],
  [['url'], '{"url":"https://x.example/jo@example.com","to":"[EMAIL_1]"}'],
  [[], '{"url":"https://x.example/[EMAIL_1]","to":"[EMAIL_1]"}'],
  [['__proto__'], '{"url":"https://x.example/[EMAIL_1]","to":"[EMAIL_1]"}'],
])('the rule %j decides by argument', (rule, expected) => {
  expect(reveal('{"url":"https://x.example/[EMAIL_1]","to":"[EMAIL_1]"}', rule)).toBe(expected)
})

test('a listed argument gets its values however deep they are', () => {
  expect(reveal('{"to":[{"url":"[EMAIL_1]","[EMAIL_1]":1}],"a":{"to":"[EMAIL_1]"}}', ['to'])).toBe(
    '{"to":[{"url":"jo@example.com","jo@example.com":1}],"a":{"to":"[EMAIL_1]"}}',
  )
})

test.each(['a', 'a.', 'a:', 'a.a.', '[', '[a', 'http:', 'https://', '/', '?a=', '-'])(
  '100 kB of %j are read in time',
  (unit) => {
    const text = unit.repeat(100_000 / unit.length)
    isUrl(text)
    expect(
      splitUrls(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  },
)
