/** Words that announce a telephone number, in the languages most written on the web. */
export const phoneWords: readonly string[] = (
  'phone phones telephone tel tel. mobile cell cellphone call calls called calling fax dial ring sms whatsapp viber contact hotline landline text number telefon telefonnummer ' +
  'handy mobil mobilnummer rufnummer anrufen téléphone portable mobile appeler appelez teléfono telefono celular móvil llamar llame cellulare chiamare telefone telemóvel ligar ' +
  'telefoon mobiel bellen nummer telefonnr mobiltelefon ring puhelin puhelinnumero soita komórka zadzwoń dzwoń numer telefonu mobilní zavolejte telefón telefonszám hívja telefonul ' +
  'τηλέφωνο κινητό телефон тел тел. моб позвоните номер дзвоніть cep gsm ara numara numarası הטלפון טלפון נייד هاتف جوال موبايل رقم تلفن फोन मोबाइल ফোন โทร โทรศัพท์ เบอร์ điện thoại sđt ' +
  'telepon hp telepono numero número 电话 電話 手机 手機 携帯 전화 휴대폰 연락처 phone# ph'
).split(' ')

/** Things that are numbered in groups like telephone numbers. */
export { numberLabels as otherNumbers } from './number-labels.js'
