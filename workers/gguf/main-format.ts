import type { GgufFile } from './read-gguf.js'

/** The name of the format that most bytes of a GGUF file have. Vectors and some matrices often have another. */
export function mainFormat({ tensors }: GgufFile): string | undefined {
  const bytes = new Map<string, number>()
  for (const {
    format,
    bytes: { length },
  } of tensors.values())
    bytes.set(format.name, (bytes.get(format.name) ?? 0) + length)
  return [...bytes].sort(([, a], [, b]) => b - a)[0]?.[0]
}
