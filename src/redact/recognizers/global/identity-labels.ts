/**
 * Names of the numbers that a state, an insurer or a bank gives a person, in many countries. Each name alone announces
 * such a number. Short names that are ordinary words too (sin, pan) need a colon or capitals.
 */
export const identityLabels: readonly string[] =
  // Names of the number of a single country.
  (
    'cuit|cuil|dni|cbu|tfn|tax file number|abn|svnr|sozialversicherungsnummer|sv-nummer|steuernummer|steuer-nr|steuer-id|steuerid|steueridentifikationsnummer|steuer-identifikationsnummer|idnr|rvnr|rentenversicherungsnummer|versichertennummer|krankenversichertennummer|kvnr|personalausweis|personalausweisnummer|ausweisnummer|' +
    'ahv|ahv-nummer|avs|numéro avs|rijksregisternummer|numéro national|registre national|insz|niss|bsn|burgerservicenummer|sofinummer|jmbg|emšo|emso|oib|cpf|cnpj|cnh|pis|rg|egn|егн|social insurance number|social insurance|sin|nas|numéro d’assurance sociale|ohip|ramq|phn|personal health number|' +
    'rut|rol único|cédula|cedula|cédula de ciudadanía|cédula de identidad|carné de identidad|nit|ruc|rnc|dui|dpi|curp|rfc|nss|clabe|identificación|身份证|身份证号|身份证号码|身份證|身分證|身分證字號|公民身份号码|resident identity card|cpr|cpr-nummer|cpr-nr|personnummer|samordningsnummer|fødselsnummer|fnr|' +
    'isikukood|hetu|henkilötunnus|personbeteckning|nir|sécurité sociale|numéro de sécurité sociale|numéro fiscal|siren|siret|national insurance|national insurance number|nino|ni number|nhs|nhs number|utr|unique taxpayer reference|afm|αφμ|amka|αμκα|taj|taj-szám|tajszám|adóazonosító jel|adóazonosító|' +
    'kennitala|nik|no ktp|ktp|npwp|pps|ppsn|pps number|תעודת זהות|ת.ז.|teudat zehut|codice fiscale|cod. fisc|cod. fiscale|partita iva|マイナンバー|個人番号|personas kods|asmens kodas|mykad|nric|iqama|idnp|embg|ембг|nin|national identification number|pesel|nip|regon|dowód osobisty|nif|nie|nuss|cif|niss|número de contribuinte|cartão de cidadão|segurança social|' +
    'cnp|cod numeric personal|инн|inn|снилс|snils|rodné číslo|rodného čísla|rodné č|rč|r.č|emirates id|الهوية الوطنية|رقم الهوية|الإقامة|رقم الإقامة|الرقم القومي|주민등록번호|주민번호|외국인등록번호|aadhaar|aadhar|aadhaar card|आधार|pan|pan card|uan|voter id|tckn|tc kimlik|tc kimlik no|t.c. kimlik no|kimlik no|vkn|рнокпп|rntrc|іпн|' +
    'เลขประจำตัวประชาชน|เลขบัตรประชาชน|cccd|căn cước|căn cước công dân|cmnd|chứng minh nhân dân|mã số thuế|philhealth|sss number|umid|tin|kra pin|ghana card|ghanacard|bvn|sa id|rsa id|identiteitsnommer|ird|ird number|nhi|medicare|medicare number|hkid|fin number|seguridad social|cuenta clabe|' +
    'nid|лнч|личный номер|идентификационный номер|dimex|ταυτότητα|ičo|lanr|arztnummer|cvr|y-tunnus|spi|carte d’identité|carta d’identità|identiteitskaart|carte de identitate|upn|cui|személyi szám|személyi igazolvány|vid|gstin|voter|abha|иин|жсн|nic|cin|ine|orgnr|organisasjonsnummer|organisationsnummer|philsys|sss|cnic|uen|davčna številka|matricule|унзр|rif|mst|občiansky preukaz|občanský průkaz|identity number|dowód|' +
    // General words for a number of a person.
    'ssn|social security|social security number|itin|ein|fein|employer identification|mbi|npi|dea|routing|routing number|aba|rtn|tax id|tax identification|tax identification number|taxpayer id|vat|vat id|ust-id|ustid|ust-idnr|national id|national identity|national identity card|identity card|id card|personal code|personal number|personal id'
  )
    .replaceAll('’', "'")
    .split('|')
