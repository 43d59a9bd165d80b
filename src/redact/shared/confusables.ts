/** Letters of other alphabets that look like a Latin one, in pairs: look-alike, Latin. */
const PAIRS =
  'аaеeоoрpсcхxуyѕsіiјjԁdһhӏlԛqԝwАAВBЕEКKМMНHОOРPСCТTХXУYЅSІIЈJԚQԜW' +
  'αaοoνvιiρpυuΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX' +
  'օoսuհhոnցgզqՍSՕOıiɑaɡgᴏoᴄcᴠvᴢz'

const LATIN: ReadonlyMap<string, string> = new Map(PAIRS.match(/../g)?.map((pair) => [pair[0]!, pair[1]!]))

/** Any letter that has a Latin look-alike. */
export const confusable = new RegExp(`[${[...LATIN.keys()].join('')}]`)

/**
 * Turns look-alikes into Latin letters where a word mixes them with ASCII letters, as disguised words do. Words that are Russian or
 * Greek throughout must reach the recognizers of their language untouched.
 */
export function foldWord(word: string): string {
  return /[A-Za-z]/.test(word) ? Array.from(word, (letter) => LATIN.get(letter) ?? letter).join('') : word
}
