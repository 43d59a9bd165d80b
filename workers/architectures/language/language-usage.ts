/**
 * How often a short text is in each language. On the web and in apps, a few languages make up most of the texts. The
 * list has three steps and no counts, because finer steps would be guesses.
 */
const STEPS: readonly (readonly string[])[] = [
  [],
  'ar cs da el fa fi he hi hu id ko nb nl pl ro sv th tr uk vi'.split(' '),
  'de es fr it ja pt ru zh'.split(' '),
  // A text that is in no language must not lose to the most frequent language.
  ['en', 'und'],
]
const STEP_OF: ReadonlyMap<string, number> = new Map(
  STEPS.flatMap((languages, step) => languages.map((language): [string, number] => [language, step])),
)

/** The weight of one step, as a logarithm. It was chosen on words and pairs of the training lists. */
const STEP = 0.7
/** From this number of letters on, usage counts nothing: the letters alone decide. */
const ENOUGH_LETTERS = 40

/**
 * Words that people write alone: greetings, thanks, yes and no. These words have too few letters to identify their
 * language, and are too common to get wrong.
 */
const ALONE: Readonly<Record<string, string>> = {
  cs: 'ahoj čau dobrý den děkuji díky prosím ano',
  da: 'hej goddag tak mange ja nej farvel',
  de: 'hallo guten morgen tag abend danke vielen dank bitte ja nein tschüss wo wer wie was wann warum bist du geht es',
  en: 'hello hi hey good morning evening thanks thank you please yes no bye welcome sorry what who where why how ok okay i love',
  es: 'hola buenos buenas días dias tardes noches gracias muchas por favor sí no adiós qué tal',
  fi: 'hei moi huomenta päivää kiitos kyllä ei näkemiin',
  fr: 'bonjour bonsoir salut merci beaucoup oui non au revoir ça va coucou',
  hu: 'szia helló jó reggelt köszönöm igen nem',
  id: 'halo hai selamat pagi siang malam terima kasih ya tidak',
  it: 'ciao buongiorno buonasera grazie mille prego sì no arrivederci salve come stai',
  nb: 'hei god morgen takk ja nei ha det',
  nl: 'hallo hoi goedemorgen goedendag dank je bedankt alsjeblieft ja nee doei',
  pl: 'cześć hej dzień dobry dziękuję dzięki proszę tak nie',
  pt: 'olá oi bom dia boa tarde noite obrigado obrigada por favor sim não tchau tudo bem',
  ro: 'bună salut mulțumesc da nu',
  ru: 'привет здравствуйте спасибо да нет пока пожалуйста',
  sv: 'hej hallå god morgon tack ja nej',
  tr: 'merhaba selam günaydın teşekkürler teşekkür ederim evet hayır',
  uk: 'привіт дякую так ні будь ласка',
}
const WORDS_ALONE = Object.entries(ALONE).map(([language, words]) => ({ language, words: new Set(words.split(' ')) }))

/** Added to the logit of a language where every word of the text is in the list of that language above. */
const ALL_ALONE = 8
const MOST_WORDS = 3

/** Gives the weight of each language for these words, before the model reads their letters. */
export type Usage = (words: readonly string[], languages: readonly string[]) => readonly number[]

/** The weight of each language, before the model reads the letters. It is added to the logits of a short text. */
export function usageOf(words: readonly string[], languages: readonly string[]): number[] {
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  const share = Math.max(0, 1 - letters / ENOUGH_LETTERS)
  const greeted = new Set(
    words.length === 0 || words.length > MOST_WORDS
      ? []
      : WORDS_ALONE.filter((entry) => words.every((word) => entry.words.has(word))).map(({ language }) => language),
  )
  return languages.map(
    (language) => STEP * (STEP_OF.get(language) ?? 0) * share + (greeted.has(language) ? ALL_ALONE : 0),
  )
}
