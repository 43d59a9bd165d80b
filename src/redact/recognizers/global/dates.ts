/** Names of months, long and short, in the languages of the date of birth. */
const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec' +
  '|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|mär|okt|dez|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|janv|févr|avr|juil' +
  '|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|ene|abr|ago|dic|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|gen|mag|giu|lug|set|ott' +
  '|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|januari|februari|maart|mei|augustus|maj|augusti|marts|desember' +
  '|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince' +
  '|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня' +
  '|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|január|február|március|április|május|június|július|augusztus|szeptember|október|december' +
  '|ianuarie|februarie|martie|aprilie|iunie|iulie|septembrie|octombrie|noiembrie|decembrie|tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta|syyskuuta|lokakuuta|marraskuuta|joulukuuta' +
  '|ιανουαρίου|φεβρουαρίου|μαρτίου|απριλίου|μαΐου|ιουνίου|ιουλίου|αυγούστου|σεπτεμβρίου|οκτωβρίου|νοεμβρίου|δεκεμβρίου|януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември' +
  '|siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga|prosinca|januara|februara|aprila|juna|jula|avgusta|septembra|oktobra|novembra|decembra|јануара|фебруара|марта|априла|маја|јуна|јула|августа|септембра|октобра|новембра|децембра' +
  '|januarja|februarja|junija|julija|avgust|jaanuar|veebruar|märts|aprill|juuni|juuli|detsember|janvāris|februāris|aprīlis|maijs|jūnijs|jūlijs|augusts|oktobris|novembris|decembris|sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo|spalio|lapkričio|gruodžio' +
  '|agustus|mac|ogos|disember|enero|pebrero|marso|mayo|hunyo|hulyo|setyembre|oktubre|nobyembre|disyembre|januarie|februarie|augustus|desember' +
  '|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|ב?ינואר|ב?פברואר|ב?מרץ|ב?אפריל|ב?מאי|ב?יוני|ב?יולי|ב?אוגוסט|ב?ספטמבר|ב?אוקטובר|ב?נובמבר|ב?דצמבר' +
  '|जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม'

const day = '(?:0?[1-9]|[12]\\d|3[01])'
const month = '(?:0?[1-9]|1[0-2])'
// 25yy is a year of the Buddhist calendar; 13yy and 14yy are years of the Persian calendar.
const year = '(?:1[3489]|2[05])\\d\\d'

/** Dates in numbers. The year has four digits; where the day or the month comes first, it may have two. */
export const numericDate = `(?:${year}([-/.] ?)${month}\\1${day}|${day}([-/.] ?)${month}\\2(?:${year}|\\d\\d)|${month}([-/])${day}\\3(?:${year}|\\d\\d))`

/** Dates with the month in words: 3 May 1990, May 3rd, 1990, 3. Mai 1990, 3 de mayo de 1990, 5-May-2021. */
export const wordyDate = `(?:${day}(?:st|nd|rd|th|er|\\.|º|ª)?[ -](?:of |de |d')?(?:${months})(?!\\p{L})\\.?(?:,? ?-?(?: de| del)? ?(?:${year}|\\d\\d(?!\\d)))?|(?:${months})(?!\\p{L})\\.?[ -]${day}(?:st|nd|rd|th)?(?:,? ${year}|-${year})?|(?:${months})(?!\\p{L})\\.?[ -]${year}|${year}\\.?(?: m\\.)? (?:${months})(?!\\p{L}) ${day}(?!\\d)\\.?|${day} tháng ${month},? năm ${year})`

/** Dates as written in China, Japan and Korea. */
export const eastAsianDate = `${year} ?[年년] ?${month} ?[月월] ?${day} ?[日일]`
