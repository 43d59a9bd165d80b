import type { LlamaDescription, Window } from '../description.js'
import type { StoredWeights } from '../stored-weights.js'
import { asPowers } from './angle-table.js'
import type { FoundLayer, FoundModel } from './find-model.js'
import type { FoundAttention } from './found-attention.js'
import { UnknownGraph } from './graph.js'

/**
 * Describes the model that was found in a graph. All layers must agree on the properties that the description has only
 * once.
 */
export function describeGraph(
  { layers, weights, wordScale, scoreDivisor, epsilon }: FoundModel,
  contextWindow: number,
): { readonly description: LlamaDescription; readonly weights: StoredWeights } {
  if (!layers.some(({ quantized }) => quantized)) {
    throw new UnknownGraph('keeps its weights as floats, and the kernels would round them')
  }
  const { attention, width, residualScale, gate } = layers[0] as FoundLayer
  const { heads, keyHeads, headSize, scale, headsNormTogether } = attention
  const same = (name: string, of: (layer: FoundLayer) => unknown) => {
    const [first, ...others] = layers.map(of)
    if (others.some((other) => other !== first)) throw new UnknownGraph(`has layers that differ in ${name}`)
  }
  same('the number of heads', (layer) => `${layer.attention.heads} ${layer.attention.keyHeads}`)
  same('the size of heads', (layer) => layer.attention.headSize)
  same('the scale of scores', (layer) => layer.attention.scale)
  same('the norm of heads', (layer) => layer.attention.headsNormTogether)
  same('the activation', (layer) => layer.gate)
  same('the scale of changes', (layer) => layer.residualScale)
  same('the number of gates', (layer) => layer.weights.gate.matrix.rows)
  if (layers.some(({ epsilons }) => epsilons.some((each) => Math.abs(each - epsilon) > 1e-9))) {
    throw new UnknownGraph('normalizes with different epsilons')
  }
  if (!isHead(headSize) || !Number.isInteger(heads / keyHeads)) {
    throw new UnknownGraph(`has ${heads} heads of ${headSize} numbers and ${keyHeads} keys`)
  }
  const { rotation, factors, positions } = rotationOfLayers(layers, headSize)
  return {
    description: {
      layers: layers.length,
      width,
      heads,
      keyHeads,
      headSize,
      feedForward: (layers[0] as FoundLayer).weights.gate.matrix.rows,
      vocabulary: weights.words.rows,
      contextWindow: Math.min(contextWindow, positions),
      epsilon,
      wordScale,
      residualScale,
      scoreDivisor,
      attentionScale: scale,
      gate,
      headsNormTogether,
      rotation,
      window: windowOfLayers(layers, headSize),
    },
    weights: { ...weights, rotationFactors: factors },
  }
}

/** The kernels rotate and multiply heads in whole registers. */
const isHead = (size: number) => Number.isInteger(size / 8) && size > 0 && size <= 1024

/** The rotation of the layers that see the whole text, or of all where each sees only a part. */
function rotationOfLayers(layers: readonly FoundLayer[], headSize: number) {
  const wide = layers.filter(({ attention }) => attention.window === undefined)
  const { size, powers, magnitude } = commonRotation(wide.length === 0 ? layers : wide, headSize)
  const has = layers.map(({ attention }) => attention.rotation !== undefined)
  const rotation = {
    size,
    base: powers.base,
    factor: powers.factor,
    magnitude,
    has: (layer: number) => has[layer] ?? true,
  }
  const positions = layers.map(({ attention }) => attention.rotation?.positions ?? Number.POSITIVE_INFINITY)
  return { rotation, factors: powers.factors, positions: Math.min(...positions) }
}

function windowOfLayers(layers: readonly FoundLayer[], headSize: number): Window | undefined {
  const narrow = layers.filter(({ attention }) => attention.window !== undefined)
  const [first] = narrow
  if (first?.attention.window === undefined) return undefined
  const { window: positions } = first.attention
  if (narrow.some(({ attention }) => attention.window !== positions)) throw new UnknownGraph('has windows of two sizes')
  const sees = layers.map(({ attention }) => attention.window !== undefined)
  const has = (layer: number) => sees[layer] ?? false
  const wide = layers.find(({ attention }) => attention.window === undefined && attention.rotation !== undefined)
  if (wide === undefined || first.attention.rotation === undefined || sameRotation(wide.attention, first.attention)) {
    return { positions, base: undefined, has }
  }
  const { powers, magnitude } = commonRotation(narrow, headSize)
  if (powers.factors !== undefined || powers.factor !== 1 || magnitude !== 1) {
    throw new UnknownGraph('rotates the heads of windows by angles that the kernels do not know')
  }
  return { positions, base: powers.base, has }
}

function commonRotation(layers: readonly FoundLayer[], headSize: number) {
  const rotated = layers.map(({ attention }) => attention).filter(({ rotation }) => rotation !== undefined)
  const [first] = rotated
  if (first?.rotation === undefined) throw new UnknownGraph('does not rotate heads')
  if (rotated.some((other) => !sameRotation(first, other)))
    throw new UnknownGraph('rotates heads in more than two ways')
  const { steps, magnitude } = first.rotation
  const size = steps.length * 2
  if (size > headSize || size % 8 !== 0) throw new UnknownGraph(`rotates ${size} of ${headSize} numbers`)
  return { size, powers: asPowers(steps), magnitude: Math.abs(magnitude - 1) < 1e-3 ? 1 : magnitude }
}

function sameRotation(a: FoundAttention, b: FoundAttention): boolean {
  const [one, two] = [a.rotation, b.rotation]
  if (one === undefined || two === undefined) return one === two
  return one.steps.length === two.steps.length && one.steps.every((step, index) => step === two.steps[index])
}
