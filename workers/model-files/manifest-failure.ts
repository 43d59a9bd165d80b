import { NlpError } from '../../src/shared/errors.js'

/**
 * Describes the failure of a catalog model whose manifest was not found, or is not the one that the catalog pins. Its
 * package is not installed, or the app does not serve the model, or serves it elsewhere. Other failures are returned
 * unchanged.
 */
export function describeManifestFailure(error: unknown, id: string, folder: URL): unknown {
  if (NlpError.is(error, 'model-corrupt')) return otherVersion(error, id, folder)
  if (!NlpError.is(error, 'model-download') || error.retryable) return error
  const { status = 200 } = error.details
  return status === 404 || status === 200 ? missing(error, status, id, folder) : error
}

function missing(error: NlpError, status: number, id: string, folder: URL): NlpError {
  const answer = status === 404 ? 'The server answered 404' : 'The server sent an HTML page'
  return new NlpError(
    'model-missing',
    `Model ${id} is not served at ${folder.href}. ${answer} for its manifest.json. Run \`npm install @tacet/${id}\`. ` +
      `With Vite, the plugin tacet() then serves the model; where the plugin lists models, add '${id}'. Without Vite, run ` +
      '`npx tacet copy-assets FOLDER` and name the folder in the page: ' +
      '<meta name="tacet-assets" content="/path/to/folder/">. To fetch models from a package CDN, name its address there: ' +
      '<meta name="tacet-assets" content="https://cdn.example/npm/@tacet/{model}@{version}/">.',
    { retryable: false, details: { ...error.details, model: id, address: folder.href }, cause: error },
  )
}

/**
 * This mostly happens after an update: the package is older than tacet, or the app serves files that were copied
 * earlier.
 */
function otherVersion(error: NlpError, id: string, folder: URL): NlpError {
  return new NlpError(
    'model-corrupt',
    `Model ${id} at ${folder.href} is of another version than this version of tacet runs, or damaged. ` +
      `Run \`npm install tacet@latest @tacet/${id}@latest\`. Then build the app again, or run \`npx tacet copy-assets FOLDER\` ` +
      'again where you copy the models.',
    { retryable: false, details: { ...error.details, model: id, address: folder.href }, cause: error },
  )
}
