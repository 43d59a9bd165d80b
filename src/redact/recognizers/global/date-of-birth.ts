import { patternRecognizer } from '../parts/pattern-recognizer.js'
import { eastAsianDate, numericDate, wordyDate } from './dates.js'

const birthWords = (
  'born|dob|d.o.b|date of birth|birth date|birthdate|birthday|bday|b-day|geboren|geb|geb.|geburtsdatum|geburtstag|né|née|né le|née le|naissance|date de naissance|' +
  'nacido|nacida|nació|nacimiento|fecha de nacimiento|nato|nata|nascita|data di nascita|nascido|nascida|nascimento|data de nascimento|geboortedatum|' +
  'född|födelsedatum|født|fødselsdato|syntynyt|syntymäaika|urodzony|urodzona|data urodzenia|narozen|narozena|datum narození|narodený|dátum narodenia|' +
  'született|születési|născut|născută|data nașterii|роден|родена|дата на раждане|γεννήθηκε|ημερομηνία γέννησης|rođen|rođena|datum rođenja|rojen|rojena|' +
  'родился|родилась|дата рождения|народився|народилася|дата народження|doğum|doğum tarihi|doğumlu|تاريخ الميلاد|مواليد|תאריך לידה|जन्म|जन्म तिथि|' +
  '出生|出生日期|生年月日|生まれ|생년월일*|출생*|วันเกิด|ngày sinh|sinh ngày|tanggal lahir|lahir|tarikh lahir|kapanganakan|sünniaeg|sündinud|dzimis|dzimšanas datums|gimęs|gimė|gimimo data|fæddur|fædd|' +
  'γεννηθείς|जन्मतिथि|נולד|נולדה|ولد|ولدت|المولود|متولد|تاریخ تولد|জন্ম|জন্ম তারিখ|பிறந்த*|పుట్టిన*|پیدائش|alizaliwa|kuzaliwa|ipinanganak|petsa ng kapanganakan|lindur|datëlindja|დაბადების|ծնված|doğulub|туған|төрсөн|jaio|nascut|nascuda|naixement|' +
  'nado|nacemento|rugadh|ganwyd|geni|gebore|birth|date de naiss|дата рожд|д.р|год рождения|nar|dat. nar|r. narození|született*'
).split('|')
// The nearest word decides, so these words keep the other dates of a form out.
const otherDates =
  'issued expires expiry expiration valid due invoice dated hired joined died deceased ausgestellt gültig délivré expire expedición vencimiento scadenza updated created admitted discharged'.split(
    ' ',
  )

/** Dates of birth: any date that a word such as "born" announces, in 40 languages. */
export const dateOfBirth = [numericDate, wordyDate, eastAsianDate].map((source, index) =>
  patternRecognizer({
    name: ['date-of-birth', 'date-of-birth-words', 'date-of-birth-east-asian'][index]!,
    type: 'DATE_OF_BIRTH',
    pattern: new RegExp(`(?<![\\w./]|\\w-)${source}(?![\\w]|[-/.]\\d)`, 'giu'),
    score: 0.2,
    tier: 'context',
    context: birthWords,
    negativeContext: otherDates,
  }),
)
