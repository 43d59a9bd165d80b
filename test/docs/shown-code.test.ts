import { expect, test } from 'vitest'
import { compileScript, parse } from 'vue/compiler-sfc'
import { codeIn, FRAMEWORKS, type Framework } from '../../demo/code/frameworks.js'
import { toCode } from '../../demo/code/to-code.js'
import { compile, type Snippet } from './compile.js'
import { shownRecipes } from './shown-recipes.js'

const LANGUAGES: Readonly<Record<Framework, string>> = { typescript: 'ts', react: 'tsx', vue: 'ts', next: 'tsx' }

test('the code that a panel shows compiles in each framework, whatever the settings', () => {
  const snippets = Object.entries(shownRecipes).flatMap(([name, recipe]) =>
    (Object.keys(FRAMEWORKS) as Framework[]).map((framework): Snippet => {
      const code = codeIn(framework, recipe)
      return {
        source: `${name}, ${FRAMEWORKS[framework]}`,
        code: framework === 'vue' ? (parse(code).descriptor.scriptSetup?.content ?? '') : code,
        language: LANGUAGES[framework],
      }
    }),
  )
  expect(compile(snippets, 'panels', { wholeFiles: true })).toEqual([])
}, 60_000)

test.each(Object.entries(shownRecipes))('the component of Vue compiles with its template: %s', (id, recipe) => {
  const { descriptor, errors } = parse(codeIn('vue', recipe))
  expect(errors).toEqual([])
  expect(compileScript(descriptor, { id, inlineTemplate: true }).content).toContain('createElement')
})

test('the code installs what it loads, and the client half of a Next app says so first', () => {
  const recipe = shownRecipes['classify, a model']
  expect(codeIn('typescript', recipe)).toMatch(/^\/\/ npm install tacet @tacet\/toxicity\n/)
  expect(codeIn('vue', recipe)).toMatch(/^<!-- npm install tacet @tacet\/toxicity -->\n/)
  expect(codeIn('next', recipe)).toMatch(/^'use client'\n/)
})

test.each([
  ['', "''"],
  ['</script> "a" \n', `'<\\/script> "a" \\n'`],
  [`it's "a"`, '"it\'s \\"a\\""'],
  [[], '[]'],
  [{ a: undefined }, '{}'],
  [{ 'x-y': [1, true, null] }, "{ 'x-y': [1, true, null] }"],
])('%j is written as %s', (value, code) => {
  expect(toCode(value)).toBe(code)
})

test('a long value takes one line for each entry', () => {
  const long = 'x'.repeat(60)
  expect(toCode({ list: [long, long] })).toBe(`{\n  list: [\n    '${long}',\n    '${long}',\n  ],\n}`)
})
