import { NlpError } from '../../src/shared/errors.js'
import type { DenseLayer } from '../../src/shared/model-manifest.js'
import type { ModelFiles } from '../model-files/open.js'
import { readSafetensors, type SafeTensor } from './safetensors.js'

/** Some sentence encoders have these layers behind their pooling. */
export interface Projection {
  readonly dimensions: number
  run(vector: Float32Array): Float32Array
}

const ACTIVATIONS: Readonly<Record<DenseLayer['activation'], (value: number) => number>> = {
  identity: (value) => value,
  tanh: Math.tanh,
  relu: (value) => Math.max(0, value),
  sigmoid: (value) => 1 / (1 + Math.exp(-value)),
}

export async function loadProjection(
  files: ModelFiles,
  dense: readonly DenseLayer[] = [],
): Promise<Projection | undefined> {
  const layers = await Promise.all(dense.map((layer) => loadLayer(files, layer)))
  const last = layers.at(-1)
  if (last === undefined) return undefined
  return {
    dimensions: last.dimensions,
    run: (vector) => layers.reduce((value, layer) => layer.run(value), vector),
  }
}

async function loadLayer(files: ModelFiles, { weights, activation }: DenseLayer): Promise<Projection> {
  if (weights === undefined) {
    throw new NlpError(
      'model-unknown',
      `Model ${files.manifest.id} has a Dense layer whose weights are not in a file model.safetensors. tacet reads no other format. ` +
        'Save the model again with a current sentence-transformers, or export it with its pooling to `sentence_embedding`.',
    )
  }
  const tensors = readSafetensors(await files.read(weights), weights)
  const matrix = tensors.get('linear.weight')
  const bias = tensors.get('linear.bias')
  const [outputs = 0, inputs = 0] = matrix?.shape ?? []
  if (matrix === undefined || outputs * inputs !== matrix.values.length) {
    throw new NlpError('model-corrupt', `${weights} has no matrix linear.weight. Export the model again.`, {
      details: { file: weights },
    })
  }
  const activate = ACTIVATIONS[activation]
  return {
    dimensions: outputs,
    run(vector) {
      if (vector.length !== inputs) {
        throw new NlpError(
          'model-corrupt',
          `${weights} takes ${inputs} numbers, but the model gives ${vector.length} for each text. Take all files from one model.`,
        )
      }
      return Float32Array.from({ length: outputs }, (_, row) => activate(product(matrix, row, vector, bias)))
    },
  }
}

function product({ values }: SafeTensor, row: number, vector: Float32Array, bias: SafeTensor | undefined): number {
  let sum = bias?.values[row] ?? 0
  const start = row * vector.length
  for (let index = 0; index < vector.length; index += 1) sum += values[start + index]! * vector[index]!
  return sum
}
