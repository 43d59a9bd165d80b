import { NlpError } from '../../../src/shared/errors.js'
import type { ConstraintEngine } from '../../../src/wire/shared/constraint-engine.js'
import { structuredOutput } from './constraint.js'

const loaded = new Map<string, Promise<ConstraintEngine>>()

/**
 * Loads the engine from the module at this address, which the application serves. Without an address it is the
 * package's own engine.
 */
export async function constraintEngine(url: string | undefined): Promise<ConstraintEngine> {
  if (url === undefined) return structuredOutput
  const engine = loaded.get(url) ?? load(url)
  loaded.set(url, engine)
  engine.catch(() => loaded.delete(url))
  return engine
}

async function load(url: string): Promise<ConstraintEngine> {
  let module: { readonly default?: Partial<ConstraintEngine> }
  try {
    module = await import(/* @vite-ignore */ url)
  } catch (cause) {
    const advice = 'Check that the page serves it, and that it is a module.'
    throw new NlpError('unsupported', `The constraint engine at ${url} could not be loaded. ${advice}`, { cause })
  }
  const { default: engine } = module
  if (typeof engine?.create === 'function') return engine as ConstraintEngine
  throw new NlpError('unsupported', `The module at ${url} has no constraint engine as its default export`)
}
