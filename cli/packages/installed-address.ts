import { pathToFileURL } from 'node:url'
import { installedModels } from './installed-models.js'

const addresses = new Map<string, string>()

/** The address of the folder of an installed model, looked for from the folder in which the program was started. */
export function installedAddress({ id }: { readonly id: string }): string {
  const known = addresses.get(id)
  if (known !== undefined) return known
  // A model that reads another one is listed with it, and only the first may be able to find the second.
  for (const model of installedModels([id], process.cwd())) {
    addresses.set(model.id, pathToFileURL(`${model.folder}/`).href)
  }
  return addresses.get(id) as string
}
