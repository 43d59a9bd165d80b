import { NlpError } from '../../src/shared/errors.js'

// A tensor in another file has a pair of strings: field 1 is the key "location", field 2 the file's name.
const KEY = new TextEncoder().encode('\x0a\x08location\x12')

/** The paths of the files beside an ONNX file that hold its weights; none for most models. */
export function externalDataFiles(path: string, onnx: Uint8Array): string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  return externalDataNames(path, onnx).map((name) => folder + name)
}

/** The same files, as the ONNX file names them. */
export function externalDataNames(path: string, onnx: Uint8Array): string[] {
  const names = new Set<string>()
  for (let at = onnx.indexOf(KEY[0] as number); at !== -1; at = onnx.indexOf(KEY[0] as number, at + 1)) {
    if (!KEY.every((byte, i) => onnx[at + i] === byte)) continue
    const start = at + KEY.length + 1
    const length = onnx[start - 1] ?? 0
    names.add(new TextDecoder().decode(onnx.subarray(start, start + length)))
  }
  for (const name of names) {
    if (!/^[\w.-]+$/.test(name) || name.startsWith('.')) {
      throw new NlpError(
        'model-corrupt',
        `${path} keeps weights in ${JSON.stringify(name)}, which is not a file in the same folder. Export the model again.`,
        { details: { file: path } },
      )
    }
  }
  return [...names]
}
