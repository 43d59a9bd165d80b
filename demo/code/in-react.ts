import { capitalized, importLines, indented, installLine, setupOf } from './parts-of-code.js'
import type { Recipe } from './recipe.js'

/** A component with the hooks of `tacet/react`. */
export function inReact(recipe: Recipe): string {
  return `// ${installLine(recipe)}\n${component(recipe)}`
}

/** The same component for the browser's half of a Next app. */
export function inNext(recipe: Recipe): string {
  return `'use client'

// ${installLine(recipe)}
// npx tacet copy-assets public/tacet
// In app/layout.tsx: export const metadata = { other: { 'tacet-assets': '/tacet/' } }
${component(recipe)}`
}

function component(recipe: Recipe): string {
  const { name, input, imports, model, work } = recipe
  const hooks = [...(work.type === 'call' ? ['useCall'] : []), ...(model === undefined ? [] : ['useModel'])]
  if (work.type === 'stream') hooks.push('useTextStream')
  const result = work.type === 'stream' ? { tacet: [`type ${work.result}`] } : {}
  const lines = importLines(imports, result, { react: ['useState'], 'tacet/react': hooks })
  const loaded =
    model === undefined
      ? ''
      : `  const { status, model: ${model.name} } = useModel(${[model.create, ...(model.options === undefined ? [] : [indented(model.options, '  ')])].join(', ')})\n`
  const setter = `set${capitalized(input)}`
  return `${lines}

${setupOf(recipe)}export function ${capitalized(name)}() {
  const [${input}, ${setter}] = useState('')
${loaded}${work.type === 'call' ? called(recipe, setter) : streamed(recipe, setter)}}
`
}

function called({ input, model, work }: Recipe, setter: string): string {
  if (work.type !== 'call') return ''
  const ready = model === undefined ? '' : `${model.name} && `
  const inputs = [...(model === undefined ? [] : [model.name]), input].join(', ')
  const arrow = `${work.code.includes('await ') ? 'async ' : ''}(signal)`
  const waiting = model === undefined ? "''" : 'status'
  return `${work.note === undefined ? '' : `  // ${work.note}\n`}  const { result, error } = useCall(
    ${input} !== '' && ${ready}(${arrow} => ${indented(work.code, '    ')}),
    [${inputs}],
  )
  return (
    <>
      <textarea value={${input}} onChange={(event) => ${setter}(event.target.value)} />
      <output>{error ? String(error) : result ? ${work.shown} : ${waiting}}</output>
    </>
  )
`
}

function streamed({ input, name, model, work }: Recipe, setter: string): string {
  if (work.type !== 'stream' || model === undefined) return ''
  return `  const { text, start, stop } = useTextStream<${work.result}>()
  const ${name} = () =>
    ${model.name} && start((signal) => ${indented(work.code, '    ')})
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        ${name}()
      }}
    >
      <input value={${input}} onChange={(event) => ${setter}(event.target.value)} />
      <button disabled={!${model.name}}>${capitalized(name)}</button>
      <button type="button" onClick={stop}>
        Stop
      </button>
      <output>{text || status}</output>
    </form>
  )
`
}
