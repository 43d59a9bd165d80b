import { digitsOf } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** "140/85" is a measure, although the number of the patient stands near by. */
const BLOOD_PRESSURE = /^\d{2,3}\/\d{2,3}$/

/** Numbers that an organisation gives a person: patient, member, employee, customer, policy, identity card. */
export const labelledNumber = identifier({
  name: 'labelled-number',
  type: 'ID_NUMBER',
  // Groups with spaces between them are one number if there are at least three, or two of at least four digits.
  pattern:
    /\d{2,8}(?: \d{2,8}){2,4}(?: \d)?|\d{4,8}(?: \d{4,8}){1,3}|(?=[A-Z]{0,4}-?\d)[A-Z\d]{5,20}|(?=[A-Z]{0,4}-?\d)[A-Z\d]{1,8}(?:[-/.][A-Z\d]{2,20}){1,4}/,
  check: (value, match) =>
    digitsOf(value).length > (match.includes(' ') ? 7 : 3) && value.length > 4 && !BLOOD_PRESSURE.test(match),
  evidence: 'label',
  context: (
    'mrn|medical record|patient id|patient number|patient no|member id|membership number|member number|employee id|employee number|employee no|staff id|student id|student number|customer id|customer number|customer no|' +
    'client number|policy number|policy no|insurance number|insurance id|subscriber id|id number|id no|id card|identity card|identity number|identification number|national id|national identity|personal number|social security|tax id|tax number|' +
    'taxpayer|health card|medicare|beneficiary|kundennummer|kunden-nr|kundennr|kd-nr|kd.-nr|kdnr|personalnummer|versichertennummer|versicherungsnummer|ausweisnummer|personalausweis|matrikelnummer|numéro client|numéro de client|numéro de dossier|matricule|' +
    'numéro d’identité|carte d’identité|número de cliente|número de identificación|cédula|número de afiliado|n° client|nº cliente|n. cliente|nr klienta|codice cliente|numero cliente|numero paziente|codice paziente|cartella clinica|nhc|historia clínica|número de historia|numéro patient|ipp|patientennummer|patienten-id|fallnummer|patiëntnummer|numer pacjenta|carta d’identità|tessera sanitaria|número de utente|bilhete de identidade|' +
    'mitgliedsnummer|mitglieds-nr|mitarbeiternummer|personal-nr|pers.-nr|polizzennummer|versicherungsschein|versicherungsschein-nr|schadennummer|vielfliegernummer|frequent flyer|loyalty number|' +
    "n° d'adhérent|numéro d'adhérent|numéro d'étudiant|numéro de police|n° de police|n° de contrat|numéro de contrat|número de empleado|número de socio|número de póliza|póliza|póliza n.o|cliente n.o|n.o de cliente|n.o cliente|" +
    'matricola|numero di matricola|numero tessera|numero polizza|polizza n.|número de funcionário|número de sócio|n.o de utente|utente n.o|n.o utente|no de utente|matrícula|apólice|convênio|carteirinha|prontuário|matrícula do funcionário|klantnr|klantnr.|personeelsnummer|personeelsnr|polisnummer|polisnr|lidnummer|studentnummer|' +
    'nr ewidencyjny|numer ewidencyjny|numer pracownika|numer polisy|nr polisy|numer albumu|nr albumu|nr legitymacji|' +
    'klantnummer|identiteitskaart|kundnummer|kundenummer|asiakasnumero|numer klienta|dowód osobisty|číslo zákazníka|občanský průkaz|személyi igazolvány|carte de identitate|αριθμός ταυτότητας|лична карта|osobna iskaznica|lična karta|' +
    'номер клиента|удостоверение личности|номер полиса|посвідчення|müşteri numarası|kimlik no|kimlik numarası|رقم الهوية|بطاقة الهوية|הזהות|תעודת זהות|पहचान पत्र|身份证|證件號碼|会員番号|社員番号|患者番号|주민등록번호*|회원번호*|บัตรประชาชน|mã số|số cmnd|nomor identitas|nombor pengenalan'
  ).split('|'),
})
