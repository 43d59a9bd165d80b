/** Endings of German nouns that no name has. */
export const GERMAN_NOUN =
  /(?:ung|ungen|heit|keit|schaft|tion|tionen|tät|ismus|nummer|konto|vertrag|rechnung|karte|kasse|straße|tarif|dienst|stelle|gebühr|gebühren|termin|bescheid|antrag|versicherung|steuer|schein|ausweis)$/u
