import { commentParts, exportedFrom, members } from './declarations.mjs'

// Writes the API reference, one page for each entry of the package, from the built declarations and their comments.

const GROUPS = [
  ['Functions', ['function']],
  ['Classes', ['class']],
  ['Values', ['const', 'let', 'enum', 'namespace']],
  ['Types', ['interface', 'type']],
]

/** The page of an entry, as Markdown. */
export function referencePage({ name, file }) {
  const declarations = [...exportedFrom(file).values()].sort((a, b) => a.name.localeCompare(b.name, 'en'))
  const parts = GROUPS.flatMap(([title, kinds]) => {
    const group = declarations.filter(({ kind }) => kinds.includes(kind))
    return group.length === 0 ? [] : [`## ${title}`, ...group.map(declarationText)]
  })
  return `# ${name}\n\nThe exports of \`${name}\`.\n\n${parts.join('\n\n')}\n`
}

/** The name of the page of an entry: `reference/tacet-store-postgres.md`. */
export function referencePath({ name }) {
  return `reference/${name.replaceAll('/', '-')}.md`
}

function declarationText({ name, kind, comment, text }) {
  const { words, examples, tags } = commentParts(comment)
  const described = [words, ...tags.map(tagText)].filter((part) => part !== '')
  const shown = examples.map((example) => `\`\`\`ts\n${example}\n\`\`\``)
  const members = kind === 'interface' || kind === 'class' ? membersText(text) : ''
  const signature = members === '' ? text : text.slice(0, text.indexOf('{')).trim()
  return [`### ${name}`, ...described, `\`\`\`ts\n${signature}\n\`\`\``, members, ...shown]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** The members of an interface or a class as a list, each with the text of its comment. */
function membersText(text) {
  return members(text)
    .filter(({ code }) => !/^(private|#)/.test(code))
    .map(({ code, comment }) => {
      const { words, tags } = commentParts(comment)
      const said = [words.replaceAll(/\s+/g, ' '), ...tags.map(tagText)].filter((part) => part !== '').join(' ')
      const shown = code.replace(/;$/, '').replaceAll(/\s+/g, ' ')
      return `- \`${shown}\`${said === '' ? '' : `  \n  ${said}`}`
    })
    .join('\n')
}

function tagText({ name, text }) {
  return name === 'default' ? `Default: ${codeOf(text.replaceAll(/\s+/g, ' '))}.` : text.replaceAll(/\s+/g, ' ')
}

/** A default that is a value is shown as code; a default in words stays as it is. */
function codeOf(text) {
  const plain = text.replace(/[.]$/, '')
  const [, value, rest] =
    /^('[^']*'|"[^"]*"|\[[^\]]*\]|\{[^}]*\}|true|false|undefined|-?[\d_.]+)(?![\w' ]|\.\d)(.*)$/.exec(plain) ?? []
  return value === undefined ? plain : `\`${value}\`${rest}`
}
