import project from '../../package.json?raw'

const { version, devDependencies } = JSON.parse(project) as {
  readonly version: string
  readonly devDependencies: Readonly<Record<string, string>>
}

/** The versions of all contenders. The project names exact versions only. */
export const VERSIONS = {
  tacet: version,
  transformers: devDependencies['@huggingface/transformers'] ?? '',
  onnxruntime: devDependencies['onnxruntime-web'] ?? '',
  openredaction: devDependencies['@openredaction/core'] ?? '',
  orama: devDependencies['@orama/orama'] ?? '',
} as const
