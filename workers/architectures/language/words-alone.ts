/**
 * Words that people write alone: greetings, thanks, yes and no. These words have too few letters to identify their
 * language, and are too common to get wrong.
 */
const ALONE: Readonly<Record<string, string>> = {
  ar: 'مرحبا أهلا السلام عليكم شكرا نعم لا صباح الخير',
  cs: 'ahoj čau dobrý den děkuji díky prosím ano',
  da: 'hej goddag tak mange ja nej farvel',
  de: 'hallo guten morgen tag abend danke vielen dank bitte ja nein tschüss wo wer wie was wann warum bist du geht es',
  el: 'γεια σου σασ καλημέρα καλησπέρα ευχαριστώ ναι όχι',
  en: 'hello hi hey good morning evening night thanks thank you please yes no bye welcome sorry what who where why how when ok okay i love',
  es: 'hola buenos buenas días dias tardes noches gracias muchas por favor sí no adiós qué tal',
  fi: 'hei moi huomenta päivää kiitos kyllä ei näkemiin',
  fr: 'bonjour bonsoir salut merci beaucoup oui non au revoir ça va coucou',
  he: 'שלום תודה כן לא בוקר טוב',
  hi: 'नमस्ते धन्यवाद हाँ नहीं',
  hu: 'szia helló jó reggelt köszönöm igen nem',
  id: 'halo hai selamat pagi siang malam terima kasih ya tidak',
  it: 'ciao buongiorno buonasera grazie mille prego sì no arrivederci salve come stai',
  ja: 'こんにちは おはよう ありがとう はい いいえ',
  ko: '안녕하세요 안녕 감사합니다 네 아니요',
  nb: 'hei god morgen takk ja nei ha det',
  nl: 'hallo hoi goedemorgen goedendag dank je bedankt alsjeblieft ja nee doei',
  pl: 'cześć hej dzień dobry dziękuję dzięki proszę tak nie',
  pt: 'olá oi bom dia boa tarde noite obrigado obrigada por favor sim não tchau tudo bem',
  ro: 'bună salut mulțumesc da nu',
  ru: 'привет здравствуйте спасибо да нет пока пожалуйста',
  sv: 'hej hallå god morgon tack ja nej',
  tr: 'merhaba selam günaydın teşekkürler teşekkür ederim evet hayır',
  uk: 'привіт дякую так ні будь ласка',
  vi: 'xin chào cảm ơn vâng không',
  zh: '你好 谢谢 是 不是 早上好 再见',
}

const LANGUAGES_OF = new Map<string, string[]>()
for (const [language, words] of Object.entries(ALONE)) {
  for (const word of words.split(' ')) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language])
}
const MOST_WORDS = 3

/** The languages in which people write exactly these words alone. */
export function languagesOfWordsAlone(words: readonly string[]): readonly string[] {
  const [first, ...others] = words
  if (first === undefined || words.length > MOST_WORDS) return []
  const languages = LANGUAGES_OF.get(first) ?? []
  return languages.filter((language) => others.every((word) => LANGUAGES_OF.get(word)?.includes(language)))
}
