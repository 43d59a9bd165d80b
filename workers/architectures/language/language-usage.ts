/**
 * How much each language is written on the web and in apps: about the logarithm of its share, halved, in coarse steps,
 * because finer ones would be guesses. All other languages have few texts.
 */
const STEPS: readonly (readonly [weight: number, languages: string])[] = [
  [0.9, 'ha ig mg om rw sn st ti tk tt ug xh yo yue zu'],
  [1.8, 'am cy ga km ckb ku ky lb lo mn mt my ne nn ps si so sw tg uz'],
  [2.4, 'af az be bn bs eu gl gu hy is ka kk kn mk ml mr pa sq ta te tl ur'],
  [3, 'bg ca et hr lt lv ms sk sl sr'],
  [3.5, 'cs da el fi he hi hu nb ro sv th uk'],
  [3.9, 'ar fa id ko nl pl tr vi'],
  // A text that is in no language must not lose to the languages that are used most.
  [4, 'und'],
  [4.4, 'de es fr it ja pt ru zh'],
  [5, 'en'],
]
const WEIGHT_OF = new Map(STEPS.flatMap(([weight, languages]) => languages.split(' ').map((label) => [label, weight])))

/** With so many letters half of the weight is left: the more letters a text has, the more the letters decide. */
const HALF_LETTERS = 24

/** The most that usage adds to the logit of each label. It was chosen on words and pairs of the development texts. */
export function usageOf(labels: readonly string[]): readonly number[] {
  return labels.map((label) => WEIGHT_OF.get(label) ?? 0)
}

/** The share of the usage that counts in a text of so many letters. */
export function usageShare(letters: number): number {
  return HALF_LETTERS / (HALF_LETTERS + letters)
}

/** In a text of so many letters or more, the frequent words do not count. */
const LONGEST_WITH_WORDS = 96

/**
 * How much the frequent words count in a text of so many letters, from 1 down to 0. Their share falls faster than that of
 * the usage, because the words of a long text add up: a text in an unknown language would get the language of its shortest
 * words.
 */
export function wordShare(letters: number): number {
  if (letters >= LONGEST_WITH_WORDS) return 0
  const share = HALF_LETTERS ** 3 / (HALF_LETTERS ** 3 + letters ** 3)
  return share * (1 - letters / LONGEST_WITH_WORDS)
}
