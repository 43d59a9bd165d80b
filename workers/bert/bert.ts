import { NlpError } from '../../src/shared/errors.js'
import type { EncoderKernel } from '../kernels/encoder-functions.js'
import { openEncoderKernel, openSharedEncoderKernel } from '../kernels/encoder-kernel.js'
import { namingFile, namingText } from '../kernels/name-file.js'
import { unpackMatrix } from '../model-files/unpack-weights.js'
import { OnnxGraph, type PackedFiles } from '../onnx/graph.js'
import type { OnnxFile } from '../onnx/read-onnx.js'
import { type Program, takeProgram } from '../operators/program.js'
import { makeValue, type Value } from '../operators/value.js'
import { BertForward } from './forward.js'
import { Helpers } from './helpers.js'
import type { PackedMatrices } from './read-linear.js'
import { type BertMatch, recogniseBert } from './recognise.js'
import { type BertWeights, readWeights, unfitLayers } from './weights.js'

/** The inputs of one text, each by its name in the graph. */
export type TextInputs = ReadonlyMap<string, readonly number[]>

/** The output of a model for one text. */
interface TextOutput {
  readonly values: Float32Array
  /** Numbers per token, or per text where the output has no token axis. */
  readonly width: number
  readonly hasTokens: boolean
}

/** An encoder on our own kernels. */
export interface Bert {
  /** Computes texts together. The result of a text does not depend on its neighbours. */
  run(texts: readonly TextInputs[]): readonly TextOutput[]
  readonly threads: KernelThreads
  close(): void
}

/** The workers that compute a model together. */
export interface KernelThreads {
  /** How many workers are to compute, once all have started. */
  readonly planned: number
  /** How many workers compute now. */
  now(): number
}

export interface BertFiles {
  /** Whole files beside the graph, and the matrices of packed files, by their names in the graph. */
  readonly beside: ReadonlyMap<string, Uint8Array>
  readonly packed: PackedMatrices
}

/** More tokens in one run would use more memory for intermediate results and not be faster. */
const MOST_TOKENS = 128

export interface BertOptions {
  /** The name of the wanted output. */
  readonly output: string
  /** The count of workers that may compute together. @default 1 */
  readonly threads?: number | undefined
}

/**
 * Opens a graph of a BERT-shaped encoder on our own kernels. Returns the reason where they cannot run it: then ONNX
 * Runtime can. The result refers to no bytes of the file, so the file can leave memory.
 */
export async function openBert(
  file: OnnxFile,
  { beside, packed }: BertFiles,
  { output, threads = 1 }: BertOptions,
): Promise<Bert | string> {
  const graph = new OnnxGraph(file, beside, unpackers(packed))
  const match = recogniseBert(graph)
  if (typeof match === 'string') return match
  const unfit = unfitLayers(match)
  if (unfit !== undefined) return unfit
  const before = takeProgram(graph, match.input, match.inputs)
  const behind = takeProgram(graph, output, [match.output, ...match.inputs])
  if (typeof before === 'string') return before
  if (typeof behind === 'string') return behind
  const kernel = await (threads > 1 ? openSharedEncoderKernel() : openEncoderKernel())
  const planned = kernel.shared === undefined ? 1 : threads
  const weights = packLayers(file.name, match, kernel, packed)
  const forward = new BertForward(kernel, weights, planned)
  const parts: Parts = {
    forward,
    before,
    behind,
    isLast: graph.unmoved(output) === graph.unmoved(match.output),
    output: match.output,
    width: weights.width,
  }
  const { name } = file
  const helpers = new Helpers(kernel, forward, planned)
  const runPacks = (texts: readonly TextInputs[]) =>
    packs(texts).flatMap((pack) => namingText(name, () => runPack(pack, parts)))
  return {
    run: (texts) => helpers.after(() => runPacks(texts)),
    threads: { planned, now: () => forward.threads },
    close: () => helpers.close(),
  }
}

/** A separate function, because closures of one scope share its variables and would keep the file in memory. */
function packLayers(file: string, match: BertMatch, kernel: EncoderKernel, packed: PackedMatrices): BertWeights {
  return namingFile(file, () => readWeights(match, kernel.memory, packed))
}

/** The few matrices outside of the layers are unpacked. */
function unpackers(packed: PackedMatrices): PackedFiles {
  return new Map(
    [...packed].map(([name, matrices]) => [
      name,
      (offset: number) => {
        const matrix = matrices.find((each) => each.offset === offset)
        return matrix && new Uint8Array(unpackMatrix(matrix).buffer)
      },
    ]),
  )
}

interface Parts {
  readonly forward: BertForward
  readonly before: Program
  readonly behind: Program
  /** Whether the output is the result of the last layer, unchanged. */
  readonly isLast: boolean
  readonly output: string
  readonly width: number
}

function runPack(
  texts: readonly TextInputs[],
  { forward, before, behind, isLast, output, width }: Parts,
): TextOutput[] {
  const inputs = texts.map(valuesOf)
  const states = inputs.map((each) => before.run(each))
  const lengths = states.map(({ data }) => data.length / width)
  const rows = forward.run(lengths, (to) => {
    let at = 0
    for (const { data } of states) {
      to.set(data, at)
      at += data.length
    }
  })
  let start = 0
  return lengths.map((length, index) => {
    const values = rows.slice(start, start + length * width)
    start += length * width
    if (isLast) return { values, width, hasTokens: true }
    const given = new Map(inputs[index]).set(output, makeValue('float32', [1, length, width], new Float64Array(values)))
    const { data, shape } = behind.run(given)
    return { values: new Float32Array(data), width: shape.at(-1) ?? 1, hasTokens: shape.length === 3 }
  })
}

function valuesOf(text: TextInputs): ReadonlyMap<string, Value> {
  return new Map(
    [...text].map(([name, numbers]) => [name, makeValue('int64', [1, numbers.length], new Float64Array(numbers))]),
  )
}

/** Puts texts together until a run is long enough. A long text runs by itself. */
function packs(texts: readonly TextInputs[]): TextInputs[][] {
  const result: TextInputs[][] = []
  let tokens = MOST_TOKENS
  for (const text of texts) {
    const [numbers] = text.values()
    if (numbers === undefined) throw new NlpError('model-corrupt', 'The model takes no tokens.')
    if (tokens + numbers.length > MOST_TOKENS) {
      result.push([])
      tokens = 0
    }
    result.at(-1)?.push(text)
    tokens += numbers.length
  }
  return result
}
