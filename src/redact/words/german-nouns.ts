/** Endings of German nouns that no name has. */
export const GERMAN_NOUN =
  /(?:ung|ungen|heit|keit|schaft|tion|tionen|tät|ismus|nummer|konto|vertrag|rechnung|karte|kasse|straße|tarif|dienst|stelle|gebühr|gebühren|termin|bescheid|antrag|versicherung|steuer|schein|ausweis|käse|strudel|kuchen|suppe|schmarrn|maschine|gerät|partnerin|datum|monate|wochen|jahre|stunden|minuten|schwindel|übelkeit|schmerzen|beschwerden|kontrolle)$/u

/** German words that include an article. No article comes before a name: "im Keller", "zur Post". */
const WITH_ARTICLE = /(?<![\p{L}])(?:[Ii]m|[Aa]m|[Ii]ns|[Aa]ns|[Zz]ur) $/u

/** Whether a single word comes after a word with an article, as nouns do. In small letters "im dave" is English. */
export function isBehindArticle(value: string, before: string): boolean {
  return !value.includes(' ') && /^\p{Lu}/u.test(value) && WITH_ARTICLE.test(before)
}
