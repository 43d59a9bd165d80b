import { NlpError } from '../../src/shared/errors.js'
import type { DenseLayer, EmbeddingSettings } from '../../src/shared/model-manifest.js'
import { isInside } from './parse-manifest.js'

type Json = Readonly<Record<string, unknown>>

/** One step of a sentence encoder, as `modules.json` lists it. */
export interface SentenceModule {
  readonly kind: 'transformer' | 'pooling' | 'dense' | 'normalize'
  /** The folder of the step; empty where it is the model's own folder. */
  readonly path: string
}

const KINDS: Readonly<Record<string, SentenceModule['kind']>> = {
  Transformer: 'transformer',
  Pooling: 'pooling',
  Dense: 'dense',
  Normalize: 'normalize',
}

/**
 * Reads the steps of a sentence encoder. Leaving out a step would silently give wrong vectors, so an unknown step
 * throws.
 */
export function readModules(id: string, file: unknown): readonly SentenceModule[] {
  if (!Array.isArray(file)) {
    throw new NlpError('model-corrupt', 'modules.json is not a list. Take the file from the model again.', {
      details: { file: 'modules.json' },
    })
  }
  return file.flatMap((entry: Json): SentenceModule[] => {
    const type = String(entry['type'])
    const name = type.split('.').at(-1) as string
    // This module acts only while a model is trained.
    if (name === 'Dropout') return []
    const kind = KINDS[name]
    const path = entry['path'] ?? ''
    if (path !== '' && !isInside(path)) {
      throw new NlpError(
        'model-corrupt',
        `modules.json names the folder ${JSON.stringify(path)}, which is not within the model. Take the file from the model again.`,
        { details: { file: 'modules.json' } },
      )
    }
    if (kind !== undefined) return [{ kind, path }]
    throw new NlpError(
      'model-unknown',
      `Model ${id} has a module of type ${type}, which tacet cannot run. ` +
        'Choose a sentence encoder of the modules Transformer, Pooling, Dense and Normalize.',
    )
  })
}

const POOLINGS: Readonly<Record<string, EmbeddingSettings['pooling']>> = {
  mean: 'mean',
  mean_tokens: 'mean',
  cls: 'cls',
  cls_token: 'cls',
  lasttoken: 'last',
}

/**
 * Reads both forms of the file: older versions write one switch per way of pooling, newer versions write the name of
 * the way.
 */
export function poolingOf(id: string, config: Json | undefined): NonNullable<EmbeddingSettings['pooling']> {
  if (config === undefined) return 'mean'
  const named = config['pooling_mode']
  const modes =
    named === undefined
      ? Object.keys(config).flatMap((key) =>
          key.startsWith('pooling_mode_') && config[key] === true ? [key.slice('pooling_mode_'.length)] : [],
        )
      : [named].flat().map(String)
  const [mode = 'nothing', ...others] = modes
  const pooling = POOLINGS[mode]
  if (pooling === undefined || others.length > 0) {
    throw new NlpError(
      'model-unknown',
      `Model ${id} pools by ${modes.join(' and ') || mode}, which is neither mean nor first nor last token. ` +
        'Choose another model: the option `pooling` is only for models whose files name no way of pooling.',
    )
  }
  if (config['include_prompt'] === false) {
    throw new NlpError(
      'model-unknown',
      `Model ${id} leaves the prompt out of its pooling (include_prompt is false), which tacet cannot do. Choose another model.`,
    )
  }
  return pooling
}

const ACTIVATIONS: Readonly<Record<string, DenseLayer['activation']>> = {
  Identity: 'identity',
  Tanh: 'tanh',
  ReLU: 'relu',
  Sigmoid: 'sigmoid',
}

export function denseLayer(id: string, config: Json, weights: string | undefined): DenseLayer {
  const name = String(config['activation_function'] ?? 'torch.nn.modules.activation.Tanh')
  const activation = ACTIVATIONS[name.split('.').at(-1) as string]
  if (activation !== undefined) return { weights, activation }
  throw new NlpError(
    'model-unknown',
    `Model ${id} has a Dense layer with the activation ${name}, which tacet cannot run. Choose another model.`,
  )
}
