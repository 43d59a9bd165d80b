import { expect, test } from 'vitest'
import { commentParts, entries, exportedFrom, members } from '../../scripts/docs/declarations.mjs'

const says = (comment: string) => commentParts(comment).words.trim() !== ''

/** The members of an interface or a class that no sentence describes. One sentence is enough for all overloads. */
function withoutSentence(declaration: string): string[] {
  const described = new Map<string, boolean>()
  for (const { comment, code } of members(declaration)) {
    const [, name] = /^(?!private|#|constructor)(?:(?:readonly|get|set|static) )*(\w+)\??[(:<]/.exec(code) ?? []
    if (name !== undefined) described.set(name, described.get(name) === true || says(comment))
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
    'an argument and a result of several lines',
    'interface A {\n    /** Says it. */\n    b(c?: {\n        d: 1;\n    }): Promise<{\n        e: 1;\n    }>;\n}',
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
