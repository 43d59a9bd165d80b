import type { Recipe, RecipeModel } from './recipe.js'

export function installLine({ models }: Recipe): string {
  return ['npm install tacet', ...models.map((id) => `@tacet/${id}`)].join(' ')
}

/** The lines of the imports, with modules and names in order. */
export function importLines(...lists: readonly Recipe['imports'][]): string {
  const names = new Map<string, readonly string[]>()
  for (const [from, added] of lists.flatMap((list) => Object.entries(list))) {
    names.set(from, [...(names.get(from) ?? []), ...added])
  }
  return [...names]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([from, each]) => `import { ${[...each].sort(byName).join(', ')} } from '${from}'`)
    .join('\n')
}

const byName = (one: string, other: string) => one.replace('type ', '').localeCompare(other.replace('type ', ''), 'en')

/** The call that loads the model. */
export const loadCall = ({ create, options }: RecipeModel) => `${create}(${options ?? ''})`

/** The declarations of a recipe, with an empty line behind them. */
export const setupOf = ({ setup }: Recipe) => (setup === undefined ? '' : `${setup}\n\n`)

export const indented = (code: string, indent: string) => code.replaceAll('\n', `\n${indent}`)

export const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
