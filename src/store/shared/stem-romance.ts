const LETTERS = /^[a-z]+$/

/**
 * Removes the endings of plurals, of genders, and of the infinitive and its participle: "journaux" matches "journal",
 * "heureuse" "heureux", "parlée" "parler".
 */
export function stemFrench(word: string): string {
  if (word.length < 4 || !LETTERS.test(word)) return word
  return word
    .replace(/(?<=.)eaux$/, 'eau')
    .replace(/(?<=...)aux$/, 'al')
    .replace(/(?<=[eo]u)x$/, '')
    .replace(/s$/, '')
    .replace(/(?<=..)(?:euse|eur)$/, 'eu')
    .replace(/(?<=..)ive$/, 'if')
    .replace(/(?<=...)(?:ere|ee|er|ez|e)$/, '')
    .replace(/([lnst])\1$/, '$1')
    .replace(/(?<=...)s$/, '')
}

/** Removes the last vowels, which carry number and gender: "amica", "amiche", "amico" and "amici" match. */
export function stemItalian(word: string): string {
  if (word.length < 4 || !LETTERS.test(word)) return word
  return word
    .replace(/(?<=...)[aeio]$/, '')
    .replace(/(?<=...)i$/, '')
    .replace(/(?<=[cg])h$/, '')
}

/** Removes plurals and the endings of gender: "ações" matches "ação", "animais" "animal", "homens" "homem". */
export function stemPortuguese(word: string): string {
  if (word.length < 4 || !LETTERS.test(word)) return word
  return word
    .replace(/(?<=..)(?:oes|aes)$/, 'ao')
    .replace(/(?<=..)([aeou])is$/, '$1l')
    .replace(/ns$/, 'm')
    .replace(/(?<=..[rz])es$/, '')
    .replace(/(?<=...)s$/, '')
    .replace(/(?<=...)[aeo]$/, '')
}
