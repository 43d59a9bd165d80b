import { NlpError } from '../../src/shared/errors.js'
import { halfToNumber } from '../kernels/half-float.js'

export interface SafeTensor {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** An entry in the header of the file. */
interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [from: number, to: number]
}

/**
 * Reads the matrices of a file. The file has eight bytes with the length of its header, the header as JSON, then the
 * numbers.
 */
export function readSafetensors(bytes: Uint8Array, path: string): ReadonlyMap<string, SafeTensor> {
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const headerEnd = 8 + Number(view.getBigUint64(0, true))
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, headerEnd))) as Readonly<Record<string, Entry>>
    const tensors = new Map<string, SafeTensor>()
    for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(header)) {
      if (name === '__metadata__') continue
      const [from, to] = offsets
      const part = new DataView(view.buffer, view.byteOffset + headerEnd + from, to - from)
      tensors.set(name, { shape, values: readNumbers(part, dtype) })
    }
    return tensors
  } catch (cause) {
    throw new NlpError('model-corrupt', `${path} is not a readable file of tensors. Export the model again.`, {
      cause,
      details: { file: path },
    })
  }
}

function readNumbers(view: DataView, dtype: string): Float32Array {
  switch (dtype) {
    case 'F32':
      return Float32Array.from({ length: view.byteLength / 4 }, (_, index) => view.getFloat32(index * 4, true))
    case 'F16':
      return Float32Array.from({ length: view.byteLength / 2 }, (_, index) =>
        halfToNumber(view.getUint16(index * 2, true)),
      )
    case 'BF16': {
      // A bfloat16 is the upper half of a 32-bit number.
      const scratch = new DataView(new ArrayBuffer(4))
      return Float32Array.from({ length: view.byteLength / 2 }, (_, index) => {
        scratch.setUint16(0, view.getUint16(index * 2, true))
        return scratch.getFloat32(0)
      })
    }
    default:
      throw new TypeError(`numbers of type ${dtype}`)
  }
}
