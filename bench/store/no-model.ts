/** Stands in for the inference library of a peer, which brings its own embedder: here it is given vectors. */
export const pipeline = undefined
