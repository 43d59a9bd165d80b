import { readFileSync } from 'node:fs'

/** A model's files by path, its architecture and its golden probe, from the folder that ships. */
export function readModel<Architecture, Golden>(
  id: string,
): { files: Map<string, ArrayBuffer>; architecture: Architecture; golden: Golden } {
  const read = (path: string) => new Uint8Array(readFileSync(new URL(`../../models/${id}/${path}`, import.meta.url)))
  const parse = (path: string): unknown => JSON.parse(new TextDecoder().decode(read(path)))
  const manifest = parse('manifest.json') as { architecture: Architecture; files: { path: string }[] }
  const files = new Map(manifest.files.map(({ path }) => [path, read(path).buffer as ArrayBuffer]))
  return { files, architecture: manifest.architecture, golden: parse('golden.json') as Golden }
}
