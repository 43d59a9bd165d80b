/** The device and the program that compute a model, and the precision of its numbers. */

/** The device that computes: the CPU by WebAssembly, or the graphics card by WebGPU. */
export type Device = 'wasm' | 'webgpu'

/** The program that computes: the kernels of tacet itself, or ONNX Runtime. */
export type Runtime = 'kernels' | 'onnxruntime'

/** How the numbers of a model are stored. */
export type Precision = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4' | 'q4f16' | 'bnb4'

/** The device and the program that compute a model, and the file that is read. */
export interface ComputeSettings {
  /**
   * The device that computes the model: `'wasm'` is the CPU, `'webgpu'` the graphics card.
   * @default 'auto': the device of the engine, else the fastest one for the kind of model, after a test of its answers
   *
   * @example
   * const generator = await createGenerator({ model: '/models/my-model/', device: 'wasm' })
   */
  device?: 'auto' | Device | undefined
  /**
   * The program that computes the model. `'kernels'` are those of tacet itself: they need no download and compute on the CPU. `'onnxruntime'`
   * runs every ONNX file. `'onnxruntime-node'` runs them natively in Node, where the app has installed that package. A program that cannot run
   * the model rejects with `unsupported` and the reason.
   * @default 'auto': the kernels where they can run the model on the CPU, else ONNX Runtime
   *
   * @example
   * const reference = await createEmbedder({ model: 'minilm', runtime: 'onnxruntime' })
   */
  runtime?: 'auto' | Runtime | 'onnxruntime-node' | undefined
  /**
   * The precision of a model in a folder or on the hub. It selects the file: `q4` is `onnx/model_q4.onnx`.
   * @default 'auto': the first that the folder has of q8, int8, uint8, fp32, fp16, q4, q4f16 and bnb4; for a model that writes, of q8, int8, uint8,
   * q4, q4f16, fp16, fp32 and bnb4
   *
   * @example
   * const embedder = await createEmbedder({ model: '/models/my-encoder/', dtype: 'fp32' })
   */
  dtype?: 'auto' | Precision | undefined
}
