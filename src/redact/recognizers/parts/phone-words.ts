/** Words that announce a telephone number, in the languages most written on the web. */
export const phoneWords: readonly string[] = (
  'phone|phones|telephone|tel|tel.|mobile|cell|cellphone|call|calls|called|calling|fax|dial|ring|sms|whatsapp|' +
  'viber|contact|hotline|landline|direct line|my line|our line|durchwahl|ligne directe|línea directa|linea diretta|linha direta|doorkiesnummer|office|desk|answering|telefon|telefonnummer|handy|mobil|mobilnummer|rufnummer|' +
  'anrufen|anruf|rückruf|zurückrufen|erreichbar|téléphone|portable|mobile|appeler|appelez|teléfono|telefono|celular|móvil|línea|fijo|llamar|llame|llámame|' +
  'llámeme|llámanos|cellulare|chiamare|telefone|telemóvel|zap|zapzap|wpp|fone|ligar|ligue|ligue-me|telefoon|mobiel|bellen|bereikbaar|telefonnr|' +
  'mobiltelefon|ring|puhelin|puhelinnumero|soita|komórka|zadzwoń|dzwoń|dzwonić|zadzwonić|dzwonię|telefonu|mobilní|zavolejte|volejte|volat|' +
  'kontakt|kontaktieren|contacto|contato|contatto|contacter|telefón|telefonszám|hívja|telefonul|τηλέφωνο|κινητό|' +
  'телефон|тел|тел.|моб|позвоните|дзвоніть|cep|gsm|ara|הטלפון|טלפון|נייד|هاتف|جوال|موبايل|تلفن|फोन|मोबाइल|ফোন|' +
  'โทร|โทรศัพท์|เบอร์|sđt|telepon|hp|telepono|电话|電話|手机|手機|携帯|전화*|휴대폰*|연락처*|phone#|ph|reach me|reach us|' +
  'reach him|reach her|reach them|reach you|reached at|text me|messages to|số điện thoại|điện thoại'
).split('|')

/** Words for other things whose numbers have groups like telephone numbers. */
export { numberLabels as otherNumbers, yearRange } from './number-labels.js'
