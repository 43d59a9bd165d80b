import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { installedModels } from './packages/installed-models.js'
import { modelFiles, type PackagedFile } from './packages/model-files.js'
import { isOnnxRuntimeFile, servesOnnxRuntime } from './packages/onnx-runtime.js'
import { packageRoot } from './packages/package-root.js'

const USAGE = `Usage: tacet copy-assets FOLDER [--models minilm,pii-tagger | all] [--workers [--onnxruntime | --no-onnxruntime]]

Copies the installed models (all of them, unless some are named) into a folder that your app serves.
--workers copies the workers and ONNX Runtime too, for tools that do not find them: esbuild, or none at all.
ONNX Runtime (31 MB) is left out where --models lists models. Models of folders and of the
hub may need it, and WebGPU does: --onnxruntime copies it in any case, --no-onnxruntime in none.`

/** Copies workers and models into a folder, for builds without the Vite plugin. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      models: { type: 'string' },
      workers: { type: 'boolean', default: false },
      onnxruntime: { type: 'boolean' },
    },
    allowPositionals: true,
    allowNegative: true,
  })
  const [folder] = positionals
  if (folder === undefined) {
    console.error(USAGE)
    return 2
  }
  const wanted = values.models === undefined || values.models === 'all' ? 'all' : values.models.split(',')
  const models = installedModels(wanted, process.cwd())
  const withRuntime = servesOnnxRuntime(values.onnxruntime ?? 'auto', wanted)
  const workers = values.workers ? packagedWorkers().filter(({ path }) => withRuntime || !isOnnxRuntimeFile(path)) : []
  const files = [...modelFiles(models), ...workers]
  if (files.length === 0) {
    console.error('No model is installed. Each model is a package: run `npm install @tacet/minilm`, for example.')
    return 1
  }
  for (const { path, source } of files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(source, target)
  }
  const copied = [...models.map(({ id }) => id), ...(values.workers ? ['the workers'] : [])].join(', ')
  console.log(`Copied to ${folder}: ${copied}. Serve this folder at tacet/ beside the page, or name the place:`)
  console.log('  <meta name="tacet-assets" content="/path/to/folder/">')
  if (!values.workers) return 0
  console.log('  <meta name="tacet-workers" content="/path/to/folder/workers/">')
  if (!withRuntime)
    console.log(
      'ONNX Runtime is left out. Models of folders or of the hub may need it, and WebGPU does: add --onnxruntime.',
    )
  return 0
}

/** All files of the workers' folder that a page may start or load. */
function packagedWorkers(): readonly PackagedFile[] {
  const folder = join(packageRoot(), 'dist/workers')
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(?:js|mjs|wasm|LICENSES\.txt)$/.test(entry.name) && !entry.name.startsWith('native.'),
    )
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((source) => ({ path: `workers${source.slice(folder.length).replaceAll('\\', '/')}`, source }))
}
