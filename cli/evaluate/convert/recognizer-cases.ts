import type { ConvertedRow, Converter } from './conversion.js'
import { records } from './records.js'

/** Names of entities in tacet, where the name differs. */
const NAMES: Readonly<Record<string, string>> = {
  ABA_ROUTING_NUMBER: 'US_ROUTING_NUMBER',
  CRYPTO: 'CRYPTO_ADDRESS',
  DATE_TIME: 'DATE',
  DE_BSNR: 'DE_PRACTICE',
  DE_FUEHRERSCHEIN: 'DRIVERS_LICENSE',
  DE_HANDELSREGISTER: 'DE_COMMERCIAL_REGISTER',
  DE_KFZ: 'LICENSE_PLATE',
  DE_LANR: 'DE_PHYSICIAN',
  DE_PLZ: 'POSTAL_CODE',
  DE_PASSPORT: 'PASSPORT',
  DE_ID_CARD: 'PASSPORT',
  DE_VAT_ID: 'DE_VAT',
  EMAIL_ADDRESS: 'EMAIL',
  ES_NIF: 'ES_DNI',
  FI_PERSONAL_IDENTITY_CODE: 'FI_HETU',
  IBAN_CODE: 'IBAN',
  IN_VEHICLE_REGISTRATION: 'LICENSE_PLATE',
  IT_IDENTITY_CARD: 'IT_ID_CARD',
  IT_VAT_CODE: 'IT_VAT',
  NG_VEHICLE_REGISTRATION: 'LICENSE_PLATE',
  PHONE_NUMBER: 'PHONE',
  PH_MOBILE_NUMBER: 'PHONE',
  SE_ORGANISATIONSNUMMER: 'SE_ORGANISATION',
  SG_NRIC_FIN: 'SG_NRIC',
  TH_TNIN: 'TH_IDENTITY_NUMBER',
  TR_LICENSE_PLATE: 'LICENSE_PLATE',
  TR_NATIONAL_ID: 'TR_IDENTITY_NUMBER',
  TR_PHONE_NUMBER: 'PHONE',
  UK_DRIVING_LICENCE: 'DRIVERS_LICENSE',
  UK_NHS: 'GB_NHS',
  UK_NINO: 'GB_NINO',
  UK_POSTCODE: 'POSTAL_CODE',
  UK_VEHICLE_REGISTRATION: 'LICENSE_PLATE',
  US_BANK_NUMBER: 'BANK_ACCOUNT',
  US_MBI: 'US_MEDICARE',
  ZA_ID_NUMBER: 'ZA_IDENTITY_NUMBER',
}

/**
 * The test cases of Presidio's recognizers. A positive case is searched with the recognizers of its own country. For a negative case,
 * Presidio states only that the case's own entity must not be found, so the default countries are searched and nothing may be flagged.
 */
export const recognizerCases: Converter = {
  summary: 'a JSON list of Presidio’s recognizer tests: text, entity, polarity, spans, locale',
  license: 'MIT',
  rows: (file) =>
    records(file, ['text', 'entity', 'polarity']).flatMap((fields, index): ConvertedRow[] => {
      const text = String(fields['text'])
      const entity = String(fields['entity'])
      if (text === '') return []
      const slices = { polarity: String(fields['polarity']), entity }
      const id = String(index)
      if (fields['polarity'] !== 'positive') return [{ id, text, spans: [], slices }]
      const given = (fields['spans'] ?? []) as readonly { readonly start: number; readonly end: number }[]
      const type = typeOf(entity)
      // Without offsets, Presidio states only that something is found, so the whole text counts as the span.
      const places = given.length > 0 ? given : [{ start: 0, end: text.length }]
      const spans = places.map(({ start, end }) => ({ start, end, type }))
      return [{ id, text, spans, slices, locales: localesOf(entity, fields['locale']) }]
    }),
}

function typeOf(entity: string): string {
  if (entity.endsWith('_PASSPORT')) return 'PASSPORT'
  if (entity.endsWith('_DRIVER_LICENSE')) return 'DRIVERS_LICENSE'
  return NAMES[entity] ?? entity
}

function localesOf(entity: string, locale: unknown): readonly string[] {
  const prefix = /^([A-Z]{2})_/.exec(entity)?.[1]?.toLowerCase().replace('uk', 'gb')
  if (prefix !== undefined && prefix !== 'ip') return [prefix]
  if (entity === 'PHONE_NUMBER') return ['us', 'il', 'jp', 'cn']
  return [typeof locale === 'string' && /^[A-Z]{2}$/.test(locale) ? locale.toLowerCase() : 'us']
}
