import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { localePacks } from '../dist/src/redact/recognizers/index.js'

/** Identifiers of people: the oracle's validator, and the types that a recognizer may report for it. */
const people = {
  'al.nipt': 'AL_PERSONAL_NUMBER',
  'ar.cuit': 'AR_CUIT',
  'ar.dni': 'AR_DNI',
  'at.tin': 'AT_TAX_NUMBER',
  'at.vnr': 'AT_SOCIAL_SECURITY',
  'au.tfn': 'AU_TFN',
  'be.bis': 'BE_NATIONAL_NUMBER',
  'be.eid': 'BE_ID_CARD',
  'be.nn': 'BE_NATIONAL_NUMBER',
  'be.ssn': 'BE_NATIONAL_NUMBER',
  'bg.egn': 'BG_EGN',
  'bg.pnf': 'BG_FOREIGNER',
  'br.cpf': 'BR_CPF',
  'ca.bc_phn': 'CA_HEALTH_NUMBER',
  'ca.sin': 'CA_SIN',
  'ch.ssn': 'CH_SOCIAL_SECURITY',
  'cl.rut': 'CL_RUT',
  'cn.ric': 'CN_RESIDENT_IDENTITY',
  'co.nit': 'CO_NIT',
  'cr.cpf': 'CR_IDENTITY_CARD',
  'cr.cr': 'CR_RESIDENCE_CARD',
  'cu.ni': 'CU_IDENTITY_NUMBER',
  'cz.rc': 'CZ_BIRTH_NUMBER',
  'de.idnr': 'DE_TAX_ID',
  'dk.cpr': 'DK_CPR',
  'do.cedula': 'DO_IDENTITY_CARD',
  'ec.ci': 'EC_IDENTITY_CARD',
  'ee.ik': 'EE_PERSONAL_CODE',
  'es.dni': 'ES_DNI',
  'es.nie': 'ES_NIE',
  'es.nif': 'ES_DNI ES_NIE ES_CIF',
  'fi.hetu': 'FI_HETU',
  'fr.nif': 'FR_TAX_NUMBER',
  'fr.nir': 'FR_SOCIAL_SECURITY',
  'gb.nhs': 'GB_NHS',
  'gb.upn': 'GB_UPN',
  'gb.utr': 'GB_UTR',
  'gh.tin': 'GH_TIN',
  'gr.amka': 'GR_AMKA',
  'gt.nit': 'GT_NIT',
  'hr.oib': 'HR_OIB',
  'id.nik': 'ID_NIK',
  'ie.pps': 'IE_PPS',
  'il.idnr': 'IL_IDENTITY_NUMBER',
  'in_.aadhaar': 'IN_AADHAAR',
  'in_.epic': 'IN_VOTER',
  'in_.pan': 'IN_PAN',
  'in_.vid': 'IN_VIRTUAL_ID',
  'is_.kennitala': 'IS_KENNITALA',
  'it.codicefiscale': 'IT_FISCAL_CODE',
  'jp.in_': 'JP_INDIVIDUAL_NUMBER',
  'ke.pin': 'KE_PIN',
  'kr.rrn': 'KR_RRN KR_FRN',
  'lt.asmens': 'LT_PERSONAL_CODE',
  'mu.nid': 'MU_NATIONAL_ID',
  'mx.curp': 'MX_CURP',
  'mx.rfc': 'MX_RFC',
  'my.nric': 'MY_NRIC',
  'nl.bsn': 'NL_BSN',
  'nl.identiteitskaartnummer': 'PASSPORT',
  'no.fodselsnummer': 'NO_BIRTH_NUMBER',
  'nz.ird': 'NZ_IRD',
  'pe.cui': 'PE_DNI',
  'pe.ruc': 'PE_RUC',
  'pk.cnic': 'PK_CNIC',
  'pl.pesel': 'PL_PESEL',
  'pt.cc': 'PT_CITIZEN_CARD',
  'pt.nif': 'PT_NIF',
  'ro.cnp': 'RO_CNP',
  'ru.inn': 'RU_INN',
  'se.personnummer': 'SE_PERSONNUMMER',
  'si.emso': 'SI_EMSO',
  'sk.rc': 'SK_BIRTH_NUMBER',
  'sv.nit': 'SV_NIT',
  'th.pin': 'TH_IDENTITY_NUMBER',
  'tr.tckimlik': 'TR_IDENTITY_NUMBER',
  'ua.rntrc': 'UA_TAX_NUMBER',
  'us.atin': 'US_ATIN',
  'us.itin': 'US_ITIN',
  'us.ptin': 'US_PTIN',
  'us.ssn': 'US_SSN',
  've.rif': 'VE_RIF',
  'vn.mst': 'VN_TAX_NUMBER',
  'za.idnr': 'ZA_IDENTITY_NUMBER',
  'za.tin': 'ZA_TAX_NUMBER',
}

/** Identifiers of companies, for information. */
const companies = {
  'at.uid': '',
  'au.abn': 'AU_ABN',
  'au.acn': 'AU_ACN',
  'be.vat': 'BE_COMPANY',
  'br.cnpj': 'BR_CNPJ',
  'ch.uid': 'CH_COMPANY',
  'cn.uscc': 'CN_SOCIAL_CREDIT',
  'cz.ico': 'CZ_COMPANY',
  'do.rnc': 'DO_RNC',
  'ec.ruc': 'EC_RUC',
  'es.cif': 'ES_CIF',
  'fr.siren': 'FR_COMPANY',
  'fr.siret': 'FR_COMPANY',
  'gr.vat': 'GR_AFM',
  'it.iva': 'IT_VAT',
  'jp.cn': 'JP_CORPORATE_NUMBER',
  'kr.brn': 'KR_BRN',
  'ma.ice': 'MA_COMPANY',
  'pl.nip': 'PL_NIP',
  'pl.regon': 'PL_REGON',
  'py.ruc': 'PY_RUC',
  'se.orgnr': 'SE_ORGANISATION',
  'sg.uen': 'SG_UEN',
  'tr.vkn': 'TR_TAX_NUMBER',
  'tw.ubn': 'TW_BUSINESS_NUMBER',
  'uy.rut': 'UY_RUT',
}

/** Whether shape and check of a country's recognizers agree with the oracle, number by number and context aside. */
export async function measureIdentifiers(folder, { verbose }) {
  const rows = JSON.parse(readFileSync(join(folder, 'stdnum-identifiers/identifiers.json'), 'utf8'))
  for (const [title, mapping] of Object.entries({ people, companies })) {
    const tally = new Map()
    for (const { validator, number, valid } of rows) {
      const types = mapping[validator]?.split(' ')
      if (!types?.[0]) continue
      const text = number.trim().replace(/[‐-―]/g, '-')
      const recognizers = await localePacks[validator.slice(0, 2)]()
      const found = recognizers.some(
        (recognizer) =>
          recognizer.types.some((type) => types.includes(type)) &&
          recognizer
            .recognize(text)
            .some(({ type, start, end }) => types.includes(type) && end - start >= text.length - 1),
      )
      const entry = tally.get(validator) ?? { agree: 0, rows: 0, wrong: [] }
      entry.rows++
      if (found === valid) entry.agree++
      else entry.wrong.push(`${valid ? 'missed' : 'accepted'} ${number}`)
      tally.set(validator, entry)
    }
    const sum = (key) => [...tally.values()].reduce((total, entry) => total + entry[key], 0)
    console.log(
      `identifiers of ${title}: ${sum('agree')}/${sum('rows')} agree = ${((100 * sum('agree')) / sum('rows')).toFixed(2)} %`,
    )
    for (const [validator, { agree, rows, wrong }] of [...tally].sort()) {
      if (agree < rows || verbose)
        console.log(`  ${validator} ${agree}/${rows} ${verbose ? wrong.slice(0, 8).join(', ') : ''}`)
    }
  }
}
