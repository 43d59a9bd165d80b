const WORDS = (
  'the of and to in is was for on that with as by at from it an be are this which or had not but his have were one all ' +
  'order invoice customer delivery meeting report garden window river mountain engine battery kitchen recipe museum ' +
  'ticket account payment schedule teacher student hospital doctor market weather summer winter village street bridge'
).split(' ')

/** A small generator of pseudo-random numbers: the same texts in every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Texts of between `least` and `most` words, all different. */
export function makeTexts(count: number, least: number, most: number, seed = 7): string[] {
  const next = random(seed)
  return Array.from({ length: count }, () => {
    const length = least + Math.floor(next() * (most - least + 1))
    return Array.from({ length }, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ')
  })
}
