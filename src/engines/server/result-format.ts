/** How the result of a tool is read. It is mostly JSON, whose keys say what its values are. */
export function formatOfResult(text: string): 'json' | 'text' {
  return /^\s*[[{]/.test(text) ? 'json' : 'text'
}
