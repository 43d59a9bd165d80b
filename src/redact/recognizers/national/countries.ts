import type { Identifier } from '../parts/identifier.js'
import { recognizers as albania } from './albania.js'
import { recognizers as argentina } from './argentina.js'
import { recognizers as australia } from './australia.js'
import { recognizers as austria } from './austria.js'
import { recognizers as belarus } from './belarus.js'
import { recognizers as belgium } from './belgium.js'
import { recognizers as bosnia } from './bosnia.js'
import { recognizers as brazil } from './brazil.js'
import { recognizers as bulgaria } from './bulgaria.js'
import { recognizers as canada } from './canada.js'
import { recognizers as chile } from './chile.js'
import { recognizers as china } from './china.js'
import { recognizers as colombia } from './colombia.js'
import { recognizers as costaRica } from './costa-rica.js'
import { recognizers as croatia } from './croatia.js'
import { recognizers as cuba } from './cuba.js'
import { recognizers as cyprus } from './cyprus.js'
import { recognizers as czechia } from './czechia.js'
import { recognizers as denmark } from './denmark.js'
import { recognizers as dominicanRepublic } from './dominican-republic.js'
import { recognizers as ecuador } from './ecuador.js'
import { recognizers as egypt } from './egypt.js'
import { recognizers as elSalvador } from './el-salvador.js'
import { recognizers as estonia } from './estonia.js'
import { recognizers as finland } from './finland.js'
import { recognizers as france } from './france.js'
import { recognizers as germany } from './germany.js'
import { recognizers as ghana } from './ghana.js'
import { recognizers as greece } from './greece.js'
import { recognizers as guatemala } from './guatemala.js'
import { recognizers as hongKong } from './hong-kong.js'
import { recognizers as hungary } from './hungary.js'
import { recognizers as iceland } from './iceland.js'
import { recognizers as india } from './india.js'
import { recognizers as indonesia } from './indonesia.js'
import { recognizers as ireland } from './ireland.js'
import { recognizers as israel } from './israel.js'
import { recognizers as italy } from './italy.js'
import { recognizers as japan } from './japan.js'
import { recognizers as kazakhstan } from './kazakhstan.js'
import { recognizers as kenya } from './kenya.js'
import { recognizers as latvia } from './latvia.js'
import { recognizers as lithuania } from './lithuania.js'
import { recognizers as luxembourg } from './luxembourg.js'
import { recognizers as malaysia } from './malaysia.js'
import { recognizers as malta } from './malta.js'
import { recognizers as mauritius } from './mauritius.js'
import { recognizers as mexico } from './mexico.js'
import { recognizers as moldova } from './moldova.js'
import { recognizers as montenegro } from './montenegro.js'
import { recognizers as morocco } from './morocco.js'
import { recognizers as netherlands } from './netherlands.js'
import { recognizers as newZealand } from './new-zealand.js'
import { recognizers as nigeria } from './nigeria.js'
import { recognizers as northMacedonia } from './north-macedonia.js'
import { recognizers as norway } from './norway.js'
import { recognizers as pakistan } from './pakistan.js'
import { recognizers as paraguay } from './paraguay.js'
import { recognizers as peru } from './peru.js'
import { recognizers as philippines } from './philippines.js'
import { recognizers as poland } from './poland.js'
import { recognizers as portugal } from './portugal.js'
import { recognizers as romania } from './romania.js'
import { recognizers as russia } from './russia.js'
import { recognizers as saudiArabia } from './saudi-arabia.js'
import { recognizers as serbia } from './serbia.js'
import { recognizers as singapore } from './singapore.js'
import { recognizers as slovakia } from './slovakia.js'
import { recognizers as slovenia } from './slovenia.js'
import { recognizers as southAfrica } from './south-africa.js'
import { recognizers as southKorea } from './south-korea.js'
import { recognizers as spain } from './spain.js'
import { recognizers as sriLanka } from './sri-lanka.js'
import { recognizers as sweden } from './sweden.js'
import { recognizers as switzerland } from './switzerland.js'
import { recognizers as taiwan } from './taiwan.js'
import { recognizers as thailand } from './thailand.js'
import { recognizers as tunisia } from './tunisia.js'
import { recognizers as turkey } from './turkey.js'
import { recognizers as ukraine } from './ukraine.js'
import { recognizers as unitedArabEmirates } from './united-arab-emirates.js'
import { recognizers as unitedKingdom } from './united-kingdom.js'
import { recognizers as unitedStates } from './united-states.js'
import { recognizers as uruguay } from './uruguay.js'
import { recognizers as venezuela } from './venezuela.js'
import { recognizers as vietnam } from './vietnam.js'

/** The recognizers of each country, by its lower-case ISO 3166-1 code. They are small, so one file holds them all. */
export const countries = {
  ae: unitedArabEmirates,
  al: albania,
  ar: argentina,
  at: austria,
  au: australia,
  ba: bosnia,
  be: belgium,
  bg: bulgaria,
  br: brazil,
  by: belarus,
  ca: canada,
  ch: switzerland,
  cl: chile,
  cn: china,
  co: colombia,
  cr: costaRica,
  cu: cuba,
  cy: cyprus,
  cz: czechia,
  de: germany,
  dk: denmark,
  do: dominicanRepublic,
  ec: ecuador,
  ee: estonia,
  eg: egypt,
  es: spain,
  fi: finland,
  fr: france,
  gb: unitedKingdom,
  gh: ghana,
  gr: greece,
  gt: guatemala,
  hk: hongKong,
  hr: croatia,
  hu: hungary,
  id: indonesia,
  ie: ireland,
  il: israel,
  in: india,
  is: iceland,
  it: italy,
  jp: japan,
  ke: kenya,
  kr: southKorea,
  kz: kazakhstan,
  lk: sriLanka,
  lt: lithuania,
  lu: luxembourg,
  lv: latvia,
  ma: morocco,
  md: moldova,
  me: montenegro,
  mk: northMacedonia,
  mt: malta,
  mu: mauritius,
  mx: mexico,
  my: malaysia,
  ng: nigeria,
  nl: netherlands,
  no: norway,
  nz: newZealand,
  pe: peru,
  ph: philippines,
  pk: pakistan,
  pl: poland,
  pt: portugal,
  py: paraguay,
  ro: romania,
  rs: serbia,
  ru: russia,
  sa: saudiArabia,
  se: sweden,
  sg: singapore,
  si: slovenia,
  sk: slovakia,
  sv: elSalvador,
  th: thailand,
  tn: tunisia,
  tr: turkey,
  tw: taiwan,
  ua: ukraine,
  us: unitedStates,
  uy: uruguay,
  ve: venezuela,
  vn: vietnam,
  za: southAfrica,
} as const satisfies Readonly<Record<string, readonly Identifier[]>>
