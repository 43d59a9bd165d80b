import type { TaggerNetwork } from './tagger-network.js'
import { INPUTS, LANES, type TaggerLayer, type TaggerWeights, WIDTH } from './tagger-weights.js'

const round = Math.fround

/**
 * Computes the same numbers as the WebAssembly kernel, about thirty times slower. Every step is rounded to 32 bits, as
 * in the kernel.
 */
export function createScriptNetwork(weights: TaggerWeights): TaggerNetwork {
  const [projection, ...layers] = weights.layers as [TaggerLayer, ...TaggerLayer[]]
  return {
    run(ids, tokens) {
      const rows = new Float32Array(tokens * WIDTH)
      const inputs = quantize(projection, gather(weights, ids, tokens), tokens, INPUTS)
      multiply(projection, inputs, tokens, (token, output, value, gate) => {
        rows[token * WIDTH + output] = Math.max(value, 0)
        rows[token * WIDTH + WIDTH / 2 + output] = Math.max(gate, 0)
      })
      for (const layer of layers) {
        multiply(layer, quantize(layer, rows, tokens, WIDTH), tokens, (token, output, value, gate) => {
          const place = token * WIDTH + output
          rows[place] = rows[place]! + round(value * sigmoid(gate))
        })
      }
      return label(weights, rows, tokens)
    },
  }
}

function gather({ tables: [words, affixes, shapes] }: TaggerWeights, ids: Int32Array, tokens: number): Float32Array {
  const inputs = new Float32Array(tokens * INPUTS)
  let start = 0
  for (const [column, { codes, scales, width }] of [words, words, affixes, affixes, affixes, shapes].entries()) {
    // Both hashes of a word use the same columns. Each product is rounded before the two are added.
    if (column === 1) start -= width
    for (let token = 0; token < tokens; token++) {
      const id = ids[column * tokens + token]!
      for (let index = 0; index < width; index++) {
        const to = token * INPUTS + start + index
        inputs[to] = inputs[to]! + round(codes[id * width + index]! * scales[id]!)
      }
    }
    start += width
  }
  return inputs
}

/** Quantizes each number to whole steps. Both ends get as many rows of zeros as the layer reaches. */
function quantize({ step, zero, dilation }: TaggerLayer, from: Float32Array, tokens: number, width: number) {
  const steps = new Int16Array((tokens + 2 * dilation) * width)
  for (let index = 0; index < tokens * width; index++) {
    const exact = round(from[index]! / step)
    // Adding and subtracting 1.5 * 2^23 rounds halves to the even number.
    const whole = Math.abs(exact) < 1e6 ? round(round(exact + 12582912) - 12582912) : exact
    steps[dilation * width + index] = Math.min(255 - zero, Math.max(-zero, whole))
  }
  return steps
}

type Take = (token: number, output: number, value: number, gate: number) => void

function multiply(layer: TaggerLayer, steps: Int16Array, tokens: number, take: Take): void {
  const { inputs, outputs, scales, biases } = layer
  const half = outputs / 2
  const scaled = (sum: number, output: number) => round(round(round(sum) * scales[output]!) + biases[output]!)
  for (let token = 0; token < tokens; token++) {
    for (let output = 0; output < half; output++) {
      const lane = output % LANES
      const block = (output - lane) * 2 * inputs
      const value = scaled(product(layer, block + 2 * lane, steps, token), output)
      const gate = scaled(product(layer, block + 2 * (LANES + lane), steps, token), half + output)
      take(token, output, value, gate)
    }
  }
}

/** A separate function, so that the engine compiles this hot loop by itself. */
function product({ inputs, dilation, codes }: TaggerLayer, first: number, steps: Int16Array, token: number): number {
  const width = dilation === 0 ? inputs : WIDTH
  let sum = 0
  let weight = first
  for (let read = 0, start = token * width; read < inputs; read += width, start += dilation * width) {
    for (let at = start; at < start + width; at += 2, weight += 4 * LANES) {
      sum = (sum + Math.imul(steps[at]!, codes[weight]!) + Math.imul(steps[at + 1]!, codes[weight + 1]!)) | 0
    }
  }
  return sum
}

function label({ labels, rows, biases }: TaggerWeights, tokens: Float32Array, count: number): Float32Array {
  const logits = new Float32Array(count * labels)
  for (let token = 0; token < count; token++) {
    for (let output = 0; output < labels; output++) {
      let sum = biases[output]!
      for (let column = 0; column < WIDTH; column++) {
        sum = round(sum + round(tokens[token * WIDTH + column]! * rows[output * WIDTH + column]!))
      }
      logits[token * labels + output] = sum
    }
  }
  return logits
}

const bits = new Int32Array(1)
const power = new Float32Array(bits.buffer)
const TERMS = [0.0416666667, 0.166666667, 0.5, 1, 1].map(round)

/** Follows the kernel step by step. */
export function sigmoid(x: number): number {
  const y = Math.max(-87, Math.min(87, -x))
  const n = round(round(round(y * round(Math.LOG2E)) + 12582912) - 12582912)
  const rest = round(round(y - round(n * 0.693359375)) - round(n * round(-0.00021219444)))
  const rough = TERMS.reduce((sum, term) => round(round(sum * rest) + term), round(0.00833333333))
  bits[0] = (n + 127) << 23
  return round(1 / round(1 + round(power[0]! * rough)))
}
