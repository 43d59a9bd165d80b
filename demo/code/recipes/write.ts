import type { Recipe } from '../recipe.js'
import { Expression, toCode } from '../to-code.js'

export interface WriteSettings {
  /** A model of the catalog, or the address of a folder. */
  readonly model: string
  readonly temperature: number
  readonly maxTokens: number
  readonly seed: number
  /** The schema of the answer. @default none: text */
  readonly schema?: unknown
}

/** Writes text or JSON, as the panel Write does with these settings. */
export function writeRecipe({ model, schema, ...numbers }: WriteSettings): Recipe {
  const settings = Object.fromEntries(Object.entries(numbers).filter(([, value]) => Number.isFinite(value)))
  const options = toCode({ ...settings, schema: schema && new Expression('SCHEMA'), signal: new Expression('signal') })
  const isPackage = /^[\w-]+$/.test(model)
  const common = {
    name: 'write',
    input: 'prompt',
    models: isPackage ? [model] : [],
    model: { name: 'generator', create: 'createGenerator', options: toCode({ model }) },
  }
  if (schema === undefined) {
    const work = { type: 'stream', code: `generator.stream(prompt, ${options})`, result: 'Generation' } as const
    return { ...common, imports: { tacet: ['createGenerator'] }, work }
  }
  return {
    ...common,
    imports: { tacet: ['createGenerator'] },
    setup: `const SCHEMA = ${toCode(schema)}`,
    work: {
      type: 'call',
      code: `generator.object(prompt, ${options})`,
      shown: 'JSON.stringify(result.object)',
      note: '`object` obeys the schema.',
    },
  }
}
