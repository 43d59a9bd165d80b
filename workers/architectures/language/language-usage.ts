/**
 * How much each language is written on the web and in apps, in coarse steps, because finer ones would be guesses. All
 * other languages have few texts.
 */
const STEPS: readonly (readonly [weight: number, languages: string])[] = [
  [
    2,
    'af am az be bg bn bs ca ckb cy et eu ga gl gu ha hr hy is ka kk km kn ku ky lb lo lt lv mk ml mn mr ms mt my ne nn om pa ps si sk sl so sq sr sw ta te tg tl tk tt ur uz yo yue zu',
  ],
  [2.4, 'ar cs da el fa fi he hi hu id ko nb nl pl ro sv th tr uk vi'],
  [2.8, 'de es fr it ja pt ru zh'],
  // A text that is in no language must not lose to the most frequent language.
  [3.2, 'en und'],
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
