/** Words of salutations and letters that stand where names do but are not names. */
export const NO_NAME =
  /^(?:Damen|Herren|Team|Kolleg\p{L}*|Kund\p{L}*|Leute|Alle|Allemaal|Zusammen|Support|Service|Kundenservice|Kundendienst|Customer|Madame|Monsieur|Messieurs|Mesdames|Herr|Frau|Herrn|Doktor|Señor\p{L}*|Senhor\p{L}*|Signor\p{L}*|Heer|Mevrouw|Państw[oau]|Pan|Pani|Panie|Szanown\p{L}*|Geehrte\p{L}*|Estimad\p{L}*|Prezad\p{L}*|Gentil[ei]|Geachte|Gr[üu](?:ß|ss)\p{L}*|Saludos?|Salut[oi]|Groet\p{L}*|Cordialement|Pozdraw\p{L}*|Todos|Todas|Tous|Toutes|Tutti|Equipo|Equipe|Sir|Madam|Sirs|All|Everyone|Folks|Guys|Friends?|There|God|Gott|Dios|Dieu|Dio|Deus|Ihr\p{L}*|Sie|Ihnen|Wir|Ich|The|This|We|I|It|You|My|Please|Mr|Mrs|Ms|Dr|Dra|Miss|Vermieter\p{L}*|Mieter\p{L}*|Ansprechpartner\p{L}*|Benutzer|Ondergetekende)$/u

/** Titles of fields in forms of many languages, as words in small letters. */
const LABELS = new Set(
  `adres adresa adresse address adhar aadhaar aadhar alter anschrift apellido apellidos ausweis ausweisnummer bankverbindung
birthday bsn ciudad clave code cognome codice código correo cpf curp datum data date dirección direccion dni edad email
e-mail endereço fecha fiscale fiscal fødselsdato geboren geburtsdatum geburtsort geboortedatum gender geslacht geschlecht
handy handynummer iban identifiant imię indirizzo kontonummer krankenkasse kunde kundennummer leeftijd localidad login mail
matricola mobil mobile mobiltelefon morada móvil movil nacimiento nachname naissance naam nascimento nata nato naziv nazwa
nazwisko né née nif nip nombre nome nom nummer numer número numero numéro pan passport passwort password pasaporte passaporto
passeport patient paciente patiënt pesel personnummer phone pin plz postal postcode postnummer prénom referencia regon rfc
rechnungsnummer rodné rut sede sexe sexo sesso sozialversicherungsnummer steuer steuer-id steuernummer steueridentifikationsnummer
straße strasse tarjeta tel telefon telefone telefonnummer telefono telefoon teléfono téléphone telemóvel utente versicherungsnummer
versichertennummer vers voter vorname vat wachtwoord wohnort woonplaats zip zipcode betrag amount montant importe importo bedrag kwota rekeningnummer
matrícula gsm cel celular fono tél kennzeichen kenteken targa immatriculation antécédents ipv4 ipv6 gps mac imei btc eth
versicherungsnehmer kontoinhaber empfänger absender destinatario destinatário destinataire ontvanger afzender odbiorca nadawca
caller agent customer speaker interviewer operator operatore operadora cliente client conseiller berater doctor nurse host moderator`.split(
    /\s+/,
  ),
)

/** Whether a stretch is the title of a field: it consists of words for titles, and its value or a colon follows. */
export function isFieldLabel(value: string, after: string): boolean {
  const words = value.toLowerCase().split(/[\s/.;]+/)
  return (
    words.every((word) => word === '' || LABELS.has(word)) &&
    /^['’]?s?\.?-?\s*(?:$|\n|[:=#|(;\t]|(?:nr|no|nº|n°|number)?\.?\s*[:=]?\s*[+\d])/i.test(after)
  )
}

/** Diseases that are named after somebody, as people write them: "Crohn's". */
const DISEASES =
  /^(?:Addison|Alzheimer|Asperger|Behçet|Behcet|Bell|Charcot|Chagas|Crohn|Cushing|Down|Dupuytren|Ewing|Graves|Grave|Hashimoto|Hodgkin|Hodgkins|Huntington|Kaposi|Kawasaki|Legionnaire|Lyme|Marfan|Ménière|Meniere|Osgood|Paget|Parkinson|Peyronie|Pott|Raynaud|Reiter|Reye|Sjögren|Sjogren|Tourette|Turner|Waldenström|Wernicke|Wilson)$/u
const OF_A_DISEASE =
  /^(?:['’]s|s['’]|['’])?,? (?:disease|syndrome|lymphoma|sarcoma|palsy|chorea|thyroiditis|phenomenon|sign|fever|dementia|encephalopathy|contracture|patients?|medication|diagnosis|symptoms?)(?!\p{L})/iu
/** Shows a disease without the word for it: "Parkinson's was ruled out". After an owner's name a thing would follow. */
const ALONE =
  /^['’]s(?=\s*(?:$|[.,;:)!?\n])| (?:and|or|is|was|were|has|had|in|runs|with|can|may|will|but|since|for|at|as)(?!\p{L}))/iu
/** Surnames that many people bear. They mean a disease only where a word such as "disease" follows. */
const FREQUENT = /^(?:Bell|Down|Graves|Grave|Turner|Wilson|Paget|Pott|Marshall)$/u

/** Examinations and devices that are written with a capital. */
const EXAMINATION =
  /^(?:Apgar|Babinski|Bartholin|Doppler|Echo|ECHO|Foley|Glasgow|Gram|Holter|Mantoux|Pap|Romberg|Rorschach|Swan|Valsalva|Whipple)$/u

/** Words before the name of a disease, in other languages. "Morbus" comes before no other name. */
const DISEASE_BEFORE =
  /(?:maladie d[e'’]|syndrome d[e'’]|enfermedad de|síndrome de|mal de|malattia di|morbo di|sindrome di|ziekte van|syndroom van|doença de|chorob[ayąę]|zespół|zespołu) ?$/iu
/** Diseases in one word with a name: "Hashimoto-Thyreoiditis", "Down-Syndrom". */
const COMPOUND =
  /^\p{Lu}\p{L}+-(?:\p{L}*itis|Syndrom|Krankheit|Lymphom|Sarkom|Anämie|Phänomen|syndroom|syndrom|Test|Score|Skala)$/u

/** A disease or an examination that words of other languages give away. */
function isForeignDisease(value: string, before: string): boolean {
  if (COMPOUND.test(value) || /[Mm]orbus $/u.test(before)) return true
  const [, beginning = '', name = value] = /^(chorob[ayąę]|morbus) (.+)$/iu.exec(value) ?? []
  // Polish names have an ending of their case: "choroba Parkinsona".
  return (
    beginning.toLowerCase() === 'morbus' ||
    (DISEASE_BEFORE.test(`${before}${beginning}`) &&
      [name, name.replace(/a$/u, '')].some((each) => DISEASES.test(each)))
  )
}

/** Laws, proofs and dishes that are named after somebody: "Moore's law", "Caesar salad". */
const NAMED_AFTER =
  /^(?:['’]s (?:laws?|razor|paradox|theorem|conjecture|lemma|inequality|comet|algorithm)| (?:salad|dressing|sponge))(?!\p{L})/u

/** Whether the word behind a name shows that a thing has the name and not a person. */
export function isNamedAfter(value: string, after: string): boolean {
  const word = value.replace(/['’]s$/u, '')
  return !/\s/.test(word) && NAMED_AFTER.test(value.slice(word.length) + after)
}

/** Whether a word that is a name elsewhere means a disease or an examination here. */
export function isMedical(value: string, before: string, after: string): boolean {
  if (isForeignDisease(value, before)) return true
  const word = value.replace(/['’]s?$/u, '')
  const rest = value.slice(word.length) + after
  // "Mr. Parkinson" and "Anna Wilson" are people.
  if (/\p{Lu}[\p{L}.]* $/u.test(before)) return false
  if (DISEASES.test(word)) return OF_A_DISEASE.test(rest) || (!FREQUENT.test(word) && ALONE.test(rest))
  return EXAMINATION.test(word) && !/^['’]s/u.test(rest)
}

/** Whether a word in capitals is the code of an error: "npm ERR! code ERESOLVE". */
export function isErrorCode(value: string, before: string): boolean {
  return (
    /^[A-Z][A-Z\d_]{2,}$/.test(value) &&
    /(?:\b(?:code|error|err!|errno|exception|status|signal|warn)[:=]?|!)\s+$/i.test(before)
  )
}
