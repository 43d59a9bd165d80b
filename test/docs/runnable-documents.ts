import { type Plugin, transformWithOxc } from 'vite'
import { markdownFiles, readMarkdown } from '../../scripts/docs/markdown.mjs'

const LIST = 'virtual:runnable-documents'
const BLOCK = /^virtual:runnable-documents\/(\d+)$/

/**
 * Blocks of the documents that are marked `ts run`, as modules that a test imports. The block of text that follows is what
 * the code prints.
 */
export function runnableDocuments(): Plugin {
  let blocks: readonly RunnableBlock[] = []
  return {
    name: 'runnable-documents',
    resolveId: (id) => (id === LIST || BLOCK.test(id) ? `\0${id}` : undefined),
    async load(resolved) {
      const id = resolved.startsWith('\0') ? resolved.slice(1) : ''
      if (id === LIST) {
        // A block is only imported from the list, so the documents are read once and not again for each block.
        blocks = runnableBlocks()
        return listed(blocks)
      }
      const [, index] = BLOCK.exec(id) ?? []
      if (index === undefined) return undefined
      const { code } = blocks[Number(index)]!
      return (await transformWithOxc(code, `block-${index}.ts`)).code
    },
  }
}

function listed(blocks: readonly RunnableBlock[]): string {
  const rows = blocks.map(
    ({ place, output }, index) =>
      `{ place: ${JSON.stringify(place)}, output: ${JSON.stringify(output)}, run: () => import('${LIST}/${index}') }`,
  )
  return `export const runnable = [${rows.join(',\n')}]`
}

interface RunnableBlock {
  readonly place: string
  readonly code: string
  readonly output: string
}

function runnableBlocks(): RunnableBlock[] {
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
