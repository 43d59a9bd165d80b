import { type Plugin, transformWithOxc } from 'vite'
import { markdownFiles, readMarkdown } from '../../scripts/docs/markdown.mjs'

const LIST = 'virtual:runnable-documents'
const BLOCK = /^virtual:runnable-documents\/(\d+)$/

/**
 * Blocks of the documents that are marked `ts run`, as modules that a test imports. The block of text that follows is what
 * the code prints.
 */
export function runnableDocuments(): Plugin {
  return {
    name: 'runnable-documents',
    resolveId: (id) => (id === LIST || BLOCK.test(id) ? `\0${id}` : undefined),
    async load(resolved) {
      const id = resolved.startsWith('\0') ? resolved.slice(1) : ''
      if (id === LIST) return listed()
      const [, index] = BLOCK.exec(id) ?? []
      if (index === undefined) return undefined
      const { code } = runnableBlocks()[Number(index)]!
      return (await transformWithOxc(code, `block-${index}.ts`)).code
    },
  }
}

function listed(): string {
  const rows = runnableBlocks().map(
    ({ place, output }, index) =>
      `{ place: ${JSON.stringify(place)}, output: ${JSON.stringify(output)}, run: () => import('${LIST}/${index}') }`,
  )
  return `export const runnable = [${rows.join(',\n')}]`
}

function runnableBlocks(): { readonly place: string; readonly code: string; readonly output: string }[] {
  return markdownFiles().flatMap((file) => {
    const { blocks } = readMarkdown(file)
    return blocks.flatMap(({ words, code, line }, index) => {
      if (!words.includes('run')) return []
      const next = blocks[index + 1]
      const output = next?.language === 'text' ? next.code : ''
      return [{ place: `${file}:${line}`, code, output }]
    })
  })
}
