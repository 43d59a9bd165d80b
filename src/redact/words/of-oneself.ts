/** Nationalities and beliefs, which people state of themselves with a capital. They are not names. */
export const NATIONALITY =
  /^(?:fran[cç]ais|italian|español|mexican|argentin|colombian|chilen|peruan|brasileir|portugu|nederland|belg|pola[kc]|polk|niem|deutsch|österreich|schweizer|american|amerikan|europ|cat[hóo]|christ|protest|muslim|musul|moslim|juif|jude|hindu|sikh|indian|ukrai|türk|turk)/iu

const I_AM =
  /(?<![\p{L}])(?:ich bin|je suis|soy|sono|ik ben|sou|jestem|i am|i[’']m)(?: (?:ein|eine|un|une|una|um|uma|een|an?))? $/iu
/** These beginnings are also those of names: Christine, Jude, Catalina. */
const NAMES_TOO = /^(?:christ|jud|cat|europ|indian|polk)/iu

/** Whether a word tells what somebody is, and not who: "soy Mexicana", "jestem Polakiem". */
export function isSaidOfOneself(value: string, before: string): boolean {
  return !value.includes(' ') && NATIONALITY.test(value) && !NAMES_TOO.test(value) && I_AM.test(before)
}
