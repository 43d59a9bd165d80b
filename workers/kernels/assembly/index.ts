// The arithmetic of a language model, in AssemblyScript. `scripts/build-kernel.mjs` compiles it twice: with relaxed SIMD, whose
// dot product multiplies 16 numbers in one instruction, and without. Both give the same bits, and so does `test/kernels/twin.ts`.
//
// All functions read and write at addresses that the caller has checked: nothing here looks at the bounds of a region.
export { attend, attentionRoom, remember } from './attention'
export { ACTIVATION_BYTES as activationBytes } from './layout'
export { multiplyEightBits } from './multiply-eight-bits'
export { multiplyFourBits, multiplyFourBitsWithMinimum } from './multiply-four-bits'
export { addTo, gateWithGelu, gateWithSilu, normalize, rotate } from './pointwise'
export { quantize } from './quantize'
export { spreadAt, spreadBytes } from './spread'
