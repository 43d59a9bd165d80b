import { describe, expect, test } from 'vitest'
import type { Recognizer } from '../../../src/redact/findings/recognizer.js'
import { createRedactor } from '../../../src/redact/redactor.js'
import { restore } from '../../../src/redact/restore/restore.js'
import { Vault } from '../../../src/redact/vault/vault.js'
import { toyRecognizers } from '../arbitrary-text.js'

const redactor = createRedactor({ recognizers: toyRecognizers, locales: [] })

async function redact(text: string, format: 'html' | 'json' | 'csv' | 'markdown', attributes = true): Promise<string> {
  const redaction = await redactor.redact(text, { format, attributes })
  expect(restore(redaction.text, redaction, { format })).toBe(text)
  return redaction.text
}

describe('HTML', () => {
  test.each([
    ['<p>a@b.co</p>', '<p>[EMAIL_1]</p>'],
    ['<a href="mailto:a@b.co">a@b.co</a>', '<a href="mailto:[EMAIL_1]">[EMAIL_1]</a>'],
    ['jo@<b>ex</b>.com', '[EMAIL_1]<b>[EMAIL_1_B]</b>[EMAIL_1_C]'],
    ['<td>jo</td><td>@ex.com</td>', '<td>jo</td><td>@ex.com</td>'],
    ['a&#64;b.co &lt; <i title=">">555-1234', '[EMAIL_1] &lt; <i title=">">[PHONE_1]'],
    [
      '<script>"a@b.co"</script><!-- a@b.co --><style>a@b.co</style>a@b.co',
      '<script>"[EMAIL_1]"</script><!-- [EMAIL_1] --><style>[EMAIL_1]</style>[EMAIL_1]',
    ],
    ['1 < 2 and a@b.co', '1 < 2 and [EMAIL_1]'],
    // An unclosed tag is text, and so is a sign that begins no tag.
    ['<p a@b.co', '<p [EMAIL_1]'],
    ['<p title="a@b.co', '<p title="[EMAIL_1]'],
    ['if a <b then a@b.co', 'if a <b then [EMAIL_1]'],
    ['a <b then a@b.co <p>c@d.co</p>', 'a <b then [EMAIL_1] <p>[EMAIL_2]</p>'],
    ['<Jo a@b.co @click="c">', '<Jo [EMAIL_1] @click="c">'],
    ['<?php "a@b.co" ?><!DOCTYPE html><!ELEMENT a@b.co>', '<?php "[EMAIL_1]" ?><!DOCTYPE html><!ELEMENT [EMAIL_1]>'],
    ['Jo <a@b.co>', 'Jo <[EMAIL_1]>'],
    ['<!-- a@b.co', '<!-- [EMAIL_1]'],
    ['<!-->a@b.co', '<!-->[EMAIL_1]'],
    ['<![CDATA[a@b.co]]>', '<![CDATA[[EMAIL_1]]]>'],
    ['<!-- a --> a@b.co <!-- b -->', '<!-- a --> [EMAIL_1] <!-- b -->'],
    [
      '<template>a@b.co</template><noscript>c@d.co</noscript>',
      '<template>[EMAIL_1]</template><noscript>[EMAIL_2]</noscript>',
    ],
    [
      '<script type="application/ld+json">{"email":"a@b.co"}</script>',
      '<script type="application/ld+json">{"email":"[EMAIL_1]"}</script>',
    ],
    ['<script>a@b.co', '<script>[EMAIL_1]'],
    ['<style/>a@b.co', '<style/>[EMAIL_1]'],
    // Attributes.
    ['<p title="a@b.co" title=\'c@d.co\' title=e@f.co>', '<p title="[EMAIL_1]" title=\'[EMAIL_2]\' title=[EMAIL_3]>'],
    ['<input type="hidden" name="phone" value="call 99">', '<input type="hidden" name="phone" value="[PHONE_1]">'],
    ['<meta name="author" content="Wanda">', '<meta name="author" content="Wanda">'],
    ['<input name="firstName" value="Wanda">', '<input name="firstName" value="[PERSON_1]">'],
    ['<div data-full-name="Wanda M" class="Ann">', '<div data-full-name="[PERSON_1]" class="Ann">'],
    ['<img alt="Ann" src="/a?m=a@b.co">', '<img alt="[PERSON_1]" src="/a?m=[EMAIL_1]">'],
    ['Bo <a href="a@b.co">Li</a>', '[PERSON_1] <a href="[EMAIL_1]">[PERSON_1_LAST]</a>'],
    ['<b>Bo</b> Li', '<b>[PERSON_1]</b> [PERSON_1_LAST]'],
    ['<b>Bo </b>&nbsp;<i> Li</i>', '<b>Bo </b>&nbsp;<i> Li</i>'],
    ['<b>Bo&nbsp;</b>Li', '<b>[PERSON_1]&nbsp;</b>[PERSON_1_LAST]'],
    ['<b title="x', '<b title="x'],
    ['', ''],
  ])('%j becomes %j', async (html, expected) => {
    expect(await redact(html, 'html')).toBe(expected)
  })

  test('attributes are left alone on request, comments never', async () => {
    const html = `<img alt="a@b.co"><!-- c@d.co -->`
    expect(await redact(html, 'html', false)).toBe(`<img alt="a@b.co"><!-- [EMAIL_1] -->`)
  })
})

describe('JSON', () => {
  test.each([
    ['{"a@b.co":"a@b.co"}', '{"[EMAIL_1]":"[EMAIL_1]"}'],
    ['{"555-1234":[{"Ann":{"a@b.co":7}}]}', '{"[PHONE_1]":[{"[PERSON_1]":{"[EMAIL_1]":7}}]}'],
    ['{"jo\\u0040ex.com":1,"of \\"Ann\\"":2}', '{"[EMAIL_1]":1,"of \\"[PERSON_1]\\"":2}'],
    [
      '{"mails":["a@b.co","jo@ex.com"],"x":["555-1234","7"]}',
      '{"mails":["[EMAIL_1]","[EMAIL_2]"],"x":["[PHONE_1]","7"]}',
    ],
    ['{"Ann" : "Ann"}', '{"[PERSON_1]" : "[PERSON_1]"}'],
    ['{"name":"J\\u00f6rg \\"J\\" M\\u00fcller"}', '{"name":"[PERSON_1]"}'],
    ['{"name":"J\\u00f6rg M\\u00fcller"}\n{"name":"Zo\\u00eb Lang', '{"name":"[PERSON_1]"}\n{"name":"[PERSON_2]'],
    ['{"__proto__":"a@b.co","":"Ann"}', '{"__proto__":"[EMAIL_1]","":"[PERSON_1]"}'],
    ['Write to Ann, 555-1234, or "a@b.co" today', 'Write to [PERSON_1], [PHONE_1], or "[EMAIL_1]" today'],
    ['{"a":"a@b.co"}\n{"phone":4155550100}\n', '{"a":"[EMAIL_1]"}\n{"phone":"[PHONE_1]"}\n'],
    ["{to: 'a@b.co', 'Ann': 1}", "{to: '[EMAIL_1]', '[PERSON_1]': 1}"],
    ['{"firstName":"Wanda","phone":4155550100,', '{"firstName":"[PERSON_1]","phone":"[PHONE_1]",'],
    ['["555-1234", 7, null, true]', '["[PHONE_1]", 7, null, true]'],
    ['{"x":"jo\\u0040ex.com"}', '{"x":"[EMAIL_1]"}'],
    ['{"x":"\\"Ann\\"\\n555-1234"}', '{"x":"\\"[PERSON_1]\\"\\n[PHONE_1]"}'],
    ['{"firstName":"Wanda","city":"Rome"}', '{"firstName":"[PERSON_1]","city":"Rome"}'],
    ['{"name":"left-pad","fullName":"n/a"}', '{"name":"left-pad","fullName":"n/a"}'],
    ['{"name":"Wanda Maximoff"}', '{"name":"[PERSON_1]"}'],
    ['{"api_key":"hunter2hunter2"}', '{"api_key":"[SECRET_1]"}'],
    ['"a@b.co"', '"[EMAIL_1]"'],
    ['{"cut": "a@b.co', '{"cut": "[EMAIL_1]'],
    ['{}', '{}'],
  ])('%s becomes %s', async (json, expected) => {
    expect(await redact(json, 'json')).toBe(expected)
  })

  test('a long number becomes a string and a number again', async () => {
    const json = '{"phone":4155550100,"count":7}'
    const redaction = await redactor.redact(json, { format: 'json' })
    expect(JSON.parse(redaction.text)).toEqual({ phone: '[PHONE_1]', count: 7 })
    expect(restore(redaction.text, redaction, { format: 'json' })).toBe(json)
    expect(restore('call [PHONE_1]', redaction)).toBe('call 4155550100')
  })

  test('a model names nobody after the keys that programs give', async () => {
    const everyWord: Recognizer = {
      name: 'every-word',
      types: ['PERSON'],
      stage: 'model',
      recognize: (text) =>
        Array.from(text.matchAll(/\p{L}+/gu), ({ 0: word, index }) => {
          const span = { start: index, end: index + word.length }
          return { ...span, type: 'PERSON', score: 1, tier: 'model', recognizer: 'every-word' } as const
        }),
    }
    const eager = createRedactor({ recognizers: [], model: everyWord, locales: [] })
    const { text } = await eager.redact('{"firstName":"Ann","home_town":"Rome","Bo Li":"x"}', { format: 'json' })
    expect(text).toBe('{"firstName":"[PERSON_1]","home_town":"[PERSON_2]","[PERSON_3] [PERSON_4]":"[PERSON_5]"}')
  })

  test('a value found in JSON is written without its escapes in prose, and the other way round', async () => {
    const vault = new Vault()
    const { text } = await redactor.redact('{"full_name":"O\\"Ann \\u00e9"}', { format: 'json', vault })
    expect(text).toBe('{"full_name":"[PERSON_1]"}')
    expect(restore('[PERSON_1]', { vault })).toBe('O"Ann é')
  })
})

describe('CSV', () => {
  test.each([
    ['name,mail\nWanda Maximoff,a@b.co\n', 'name,mail\n[PERSON_1],[EMAIL_1]\n'],
    ['"full name";"x"\r\n"Maximoff, ""W"" Wanda";"5"\r\n', '"full name";"x"\r\n"[PERSON_1]";"5"\r\n'],
    ['a@b.co,555-1234', '[EMAIL_1],[PHONE_1]'],
    ['id\tmobile\n1\tn/a\n2\t999', 'id\tmobile\n1\tn/a\n2\t[PHONE_1]'],
    ['Ann,first name\nBo Li,x', '[PERSON_1],first name\n[PERSON_2],[PERSON_3]'],
    ['Ann,Rome', '[PERSON_1],Rome'],
    ['x,y\n"open a@b.co', 'x,y\n"open [EMAIL_1]'],
    ['x,y\n"open" a@b.co,"z" \r\n', 'x,y\n"open" [EMAIL_1],"z" \r\n'],
    ['x,y\n"a@b.co" c,d@e.co\n"1",f@g.co\n', 'x,y\n"[EMAIL_1]" c,[EMAIL_2]\n"1",[EMAIL_3]\n'],
    ['first name,y\n"Ann" Lee,x\ne,f\n', 'first name,y\n[PERSON_1],x\n[PERSON_2],f\n'],
    ['x,y\n"","open" a@b.co"\r\n', 'x,y\n"","open" [EMAIL_1]"\r\n'],
    ['', ''],
    ['\n\n,\n', '\n\n,\n'],
  ])('%j becomes %j', async (csv, expected) => {
    expect(await redact(csv, 'csv')).toBe(expected)
  })

  test('what most cells of a column hold, the odd ones hold too', async () => {
    const csv = 'id,who\n1,Ann\n2,Zoë\n3,Bo Li\n4,Xu\n5,\n'
    expect(await redact(csv, 'csv')).toBe('id,who\n1,[PERSON_1]\n2,[PERSON_2]\n3,[PERSON_3]\n4,[PERSON_4]\n5,\n')
  })
})

test.each([
  ['jo\\_x 555\\-1234', 'jo\\_x [PHONE_1]'],
  ['jo@**ex**.com', '[EMAIL_1]'],
  ['`a@b.co` and ~~Ann~~', '`[EMAIL_1]` and ~~[PERSON_1]~~'],
  ['| mail |\n|---|\n| a@b.co |', '| mail |\n|---|\n| [EMAIL_1] |'],
])('Markdown %j becomes %j', async (markdown, expected) => {
  expect(await redact(markdown, 'markdown')).toBe(expected)
})

test.each([
  ['html', '<a '],
  ['html', '<a b="'],
  ['html', '<!--'],
  ['html', '<script>'],
  ['html', '<'],
  ['html', '<a b=c'],
  ['html', '<a b="c" '],
  ['html', '<!-->'],
  ['html', '<script>x</script>'],
  ['html', '<p a=b c@d '],
  ['json', '"'],
  ['json', '{"a":'],
  ['json', '\\'],
  ['json', '["'],
  ['csv', '"'],
  ['csv', ',"'],
  ['csv', ','],
  ['markdown', '*'],
  ['markdown', '\\`'],
] as const)('%s: 100 kB of %j end in time', async (format, unit) => {
  const text = unit.repeat(Math.ceil(100_000 / unit.length))
  expect((await redactor.redact(text, { format, attributes: true })).text).toBe(text)
})
