import { digitsOf } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

const words = (
  "driver's license|drivers license|driver license|driver's licence|drivers licence|driving licence|driving license|license number|licence number|license no|dl|dl#|dl no|führerschein|führerscheinnummer|fahrerlaubnis|" +
  'permis de conduire|permis|licencia de conducir|carné de conducir|carnet de conducir|permiso de conducir|patente|patente di guida|carta de condução|cnh|habilitação|rijbewijs|rijbewijsnummer|körkort|førerkort|kørekort|ajokortti|' +
  'prawo jazdy|řidičský průkaz|vodičský preukaz|jogosítvány|permis de conducere|vozačka dozvola|vozniško dovoljenje|водительское удостоверение|права|водійське посвідчення|ehliyet|رخصة القيادة|רישיון נהיגה|' +
  '驾驶证|駕照|運転免許|免許証|운전면허*|ใบขับขี่|bằng lái|giấy phép lái xe|lesen memandu'
).split('|')

/** Driving licences. Their shapes are many and plain, so a word must name them. */
export const driversLicense = identifier({
  name: 'drivers-license',
  type: 'DRIVERS_LICENSE',
  pattern: /(?=[A-Z-]{0,8}\d)[A-Z\d]{1,8}(?:[- ][A-Z\d]{2,6}){1,3}|(?=[A-Z]{0,8}\d)[A-Z\d]{6,18}/,
  check: (value) => digitsOf(value).length > 4,
  evidence: 'label',
  context: words,
})
