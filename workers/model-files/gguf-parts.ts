/** A large model is published in parts: `model-00001-of-00003.gguf` and so on. */
const PART = /^(.*)-\d{5}-of-(\d{5})(\.gguf)$/i

/** All parts of a GGUF file, in order, from the name of any of them. A file in one piece is its only part. */
export function ggufParts(path: string): readonly string[] {
  const [, start, count, ending] = PART.exec(path) ?? []
  if (count === undefined || Number(count) === 0) return [path]
  const five = (number: number) => String(number).padStart(5, '0')
  return Array.from({ length: Number(count) }, (_, index) => `${start}-${five(index + 1)}-of-${count}${ending}`)
}
