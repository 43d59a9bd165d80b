// The arithmetic of an encoder, in AssemblyScript. `scripts/build-kernel.mjs` compiles it twice: with relaxed SIMD and without. Both
// give the same bits, and so does `test/kernels/encoder-twin.ts`.
//
// The rows of many texts lie one behind the other. Only `attendAll` knows where a text begins and ends, so no text is padded.
//
// All functions read and write at addresses that the caller has checked: nothing here looks at the bounds of a region.
export { attendAll } from './attend-all'
export { multiplyPackedRows, multiplyRows, multiplySevenBitRows } from './multiply-rows'
export { sampleOfDot } from './row-products'
export { addAndNormalize, gelu, quantizeRows, relu } from './rows'
export { NUMBER_BYTES as numberBytes } from './row-layout'
