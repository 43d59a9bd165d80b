import { type Plugin, transformWithOxc } from 'vite'
import { codeIn } from '../../demo/code/frameworks.js'
import { shownRecipes } from './shown-recipes.js'

const MODULE = 'virtual:shown-code/'

/** The plain code that the panels show, as modules that a test runs. */
export function shownCodeModules(): Plugin {
  return {
    name: 'shown-code-modules',
    resolveId: (id) => (id.startsWith(MODULE) ? `\0${id}` : undefined),
    async load(resolved) {
      if (!resolved.startsWith(`\0${MODULE}`)) return undefined
      const name = resolved.slice(MODULE.length + 1)
      const recipe = Object.entries(shownRecipes).find(([each]) => each === name)?.[1]
      if (recipe === undefined) throw new Error(`No panel shows code called ${name}`)
      return (await transformWithOxc(codeIn('typescript', recipe), 'shown.ts')).code
    },
  }
}
