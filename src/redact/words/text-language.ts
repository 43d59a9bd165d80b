/** Languages whose everyday words are known, besides English. Hindi is known in Latin letters alone. */
export type WordLanguage = 'de' | 'es' | 'fr' | 'hi' | 'it' | 'nl' | 'pl' | 'pt'

/** Short words that few sentences lack and few other languages have. */
const FUNCTION_WORDS: Readonly<Record<WordLanguage | 'en', string>> = {
  en: 'the and of to is are was you your it that with for this have not my we be from please thanks an at as or if can will so by they he she do what',
  de: 'der die das und ich ist nicht mit ein eine mein meine ihr ihre ihnen sie wir auf für zu den dem bitte von sind haben uns noch zum zur bei und danke sehr geehrte einen einem einer möchte hier wie wenn dass hat auch nach vom oder im am es viele grüße mit freundlichen kann bin',
  es: 'el la los las y que es no con una un mi por para su del se me lo está desde pero gracias soy usted muy hola pero como más al estoy tengo quiero cuando saludos',
  fr: 'le la les et que est pas je vous nous un une des mon ma votre pour avec dans du ce suis merci bonjour sur au aux ai été plus ne cette mais cordialement',
  hi: 'hai hain hun hoon tha nahi nahin kya kyun kyunki kab kaise kahan kaun aur bhi kuch koi aap aapka aapke aapki aapko tum tumhara tumhari hum hamara hamari humko mujhe mujhko mera iska iske uska uske uski unka unke apna apni apne yeh woh karo karna karne karke karte karta karti kiya kardo karein karen chahiye liye wala wale wali raha rahi rahe gaya gayi hua hui hoga hogi abhi bahut bohot accha acha kal aaj ghar haan batao dijiye dena phir lekin agar jab tab yahan wahan',
  it: 'il la gli e che è non un una mi per con sono del della vorrei grazie lo ho da mio mia suo buongiorno ciao anche come della nel cosa questo saluti',
  nl: 'de het een en ik is niet mijn van met voor op dat u uw we je zijn heeft nog naar bij bedankt geachte beste ook maar wat hoe kan groet graag',
  pl: 'i nie się w na jest to że z do mi mnie za proszę jestem czy od po jak mój moje dziękuję dzień dobry pan pani szanowni państwo chciałbym chciałabym oraz jak ale tylko już ma mam tym',
  pt: 'o os as e que é não um uma meu minha com para por do da no na eu você obrigado está mas sou muito olá ao mais quero como você obrigada estou tenho',
}

const LANGUAGES = Object.keys(FUNCTION_WORDS) as readonly (WordLanguage | 'en')[]

/** By short word: the places of its languages in the list above. */
const languagesOf: ReadonlyMap<string, readonly number[]> = (() => {
  const places = new Map<string, number[]>()
  for (const [place, language] of LANGUAGES.entries()) {
    for (const word of new Set(FUNCTION_WORDS[language].split(' '))) {
      places.set(word, [...(places.get(word) ?? []), place])
    }
  }
  return places
})()

/** How many words of a text are enough to tell its language. */
const SAMPLE = 400

/** The words of a text, in small letters. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? []
}

/** The language of these words, judged by its common short words; undefined where it is English, unknown or in doubt. */
export function languageOf(words: readonly string[]): WordLanguage | undefined {
  const counts = LANGUAGES.map(() => 0)
  for (let index = 0; index < words.length && index < SAMPLE; index++) {
    for (const place of languagesOf.get(words[index]!) ?? []) counts[place]!++
  }
  const most = Math.max(...counts)
  const best = counts.indexOf(most)
  const language = LANGUAGES[best]!
  return most < 2 || language === 'en' || counts.includes(most, best + 1) ? undefined : language
}
