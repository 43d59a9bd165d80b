import type { Precision } from '../../src/shared/compute.js'
import { NlpError } from '../../src/shared/errors.js'
import type { Task } from '../../src/shared/tasks.js'

/** The endings that published models give the names of their ONNX files. */
export const SUFFIXES: Readonly<Record<Precision, string>> = {
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  fp32: '',
  fp16: '_fp16',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
}

/** The order in which the files of a model are looked for: eight bits first, because they are small and lose little. */
const ORDER: readonly Precision[] = ['q8', 'int8', 'uint8', 'fp32', 'fp16', 'q4', 'q4f16', 'bnb4']

/**
 * The order for a model that writes. Each word reads all weights, so without eight bits four are next: whole numbers of a billion weights take
 * four gigabytes, which no browser holds.
 */
const WRITING_ORDER: readonly Precision[] = ['q8', 'int8', 'uint8', 'q4', 'q4f16', 'fp16', 'fp32', 'bnb4']

/** The precision in the name of an ONNX file. */
export function precisionOfFile(path: string): Precision {
  const stem = path.replace(/\.onnx$/, '')
  return ORDER.find((precision) => precision !== 'fp32' && stem.endsWith(SUFFIXES[precision])) ?? 'fp32'
}

/** The places where exporters put the file. Older exporters name a decoder by its parts. */
function stems(task: Task): readonly string[] {
  const decoder = task === 'generate' ? ['onnx/decoder_model_merged', 'decoder_model_merged'] : []
  return ['onnx/model', 'model', ...decoder]
}

/** A graph and where it lies in its folder. */
export interface FoundGraph {
  readonly path: string
  readonly onnx: Uint8Array
}

interface Wanted {
  readonly id: string
  readonly dtype: Precision | undefined
}

type Fetch = (path: string) => Promise<Uint8Array | undefined>

/**
 * Finds the ONNX file of the requested precision, or else the first that exists. `fetch` gives `undefined` for a file
 * that does not exist.
 */
export function findWeights({ id, task, dtype }: Wanted & { readonly task: Task }, fetch: Fetch): Promise<FoundGraph> {
  const order = task === 'generate' ? WRITING_ORDER : ORDER
  return findFirst({ id, dtype }, stems(task), order, fetch)
}

/** Finds both halves of an encoder–decoder model. The half that writes must be merged: one graph for all of its runs. */
export async function findHalves(
  wanted: Wanted,
  fetch: Fetch,
): Promise<{ readonly encoder: FoundGraph; readonly decoder: FoundGraph }> {
  const find = (name: string) => findFirst(wanted, [`onnx/${name}`, name], ORDER, fetch)
  return { encoder: await find('encoder_model'), decoder: await find('decoder_model_merged') }
}

async function findFirst(
  { id, dtype }: Wanted,
  stems: readonly string[],
  order: readonly Precision[],
  fetch: Fetch,
): Promise<FoundGraph> {
  const tried: string[] = []
  for (const stem of stems) {
    for (const precision of dtype === undefined ? order : [dtype]) {
      const path = `${stem}${SUFFIXES[precision]}.onnx`
      const onnx = await fetch(path)
      if (onnx !== undefined) return { path, onnx }
      tried.push(path)
    }
  }
  const advice =
    dtype === undefined
      ? 'Export the model to ONNX, or choose one that has such a file.'
      : 'Choose another `dtype`, or leave it out to take the first that the folder has.'
  throw new NlpError('model-download', `Model ${id} has no ONNX file. Tried ${tried.join(', ')}. ${advice}`, {
    retryable: false,
    details: { file: tried[0] as string },
  })
}
