import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transformWithOxc } from 'vite'
import { describe, expect, test } from 'vitest'
import { commentParts, entries, exportedFrom } from '../../scripts/docs/declarations.mjs'

/** Entries whose functions need no model and no browser. */
const PLAIN = ['tacet/redact', 'tacet/evaluate/metrics', 'tacet/evaluate', 'tacet/testing']

const given = new Set(
  [...readFileSync('test/docs/given.d.ts', 'utf8').matchAll(/^declare (?:const|function) (\w+)/gm)].map(
    ([, name]) => name,
  ),
)

/** An expression with the value that its comment claims: `fBeta(0.5, 1, 2) // 0.833…`. */
const CLAIM = /^(?!\/\/)(.+?) \/\/ (.+)$/

interface Example {
  readonly name: string
  readonly entry: string
  readonly code: string
}

/** Self-contained examples that state their result. */
const examples = entries()
  .filter(({ name }) => PLAIN.includes(name))
  .flatMap(({ name: entry, file }): Example[] =>
    [...exportedFrom(file).values()].flatMap(({ name, comment }) =>
      commentParts(comment)
        .examples.filter((code) => code.split('\n').some((line) => CLAIM.test(line)) && standsAlone(code))
        .map((code) => ({ name, entry, code })),
    ),
  )

function standsAlone(code: string): boolean {
  const declared = new Set(
    [...code.matchAll(/(?:const|let|function) (?:\{([^}]*)\}|(\w+))/g)].flatMap(
      ([, list, name]) => list?.split(/[,:\s]+/) ?? [name],
    ),
  )
  return [...given].every((name) => declared.has(name) || !new RegExp(`(?<![.'\\w])${name}\\b(?!['\\w:])`).test(code))
}

describe('the examples in the comments say what comes out', () => {
  test('some of them are found', () => expect(examples.length).toBeGreaterThan(12))

  test.each(examples)('$entry $name', async ({ code }) => {
    for (const [value, claimed] of await run(code)) expect(value, claimed).toEqual(claimedValue(claimed, value))
  })
})

/**
 * Runs an example with a redactor and all names of these entries, and returns each value with the value that its
 * comment claims.
 */
async function run(code: string): Promise<[value: unknown, claimed: string][]> {
  const lines = code.split('\n').map((line) => {
    const [, expression, claimed] = CLAIM.exec(line) ?? []
    if (expression === undefined) return line
    const shown = /^console\.log\((.*)\)$/.exec(expression)?.[1] ?? expression
    return `claims.push([await (${shown}), ${JSON.stringify(claimed)}])`
  })
  const names: Record<string, unknown> = {}
  for (const { name, file } of entries()) {
    if (name === 'tacet' || PLAIN.includes(name))
      Object.assign(names, await import(pathToFileURL(resolve(file.replace('.d.ts', '.js'))).href))
  }
  names['redactor'] = (names['createRedactor'] as () => unknown)()
  const { code: script } = await transformWithOxc(
    `export async function example(claims) {\n${lines.join('\n')}\n}`,
    'example.ts',
  )
  const claims: [unknown, string][] = []
  const make = new Function(...Object.keys(names), script.replace('export ', 'return '))
  await make(...Object.values(names))(claims)
  return claims
}

/** The value that a comment claims. Digits may be cut with an ellipsis, and a value may be written as a fraction. */
function claimedValue(claimed: string, value: unknown): unknown {
  const [, digits] = /^(-?[\d.]+)…$/.exec(claimed) ?? []
  if (digits !== undefined) return String(value).startsWith(digits) ? value : Number(digits)
  const [, above, below] = /^(\d+) \/ (\d+)$/.exec(claimed) ?? []
  if (above !== undefined) return expect.closeTo(Number(above) / Number(below))
  const [, text] = /^'(.*)'$/.exec(claimed) ?? []
  if (text !== undefined) return text
  try {
    const parsed: unknown = JSON.parse(claimed.replaceAll("'", '"'))
    return typeof parsed === 'number' ? expect.closeTo(parsed) : parsed
  } catch {
    return claimed
  }
}
