/** The format in which the result of a tool is read. The result is mostly JSON, whose keys tell the meaning of its values. */
export function formatOfResult(text: string): 'json' | 'text' {
  return /^\s*[[{]/.test(text) ? 'json' : 'text'
}
