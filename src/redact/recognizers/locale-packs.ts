import type { LocalePack } from '../findings/recognizer.js'
import type { countries } from './national/countries.js'
import { nationalPhone } from './national-phone.js'
import type { Identifier } from './parts/identifier.js'

/** A country that has a pack of recognizers. */
export type Locale = keyof typeof countries

/**
 * Loads the identifiers of these countries. One file holds all of them, because a file for each would make eighty requests.
 * An app that names the United States alone loads only theirs, a tenth of that file.
 */
export async function loadIdentifiers(
  locales: readonly Locale[],
): Promise<readonly (readonly [locale: Locale, identifiers: readonly Identifier[]])[]> {
  if (locales.every((locale) => locale === 'us')) {
    const { recognizers } = await import('./national/united-states.js')
    return locales.map((locale) => [locale, recognizers] as const)
  }
  const { countries } = await import('./national/countries.js')
  return locales.map((locale) => [locale, countries[locale]] as const)
}

/** A pack: the identifiers of a country and its telephone numbers. */
function pack(country: Locale): LocalePack {
  return async () => {
    const loaded = await loadIdentifiers([country])
    return [...loaded.flatMap(([, identifiers]) => identifiers), nationalPhone(country)]
  }
}

/** The recognizers of each country, by its lower-case ISO 3166-1 code. They load when a redactor first uses one of them. */
export const localePacks: Readonly<Record<Locale, LocalePack>> = {
  ae: pack('ae'),
  al: pack('al'),
  ar: pack('ar'),
  at: pack('at'),
  au: pack('au'),
  ba: pack('ba'),
  be: pack('be'),
  bg: pack('bg'),
  br: pack('br'),
  by: pack('by'),
  ca: pack('ca'),
  ch: pack('ch'),
  cl: pack('cl'),
  cn: pack('cn'),
  co: pack('co'),
  cr: pack('cr'),
  cu: pack('cu'),
  cy: pack('cy'),
  cz: pack('cz'),
  de: pack('de'),
  dk: pack('dk'),
  do: pack('do'),
  ec: pack('ec'),
  ee: pack('ee'),
  eg: pack('eg'),
  es: pack('es'),
  fi: pack('fi'),
  fr: pack('fr'),
  gb: pack('gb'),
  gh: pack('gh'),
  gr: pack('gr'),
  gt: pack('gt'),
  hk: pack('hk'),
  hr: pack('hr'),
  hu: pack('hu'),
  id: pack('id'),
  ie: pack('ie'),
  il: pack('il'),
  in: pack('in'),
  is: pack('is'),
  it: pack('it'),
  jp: pack('jp'),
  ke: pack('ke'),
  kr: pack('kr'),
  kz: pack('kz'),
  lk: pack('lk'),
  lt: pack('lt'),
  lu: pack('lu'),
  lv: pack('lv'),
  ma: pack('ma'),
  md: pack('md'),
  me: pack('me'),
  mk: pack('mk'),
  mt: pack('mt'),
  mu: pack('mu'),
  mx: pack('mx'),
  my: pack('my'),
  ng: pack('ng'),
  nl: pack('nl'),
  no: pack('no'),
  nz: pack('nz'),
  pe: pack('pe'),
  ph: pack('ph'),
  pk: pack('pk'),
  pl: pack('pl'),
  pt: pack('pt'),
  py: pack('py'),
  ro: pack('ro'),
  rs: pack('rs'),
  ru: pack('ru'),
  sa: pack('sa'),
  se: pack('se'),
  sg: pack('sg'),
  si: pack('si'),
  sk: pack('sk'),
  sv: pack('sv'),
  th: pack('th'),
  tn: pack('tn'),
  tr: pack('tr'),
  tw: pack('tw'),
  ua: pack('ua'),
  us: pack('us'),
  uy: pack('uy'),
  ve: pack('ve'),
  vn: pack('vn'),
  za: pack('za'),
}
