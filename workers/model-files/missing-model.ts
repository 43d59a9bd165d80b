import { NlpError } from '../../src/shared/errors.js'

/**
 * The error for a model of this package whose manifest was not found: the app does not serve the model, or serves it
 * elsewhere. Other failures stay as they are.
 */
export function describeMissingModel(error: unknown, id: string, folder: URL): unknown {
  if (!NlpError.is(error, 'model-download') || error.retryable) return error
  const { status = 200 } = error.details
  if (status !== 404 && status !== 200) return error
  const answer = status === 404 ? 'The server answered 404' : 'The server sent an HTML page'
  return new NlpError(
    'model-download',
    `Model ${id} is not served at ${folder.href}. ${answer} for its manifest.json. With Vite, write ` +
      `tacet({ models: ['${id}'] }) in the plugins. Otherwise run \`npx tacet copy-assets FOLDER --models ${id}\`, and ` +
      'name the folder in the page: <meta name="tacet-assets" content="/path/to/folder/">.',
    { retryable: false, details: { ...error.details, model: id, address: folder.href }, cause: error },
  )
}
