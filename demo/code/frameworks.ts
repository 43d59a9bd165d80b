import { inNext, inReact } from './in-react.js'
import { inTypeScript } from './in-typescript.js'
import { inVue } from './in-vue.js'
import type { Recipe } from './recipe.js'

/** The frameworks in which a panel shows its code, with their names. */
export const FRAMEWORKS = { typescript: 'TypeScript', react: 'React', vue: 'Vue', next: 'Next' } as const

export type Framework = keyof typeof FRAMEWORKS

const WRITERS: Readonly<Record<Framework, (recipe: Recipe) => string>> = {
  typescript: inTypeScript,
  react: inReact,
  vue: inVue,
  next: inNext,
}

/** The code of a recipe for a framework: a whole file, with the line that installs what it needs. */
export function codeIn(framework: Framework, recipe: Recipe): string {
  return WRITERS[framework](recipe)
}
