import { importLines, indented, installLine, loadCall, setupOf } from './parts-of-code.js'
import type { Recipe } from './recipe.js'

/** A module with one function. The model loads once, with the module. */
export function inTypeScript(recipe: Recipe): string {
  const { name, input, imports, model, work } = recipe
  const code = indented(work.code, '  ')
  const shown = work.type === 'stream' ? 'show: (text: string) => void, ' : ''
  const body =
    work.type === 'stream'
      ? `  const stream = ${code}
  for await (const piece of stream) show(piece)
  return stream.result`
      : `${work.note === undefined ? '' : `  // ${work.note}\n`}  return ${code}`
  return `// ${installLine(recipe)}
${importLines(imports)}

${setupOf(recipe)}${model === undefined ? '' : `const loading = ${loadCall(model)}\n\n`}export async function ${name}(${input}: string, ${shown}signal?: AbortSignal) {
${model === undefined ? '' : `  const ${model.name} = await loading\n`}${body}
}
`
}
