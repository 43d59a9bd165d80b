const WORDS =
  'the of and to in is was for on that with as by at from it an be are this which or had not but his have were one all order invoice customer delivery meeting report garden window river mountain engine battery kitchen recipe museum ticket account payment schedule teacher student hospital doctor market weather summer winter village street bridge'.split(
    ' ',
  )

const OPINIONS = [
  'The soup was cold and nobody came to ask.',
  'I have never slept so well in a hotel.',
  'The parcel came on Tuesday.',
  'It broke after two days, and the shop does not answer.',
  'My children love the new playground.',
  'The room has two windows and a desk.',
  'What a waste of an evening.',
  'They repaired it within an hour and charged nothing.',
]

/** Numbers from 0 to 1 that are the same in each race. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Texts of 4 to 60 words, all different. */
export function wordTexts(count: number): string[] {
  const next = numbersFrom(7)
  const word = () => WORDS[Math.floor(next() * WORDS.length)]
  return Array.from({ length: count }, () => Array.from({ length: 4 + Math.floor(next() * 57) }, word).join(' '))
}

/** Sentences with an opinion or without one. */
export function opinionTexts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${OPINIONS[index % OPINIONS.length]} Visit ${index + 1}.`)
}

/** A text with values that are to be hidden. */
export interface SecretText {
  readonly text: string
  readonly secrets: readonly string[]
}

/** Messages as a shop gets them. All values are made up, and their check digits are right. */
export function secretTexts(count: number): SecretText[] {
  const next = numbersFrom(11)
  const digits = (length: number) => Array.from({ length }, () => Math.floor(next() * 10)).join('')
  const cards = ['4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005']
  const ibans = ['DE89 3704 0044 0532 0130 00', 'GB82WEST12345698765432', 'FR14 2004 1010 0505 0001 3M02 606']
  const kinds = [
    () => {
      const secrets = [`ann.${digits(3)}@example.com`, `+1 415 555 ${digits(4)}`]
      return {
        secrets,
        text: `Please change my address to ${secrets[0]} and my number to ${secrets[1]}. Order ${digits(5)}.`,
      }
    },
    () => {
      const secrets = [cards[Math.floor(next() * cards.length)] ?? '']
      return { secrets, text: `The card ${secrets[0]} was charged twice for order ${digits(5)}, 19.90 euros each.` }
    },
    () => {
      const secrets = [ibans[Math.floor(next() * ibans.length)] ?? '']
      return { secrets, text: `Send the refund to ${secrets[0]} before 12:30, please, as for order ${digits(5)}.` }
    },
    () => {
      const secrets = [`203.0.113.${digits(2).replace(/^0/, '1')}`]
      return { secrets, text: `The login from ${secrets[0]} failed at 10:42 with version 4.1.2.` }
    },
  ]
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]?.() ?? { text: '', secrets: [] })
}

/** Vectors of length 1 in a few clusters, as those of texts are. */
export function madeUpVectors(count: number, dimensions: number, seed: number): Float32Array[] {
  const next = numbersFrom(seed)
  const centres = Array.from({ length: 16 }, () => Array.from({ length: dimensions }, () => next() - 0.5))
  return Array.from({ length: count }, (_, index) => {
    const centre = centres[index % centres.length] ?? []
    const vector = Float32Array.from(centre, (value) => value + (next() - 0.5))
    const length = Math.hypot(...vector)
    return vector.map((value) => value / length)
  })
}
