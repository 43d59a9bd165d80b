import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readmeText } from '../scripts/readme.mjs'

test('the README shows the journeys that the tests run, and the models that are there', () => {
  expect(readFileSync('README.md', 'utf8')).toBe(readmeText())
})

test('the README and its neighbours name every command of the package', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  const readme = readFileSync('README.md', 'utf8')
  for (const name of ['start', 'test', 'bench']) {
    expect(scripts).toHaveProperty(name)
    expect(readme).toMatch(new RegExp(`npm (run )?${name}`))
  }
})
