import { expect, test } from 'vitest'
import { DecoderSlots, type Slot } from '../../workers/generation/decoder-slots.js'

/** Records the tokens that it was used for, with this many bytes each. */
class Place implements Slot {
  #tokens: readonly number[] = []

  constructor(
    readonly name: string,
    readonly bytesEach: number,
  ) {}

  get bytes(): number {
    return this.#tokens.length * this.bytesEach
  }

  common(tokens: readonly number[]): number {
    const differs = tokens.findIndex((token, at) => token !== this.#tokens[at])
    return differs === -1 ? tokens.length : differs
  }

  read(tokens: readonly number[]): void {
    this.#tokens = tokens
  }

  async reset(): Promise<void> {
    this.#tokens = []
  }
}

/** Where texts of this length, of one letter each, are read. */
async function placesOf(texts: string, { bytesEach = 1000 } = {}): Promise<string> {
  const names = ['1', '2', '3', '4']
  const create = () => new Place(names.shift() ?? '?', bytesEach)
  const slots = new DecoderSlots(create(), create)
  const used: string[] = []
  for (const letter of texts) {
    const tokens = Array.from({ length: 40 }, () => letter.charCodeAt(0))
    const place = await slots.for(tokens)
    place.read(tokens)
    used.push(place.name)
  }
  return used.join('')
}

test.each([
  ['one conversation stays where it is', 'aaaa', '1111'],
  ['two have a place each', 'ababab', '121212'],
  ['a third takes the place that was not used for longest', 'abcb', '1212'],
  ['and there are no more than two', 'abcdef', '121212'],
])('%s', async (_name, texts, expected) => {
  expect(await placesOf(texts)).toBe(expected)
})

test('where one takes much room, there is one place', async () => {
  expect(await placesOf('ababa', { bytesEach: 1_000_000 })).toBe('11111')
})

test('a few tokens of form in common are not a conversation', async () => {
  const slots = new DecoderSlots(new Place('1', 10), () => new Place('2', 10))
  const form = [7, 7, 7]
  const first = await slots.for([...form, 1])
  first.read([...form, ...Array.from({ length: 30 }, () => 1)])
  expect((await slots.for([...form, ...Array.from({ length: 30 }, () => 2)])).name).toBe('2')
})

test('nothing is left when all is reset', async () => {
  const place = new Place('1', 10)
  const slots = new DecoderSlots(place, () => new Place('2', 10))
  ;(await slots.for([1])).read([1])
  await slots.reset()
  expect(place.bytes).toBe(0)
})
