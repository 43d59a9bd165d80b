import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRedactor } from '../dist/src/redact/redactor.js'

/** What a case's entity may be called here, where the last part of its name does not say. */
const names = {
  ABA_ROUTING_NUMBER: 'US_ROUTING_NUMBER',
  AU_MEDICARE: 'AU_MEDICARE',
  CREDIT_CARD: 'CREDIT_CARD',
  CRYPTO: 'CRYPTO_ADDRESS',
  DATE_TIME: 'DATE DATE_OF_BIRTH',
  DE_BSNR: 'DE_PRACTICE',
  DE_FUEHRERSCHEIN: 'DRIVERS_LICENSE',
  DE_HANDELSREGISTER: 'DE_COMMERCIAL_REGISTER',
  DE_KFZ: 'LICENSE_PLATE',
  DE_LANR: 'DE_PHYSICIAN',
  DE_PLZ: 'POSTAL_CODE',
  DE_PASSPORT: 'PASSPORT DE_ID_CARD',
  DE_ID_CARD: 'PASSPORT DE_ID_CARD',
  DE_VAT_ID: 'DE_VAT',
  EMAIL_ADDRESS: 'EMAIL',
  ES_NIF: 'ES_DNI ES_CIF',
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

function typesOf(entity) {
  if (names[entity]) return names[entity].split(' ')
  if (entity.endsWith('_PASSPORT')) return ['PASSPORT']
  if (entity.endsWith('_DRIVER_LICENSE')) return ['DRIVERS_LICENSE']
  return [entity]
}

function localesOf(entity, locale) {
  const prefix = /^([A-Z]{2})_/.exec(entity)?.[1]?.toLowerCase().replace('uk', 'gb')
  if (prefix && prefix !== 'ip') return [prefix]
  if (entity === 'PHONE_NUMBER') return ['us', 'il', 'jp', 'cn']
  return [/^[A-Z]{2}$/.test(locale ?? '') ? locale.toLowerCase() : 'us']
}

/** Positives with their country on, at two strictnesses; negatives with the defaults. */
export async function measurePresidio(folder, { verbose }) {
  const cases = JSON.parse(readFileSync(join(folder, 'presidio-recognizer-tests/recognizer_cases.json'), 'utf8'))
  const redactors = new Map()
  const redactorFor = (locales, strictness) => {
    const key = `${locales} ${strictness}`
    if (!redactors.has(key)) redactors.set(key, createRedactor({ locales, strictness }))
    return redactors.get(key)
  }
  const positives = cases.filter(({ polarity }) => polarity === 'positive')
  for (const strictness of ['balanced', 'strict']) {
    const tally = new Map()
    let found = 0
    let any = 0
    for (const { text, entity, locale, spans } of positives) {
      const entities = await redactorFor(localesOf(entity, locale), strictness).detect(text)
      const types = typesOf(entity)
      const covers = (own) =>
        spans === null || spans.length === 0
          ? entities.some(({ type }) => !own || types.includes(type))
          : spans.every((span) =>
              entities.some(
                ({ type, start, end }) => (!own || types.includes(type)) && start < span.end && end > span.start,
              ),
            )
      const entry = tally.get(entity) ?? { found: 0, cases: 0, missed: [] }
      entry.cases++
      if (covers(true)) {
        entry.found++
        found++
      } else entry.missed.push(`${text.slice(0, 60)} -> ${entities.map(({ type }) => type)}`)
      if (covers(false)) any++
      tally.set(entity, entry)
    }
    const share = (count) => `${((100 * count) / positives.length).toFixed(1)} %`
    console.log(
      `presidio positives, own locale, ${strictness}: own type ${share(found)}, any type ${share(any)} of ${positives.length}`,
    )
    for (const [entity, entry] of [...tally].sort()) {
      if (entry.found < entry.cases) {
        console.log(`  ${entity} ${entry.found}/${entry.cases}`)
        if (verbose) for (const line of entry.missed) console.log(`      ${JSON.stringify(line)}`)
      }
    }
  }
  const negatives = cases.filter(({ polarity, text }) => polarity === 'negative' && text !== '')
  let own = 0
  let other = 0
  const flagged = []
  for (const { text, entity } of negatives) {
    const entities = await redactorFor(['us'], 'balanced').detect(text)
    const types = typesOf(entity)
    if (entities.some(({ type }) => types.includes(type))) own++
    if (entities.some(({ type }) => !types.includes(type))) other++
    if (entities.length > 0)
      flagged.push(
        `${entity}: ${JSON.stringify(text.slice(0, 60))} -> ${entities.map(({ type, score }) => `${type} ${score.toFixed(2)}`)}`,
      )
  }
  const share = (count) => `${((100 * count) / negatives.length).toFixed(1)} %`
  console.log(
    `presidio negatives, default locales, balanced: another type ${share(other)}, own type ${share(own)} of ${negatives.length}`,
  )
  if (verbose) for (const line of flagged) console.log(`  ${line}`)
}
