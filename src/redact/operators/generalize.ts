/** A less precise form of a value, or its type in brackets where there is none. */
export function generalize(type: string, value: string): string {
  return GENERAL_FORMS[type]?.(value) ?? `[${type}]`
}

/** Each function returns undefined for a value that it cannot read. */
const GENERAL_FORMS: Readonly<Record<string, (value: string) => string | undefined>> = {
  DATE: year,
  DATE_OF_BIRTH: year,
  AGE: (value) => ageBand(Number(/\d{1,3}/.exec(value)?.[0])),
  ADDRESS: city,
  STREET_ADDRESS: () => undefined,
  EMAIL: (value) => /@.*/.exec(value)?.[0],
  IP_ADDRESS: network,
  URL: (value) => (/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? hostOf(value) : undefined),
  PHONE: (value) => /^\+\d{1,2}(?!\d)/.exec(value)?.[0],
  POSTAL_CODE: (value) => `${value.slice(0, Math.ceil(value.length / 2))}…`,
  COORDINATES: (value) => value.replace(/(\d{1,3})\.(\d)\d*/g, '$1.$2'),
}

function year(value: string): string | undefined {
  return /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(value)?.[0]
}

function ageBand(age: number): string | undefined {
  if (!Number.isInteger(age)) return undefined
  const decade = Math.floor(age / 10) * 10
  // Very high ages are rare enough to identify a person by themselves.
  return age >= 90 ? '90+' : `${decade}-${decade + 9}`
}

/**
 * The part of an address that names a place: the first part behind the street that still has a word once postal codes are removed.
 */
function city(value: string): string | undefined {
  const parts = value.split(/[,\n]/).map((part) => part.replace(/[\p{L}-]*\d[\p{L}\d-]*/gu, '').trim())
  const named = parts.slice(1).filter((part) => /\p{L}{3}/u.test(part))
  return named[0]
}

function network(value: string): string | undefined {
  const ipv4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}/.exec(value)
  if (ipv4) return `${ipv4[1]}.0/24`
  const [start = ''] = value.split('::')
  const groups = start.split(':').slice(0, 3)
  return groups.length > 1 ? `${groups.join(':')}::/48` : undefined
}

function hostOf(value: string): string | undefined {
  return URL.canParse(value) ? new URL(value).origin : undefined
}
