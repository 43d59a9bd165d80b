import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { NlpError } from '../../src/shared/errors.js'
import type { Route } from './static-server.js'

/** The route for a model that is named by its folder on disk; `undefined` for any other name. */
export function modelFolder(model: string | undefined, prefix: string): Route | undefined {
  if (model === undefined || !/^[./~]|^[A-Za-z]:\\/.test(model)) return undefined
  const folder = resolve(model)
  if (!existsSync(folder)) throw new NlpError('model-unknown', `There is no folder ${model}.`)
  return { prefix, folder }
}
