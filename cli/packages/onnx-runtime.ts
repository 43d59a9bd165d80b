/** Whether an app serves the files of ONNX Runtime. `'auto'` leaves them out where the app lists its models. */
export type OnnxRuntimeOption = boolean | 'auto'

/** A file of ONNX Runtime in the folder of the workers, as `dist/workers` has it. */
export const isOnnxRuntimeFile = (path: string): boolean => /\bworkers\/runtime\/ort[.-]/.test(path)

/** A file of ONNX Runtime in a build, whatever folder and digest the bundler gave it. */
const BUILT = /(?:^|\/)ort[.-][\w.-]*\.(?:mjs|wasm)$/

/** A worker of tacet in a build. */
const OWN_WORKER = /(?:^|\/)(?:inference|generator)\.worker[\w.-]*\.js$/

/** The parts of a file in the bundle of Vite that hold text. */
export interface BuiltFile {
  readonly code?: unknown
  readonly source?: unknown
}

/**
 * The files of ONNX Runtime in a build that only the workers of tacet name. An app may use ONNX Runtime itself, perhaps
 * in the same version, so a file stays if any other file names it.
 */
export function ownRuntimeFiles(bundle: Readonly<Record<string, BuiltFile>>): readonly string[] {
  const runtime = Object.keys(bundle).filter((name) => BUILT.test(name))
  const others = Object.entries(bundle)
    .filter(([name]) => !BUILT.test(name) && !OWN_WORKER.test(name) && !name.endsWith('.map'))
    .map(([, { code, source }]) => code ?? source)
    .filter((text) => typeof text === 'string')
  return runtime.filter((name) => {
    const [base = name] = name.split('/').slice(-1)
    return !others.some((text) => text.includes(base))
  })
}

/**
 * Whether the app must serve ONNX Runtime for its models: the names of models, or 'all'. A list says that the app loads no other model, and
 * the kernels run each installed one on the CPU.
 */
export function servesOnnxRuntime(option: OnnxRuntimeOption, models: readonly string[] | 'all'): boolean {
  return option === 'auto' ? models === 'all' : option
}
