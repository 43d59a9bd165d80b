/** The message of an error in a browser without WebAssembly. */
export const NO_WEBASSEMBLY =
  'This browser has no WebAssembly, which the model needs. Some browsers switch it off in a mode of more protection: allow it for this page'
