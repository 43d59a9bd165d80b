import { expect, test } from 'vitest'
import { commentParts, commentText, entries, exportedFrom } from '../../scripts/docs/declarations.mjs'

const says = (comment: string) => commentParts(comment).words.trim() !== ''

/** The members of an interface or a class that no sentence describes. One sentence is enough for all overloads. */
function withoutSentence(declaration: string): string[] {
  const described = new Map<string, boolean>()
  let comment = ''
  let inComment = false
  for (const line of declaration.split('\n')) {
    if (inComment || line.startsWith('    /**')) {
      comment = inComment ? `${comment}\n${line}` : line
      inComment = !line.trimEnd().endsWith('*/')
      continue
    }
    const [, name] = /^ {4}(?!private|#|constructor)(?:(?:readonly|get|set|static) )*(\w+)\??[(:<]/.exec(line) ?? []
    if (name !== undefined) described.set(name, described.get(name) === true || says(commentText(comment)))
    if (/^ {4}\S/.test(line)) comment = ''
  }
  return [...described].filter(([, has]) => !has).map(([name]) => name)
}

test.each([
  ['a sentence', 'interface A {\n    /** Says it. */\n    b: 1;\n}', []],
  ['a default and no sentence', 'interface A {\n    /** @default 1 */\n    readonly b?: 1;\n}', ['b']],
  [
    'a sentence at one of two overloads',
    'class A {\n    /**\n     * Says it.\n     */\n    b(): 1;\n    b(c: 1): 2;\n}',
    [],
  ],
  [
    'a sentence inside of another member',
    'interface A {\n    b: {\n        /** Says it. */\n        c: 1;\n    };\n}',
    ['b'],
  ],
])('the check itself: %s', (_, declaration, expected) => {
  expect(withoutSentence(declaration)).toEqual(expected)
})

test.each(entries())('an editor shows a sentence for each name and each member of $name', ({ file }) => {
  const exported = [...exportedFrom(file)]
  expect(exported.length).toBeGreaterThan(0)
  const silent = exported.flatMap(([name, { kind, comment, text, file: place }]) => {
    const members = kind === 'interface' || kind === 'class' ? withoutSentence(text) : []
    return [...(says(comment) ? [] : [name]), ...members.map((member) => `${name}.${member}`)].map(
      (each) => `${each} in ${place}`,
    )
  })
  expect(silent, 'Write a sentence above each of these').toEqual([])
})
