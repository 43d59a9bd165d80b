/** Type names of public sets, and the name of each type in tacet. Other names stay as they are. */
const NAMES: Readonly<Record<string, string>> = {
  CORPORATION: 'ORGANIZATION',
  DATE_TIME: 'DATE',
  DOMAIN_NAME: 'URL',
  EMAIL_ADDRESS: 'EMAIL',
  GPE: 'LOCATION',
  GROUP: 'ORGANIZATION',
  IBAN_CODE: 'IBAN',
  LOC: 'LOCATION',
  NAME: 'PERSON',
  NORP: 'NRP',
  ORG: 'ORGANIZATION',
  ORGANISATION: 'ORGANIZATION',
  PER: 'PERSON',
  PHONE_NUMBER: 'PHONE',
  STREET_ADDRESS: 'ADDRESS',
  US_DRIVER_LICENSE: 'DRIVERS_LICENSE',
  ZIP_CODE: 'ADDRESS',
}

/** A dataset's `aliases`: types of tacet that public sets do not distinguish, and the type names of taggers. */
export const aliases: Readonly<Record<string, string>> = {
  DATE_OF_BIRTH: 'DATE',
  LOC: 'LOCATION',
  ORG: 'ORGANIZATION',
  PER: 'PERSON',
  POSTAL_CODE: 'ADDRESS',
  STREET_ADDRESS: 'ADDRESS',
}

export function typeName(name: string): string {
  const upper = name.toUpperCase().replaceAll('-', '_')
  return NAMES[upper] ?? upper
}
