/** The parts of `tokenizer.json` for a vocabulary with a score for each piece. */
interface UnigramFile {
  readonly model: { readonly vocab: readonly (readonly [piece: string, score: number])[]; readonly unk_id?: number }
}

/** The library takes every list for a vocabulary of this kind. Other kinds map pieces to numbers. */
export function isUnigram(file: unknown): file is UnigramFile {
  return Array.isArray((file as Partial<UnigramFile> | undefined)?.model?.vocab)
}

/**
 * The same file with the few pieces that the library needs to start. It would make a map for each node of a trie, a quarter of a
 * second and half of the memory of a model with 95,000 pieces.
 */
export function withoutPieces(file: UnigramFile): UnigramFile {
  const { model } = file
  return { ...file, model: { ...model, vocab: model.vocab.slice(0, (model.unk_id ?? 0) + 1) } }
}

/** The part of a tokenizer of the library that cuts texts and numbers the pieces. */
interface PieceModel {
  tokens_to_ids: Map<string, number>
  encode(texts: string[]): string[]
}

/** Gives all pieces to a tokenizer that was made of such a file. */
export function addPieces(model: PieceModel | null, { model: { vocab, unk_id: unknown } }: UnigramFile): void {
  if (model === null) throw new TypeError('The tokenizer has no model')
  const pieces = new UnigramPieces(vocab, unknown)
  for (const [token, id] of model.tokens_to_ids) if (pieces.get(token) !== id) pieces.set(token, id)
  model.tokens_to_ids = pieces
  model.encode = (texts) => texts.flatMap((text) => pieces.cut(text))
}

/** An unknown character counts as much less likely than the least likely piece. */
const UNKNOWN_PENALTY = 10

/**
 * The numbers of pieces by their text, in a hash table over the characters of all pieces. The entries of the map itself are added
 * tokens.
 */
export class UnigramPieces extends Map<string, number> {
  readonly #characters: Uint16Array
  /** The place of each piece among the characters. A last entry is the end. */
  readonly #starts: Uint32Array
  readonly #scores: Float64Array
  readonly #unknownScore: number
  /** The number of a piece plus one at each place of the table; 0 where the place is free. */
  readonly #table: Int32Array
  /** The characters of the longest piece. */
  readonly #longest: number

  constructor(vocabulary: UnigramFile['model']['vocab'], unknown: number | undefined) {
    super()
    const count = vocabulary.length
    this.#starts = new Uint32Array(count + 1)
    this.#scores = new Float64Array(count)
    let [end, longest, least] = [0, 0, Number.POSITIVE_INFINITY]
    for (const [id, [piece, score]] of vocabulary.entries()) {
      end += piece.length
      this.#starts[id + 1] = end
      this.#scores[id] = score
      longest = Math.max(longest, piece.length)
      least = Math.min(least, score)
    }
    this.#longest = longest
    this.#unknownScore = least - UNKNOWN_PENALTY
    if (unknown !== undefined) this.#scores[unknown] = this.#unknownScore
    this.#characters = new Uint16Array(end)
    // Half of the places stay free, so that few pieces share one.
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 1)))
    for (const [id, [piece]] of vocabulary.entries()) this.#insert(piece, id)
  }

  override get(piece: string): number | undefined {
    const added = super.get(piece)
    if (added !== undefined) return added
    let hash = FIRST_HASH
    for (let index = 0; index < piece.length; index += 1) hash = nextHash(hash, piece.charCodeAt(index))
    const id = this.#find(piece, 0, piece.length, hash)
    return id < 0 ? undefined : id
  }

  /** Cuts a text into the pieces whose scores have the largest sum. A character that no piece stands for is one by itself. */
  cut(text: string): string[] {
    const places = placesOfCharacters(text)
    const end = places.length - 1
    const nodes: Node[] = []
    const endingAt: Node[][] = places.map(() => [])
    endingAt[0]?.push({ begin: 0, end: 0, total: 0, before: undefined })
    for (let begin = 0; begin < end; begin += 1) {
      const from = places[begin] as number
      let [hash, hasSingle] = [FIRST_HASH, false]
      for (let next = begin + 1; next <= end; next += 1) {
        const to = places[next] as number
        if (to - from > this.#longest) break
        for (let at = places[next - 1] as number; at < to; at += 1) hash = nextHash(hash, text.charCodeAt(at))
        const id = this.#find(text, from, to, hash)
        if (id < 0) continue
        append(begin, next, this.#scores[id] as number)
        hasSingle ||= next === begin + 1
      }
      if (!hasSingle) append(begin, begin + 1, this.#unknownScore)
    }
    append(end, end, 0)
    const pieces: string[] = []
    for (let node = nodes.at(-1)?.before; node?.before !== undefined; node = node.before) {
      pieces.push(text.slice(places[node.begin], places[node.end]))
    }
    return pieces.reverse()

    /** Adds a piece behind the best of those that end where it begins. The first of equals counts. */
    function append(begin: number, next: number, score: number): void {
      let best: Node | undefined
      let total = 0
      for (const before of endingAt[begin] ?? []) {
        const sum = before.total + score
        if (best !== undefined && sum <= total) continue
        best = before
        total = sum
      }
      const node = { begin, end: next, total, before: best }
      nodes.push(node)
      endingAt[next]?.push(node)
    }
  }

  #insert(piece: string, id: number): void {
    const start = this.#starts[id] as number
    let hash = FIRST_HASH
    for (let index = 0; index < piece.length; index += 1) {
      const character = piece.charCodeAt(index)
      this.#characters[start + index] = character
      hash = nextHash(hash, character)
    }
    this.#table[this.#placeOf(piece, 0, piece.length, hash)] = id + 1
  }

  /** The number of the piece that is this part of a text, or -1. */
  #find(text: string, from: number, to: number, hash: number): number {
    return (this.#table[this.#placeOf(text, from, to, hash)] as number) - 1
  }

  /** The place of a piece in the table, or the free place where it would be. */
  #placeOf(text: string, from: number, to: number, hash: number): number {
    const mask = this.#table.length - 1
    let place = (hash ^ (hash >>> 15)) & mask
    for (let entry = this.#table[place]; entry !== 0; entry = this.#table[place]) {
      if (this.#isPiece((entry as number) - 1, text, from, to)) return place
      place = (place + 1) & mask
    }
    return place
  }

  #isPiece(id: number, text: string, from: number, to: number): boolean {
    const start = this.#starts[id] as number
    if ((this.#starts[id + 1] as number) - start !== to - from) return false
    for (let at = from; at < to; at += 1) {
      if (this.#characters[start + at - from] !== text.charCodeAt(at)) return false
    }
    return true
  }
}

/** A piece at a place of a text, counted in characters. */
interface Node {
  readonly begin: number
  readonly end: number
  /** The sum of the scores up to the end of the piece. */
  readonly total: number
  readonly before: Node | undefined
}

const FIRST_HASH = 0x811c9dc5 | 0

const nextHash = (hash: number, character: number): number => Math.imul(hash ^ character, 0x01000193)

/** The place of each character in a text, and its end. Some characters take two places of a string. */
function placesOfCharacters(text: string): number[] {
  const places = [0]
  let at = 0
  for (const character of text) {
    at += character.length
    places.push(at)
  }
  return places
}
