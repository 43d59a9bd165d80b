import { NlpError } from '../../src/shared/errors.js'
import type { GgufFile } from '../gguf/read-gguf.js'
import type { LlamaDescription, Window } from './description.js'

const FAMILIES: ReadonlySet<string> = new Set([
  'llama',
  'smollm3',
  'qwen2',
  'qwen3',
  'gemma3',
  'granite',
  'olmo2',
  'phi3',
])

/** Every fourth layer of SmolLM3 does not look at positions. */
const SMOLLM3_PERIOD = 4

/** Every sixth layer of Gemma 3 sees the whole text. */
const GEMMA_PERIOD = 6
const GEMMA_WINDOW_BASE = 10_000

// These functions live as long as the model. Closures within `describeGguf` would keep the file in memory as well.
const isAnyLayer = () => true
const isTurnedInSmolLM3 = (layer: number) => (layer + 1) % SMOLLM3_PERIOD !== 0

/** Describes the model in a GGUF file. */
export function describeGguf(file: GgufFile): LlamaDescription {
  const { metadata, name } = file
  const family = metadata.get('general.architecture')
  if (typeof family !== 'string' || !FAMILIES.has(family)) {
    throw new NlpError(
      'model-unknown',
      `${name} holds a model of architecture ${String(family)}. tacet reads ${[...FAMILIES].join(', ')} from GGUF ` +
        'files. Choose one of these, or the ONNX form of the model.',
      { details: { file: name } },
    )
  }
  const number = (key: string, fallback?: number): number => {
    const value = metadata.get(`${family}.${key}`) ?? fallback
    if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return value
    throw corrupt(file, `${family}.${key} is ${String(value)}`)
  }
  const whole = (key: string, most: number, fallback?: number): number => {
    const value = number(key, fallback)
    if (Number.isInteger(value) && value <= most) return value
    throw corrupt(file, `${family}.${key} is ${value}`)
  }
  const width = whole('embedding_length', 65_536)
  const heads = whole('attention.head_count', 1024)
  const keyHeads = whole('attention.head_count_kv', 1024, heads)
  const headSize = whole('attention.key_length', 1024, width / heads)
  const turned = whole('rope.dimension_count', headSize, headSize)
  if (headSize % 8 !== 0 || turned % 8 !== 0) {
    throw corrupt(
      file,
      `heads of ${headSize} numbers, ${turned} of them turned, do not fill the registers of the kernels`,
    )
  }
  if (heads % keyHeads !== 0) throw corrupt(file, `${heads} heads cannot share ${keyHeads} keys`)
  return {
    layers: whole('block_count', 512),
    width,
    heads,
    keyHeads,
    headSize,
    feedForward: whole('feed_forward_length', 262_144),
    vocabulary: file.tensors.get('token_embd.weight')?.rows ?? 0,
    contextWindow: contextWindow(),
    epsilon: number('attention.layer_norm_rms_epsilon'),
    wordScale: family === 'gemma3' ? Math.fround(Math.sqrt(width)) : number('embedding_scale', 1),
    residualScale: number('residual_scale', 1),
    scoreDivisor: number('logit_scale', 1),
    attentionScale: number('attention.scale', 1 / Math.sqrt(headSize)),
    gate: family === 'gemma3' ? 'gelu' : 'silu',
    headsNormTogether: family === 'olmo2',
    rotation: {
      size: turned,
      base: number('rope.freq_base', 10_000),
      factor: rotationFactor(file, family),
      magnitude: number('rope.scaling.attn_factor', 1),
      has: family === 'smollm3' ? isTurnedInSmolLM3 : isAnyLayer,
    },
    window: windowOf(),
  }

  function contextWindow(): number {
    const most = whole('context_length', 2 ** 24)
    // Longer texts would need the other list of factors, and all keys would have to be rotated again.
    if (!file.tensors.has('rope_factors_short.weight')) return most
    return Math.min(most, whole('rope.scaling.original_context_length', 2 ** 24, most))
  }

  function windowOf(): Window | undefined {
    if (family === 'gemma3') return gemmaWindow(whole('attention.sliding_window', 2 ** 24, 512))
    if (!metadata.has(`${family}.attention.sliding_window`)) return undefined
    const positions = whole('attention.sliding_window', 2 ** 24)
    if (family === 'phi3') return { positions, base: undefined, has: isAnyLayer }
    throw new NlpError(
      'unsupported',
      `${name} hides all but the last ${positions} positions from some layers, in an order that tacet does not know for ` +
        `${family}. Choose the ONNX form of the model.`,
      { details: { file: name } },
    )
  }
}

function rotationFactor(file: GgufFile, family: string): number {
  const kind = file.metadata.get(`${family}.rope.scaling.type`) ?? 'none'
  const factor = file.metadata.get(`${family}.rope.scaling.factor`) ?? 1
  if (kind === 'none' || factor === 1) return 1
  // The factors of this rule are a tensor of the file.
  if (kind === 'longrope' && file.tensors.has('rope_factors_short.weight')) return 1
  if (kind === 'linear' && typeof factor === 'number' && factor > 0) return factor
  throw new NlpError(
    'unsupported',
    `${file.name} stretches its positions by a rule that tacet does not know (${String(kind)}). Choose another file of the model.`,
    { details: { file: file.name } },
  )
}

const gemmaWindow = (positions: number): Window => ({
  positions,
  base: GEMMA_WINDOW_BASE,
  has: (layer) => (layer + 1) % GEMMA_PERIOD !== 0,
})

function corrupt(file: GgufFile, reason: string): NlpError {
  return new NlpError('model-corrupt', `${file.name} does not describe a model that can be run: ${reason}.`, {
    details: { file: file.name },
  })
}
