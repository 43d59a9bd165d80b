import { type Plugin, transformWithOxc } from 'vite'
import { markdownFiles, readMarkdown } from '../../scripts/docs/markdown.mjs'

const LIST = 'virtual:runnable-documents'
const BLOCK = /^virtual:runnable-documents\/(\d+)$/
/** Any block of a document, by its place among the blocks of the document. */
const NAMED = /^virtual:document-block\/(.+\.md)\/(\d+)$/

/**
 * Blocks of the documents that are marked `ts run`, as modules that a test imports. The block of text that follows
 * holds the output. A test may also import any block by its document and its place there.
 */
export function runnableDocuments(): Plugin {
  let blocks: readonly RunnableBlock[] = []
  return {
    name: 'runnable-documents',
    resolveId: (id) => (id === LIST || BLOCK.test(id) || NAMED.test(id) ? `\0${id}` : undefined),
    async load(resolved) {
      const id = resolved.startsWith('\0') ? resolved.slice(1) : ''
      if (id === LIST) {
        // A block is only imported from the list, so the documents are read once and not again for each block.
        blocks = runnableBlocks()
        return listed(blocks)
      }
      const [, file, place] = NAMED.exec(id) ?? []
      if (file !== undefined) return (await transformWithOxc(codeOf(file, Number(place)), 'block.ts')).code
      const [, index] = BLOCK.exec(id) ?? []
      if (index === undefined) return undefined
      const { code } = blocks[Number(index)]!
      return (await transformWithOxc(code, `block-${index}.ts`)).code
    },
  }
}

function codeOf(file: string, place: number): string {
  const block = readMarkdown(file).blocks[place]
  if (block === undefined) throw new Error(`${file} has no block ${place}`)
  return block.code
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
