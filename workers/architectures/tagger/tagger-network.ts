/**
 * Computes one row of logits per token from hashed features, `ids[column * tokens + token]`. Two implementations, one
 * in WebAssembly and one in JavaScript, give the same numbers to the last bit.
 */
export interface TaggerNetwork {
  run(ids: Int32Array, tokens: number): Float32Array
}
