import { NlpError } from '../../src/shared/errors.js'

/**
 * Describes why ONNX Runtime did not start. An app may leave its files out, because most models do not need it. The server then answers
 * with 404, or with the page that it sends for any address, and no retry helps.
 */
export async function describeRuntimeStart(cause: unknown, address: string): Promise<NlpError> {
  const response = await fetch(address, { method: 'HEAD' }).catch(() => undefined)
  if (response === undefined || !isAbsent(response)) {
    return new NlpError('model-download', 'ONNX Runtime could not be fetched', { cause, retryable: true })
  }
  return new NlpError(
    'model-missing',
    `The model needs ONNX Runtime, and the app does not serve ${address}. With Vite, set \`onnxRuntime: true\` in the plugin tacet(). ` +
      'Where you copy the workers, run `npx tacet copy-assets FOLDER --workers --onnxruntime`.',
    { cause, retryable: false, details: { runtime: 'onnxruntime', address } },
  )
}

function isAbsent({ status, headers }: Response): boolean {
  return status === 404 || status === 410 || (headers.get('Content-Type')?.startsWith('text/html') ?? false)
}
