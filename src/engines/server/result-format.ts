/** The format of a tool's result. Most results are JSON, and the keys of JSON help to recognize its values. */
export function formatOfResult(text: string): 'json' | 'text' {
  return /^\s*[[{]/.test(text) ? 'json' : 'text'
}
