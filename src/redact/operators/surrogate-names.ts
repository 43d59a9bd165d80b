import { pick } from './random.js'

/** Given names of women and men by language: enough for variety, and to tell the gender of a name. */
const GIVEN: Readonly<Record<string, readonly [women: string, men: string]>> = {
  en: [
    'Alice Amelia Anna Ava Charlotte Chloe Claire Diana Eleanor Elizabeth Ella Emily Emma Grace Hannah Helen Isabel Jane Jennifer Jessica Julia Karen Kate Laura Linda Lisa Lucy Margaret Maria Mary Megan Michelle Nancy Natalie Nicole Olivia Patricia Rachel Rebecca Ruth Sarah Sophia Susan Victoria Zoe',
    'Aaron Adam Alan Alexander Andrew Benjamin Brian Charles Christopher Daniel David Edward Eric Ethan Frank George Henry Jack Jacob James Jason John Jonathan Joseph Joshua Kevin Liam Luke Mark Matthew Michael Nathan Noah Oliver Patrick Paul Peter Philip Richard Robert Ryan Samuel Scott Simon Stephen Steven Thomas Timothy William',
  ],
  de: [
    'Anja Annika Birgit Charlotte Claudia Franziska Greta Heike Ingrid Johanna Jutta Katharina Katrin Lena Leonie Marlene Monika Nina Petra Renate Sabine Silke Susanne Ute',
    'Andreas Bernd Christoph Dieter Dirk Florian Friedrich Günter Hans Heinz Jens Jürgen Karl Klaus Lukas Manfred Matthias Niklas Olaf Rainer Sebastian Stefan Uwe Wolfgang',
  ],
  fr: [
    'Amélie Aurélie Camille Chantal Céline Élodie Françoise Hélène Isabelle Juliette Léa Manon Margaux Mathilde Monique Nathalie Sandrine Sophie Sylvie Valérie',
    'Alain Antoine Bernard Didier Étienne François Guillaume Gérard Jacques Jean Julien Laurent Luc Mathieu Michel Nicolas Olivier Philippe Pierre Thierry',
  ],
  es: [
    'Alicia Ana Beatriz Carmen Cristina Dolores Elena Esperanza Inés Isabel Josefa Lucía Marta María Mercedes Paula Pilar Raquel Rosa Teresa',
    'Alejandro Alfonso Antonio Carlos Diego Enrique Fernando Francisco Ignacio Javier Jorge José Juan Luis Manuel Miguel Pablo Pedro Rafael Sergio',
  ],
  it: [
    'Alessandra Antonella Chiara Elisa Federica Francesca Giulia Ilaria Lorenza Martina Paola Roberta Silvia Valentina',
    'Alessandro Andrea Davide Fabio Federico Francesco Giovanni Giuseppe Lorenzo Luca Marco Matteo Paolo Stefano',
  ],
}

const FAMILY: Readonly<Record<string, string>> = {
  en: 'Anderson Baker Bennett Brooks Carter Clarke Collins Cooper Edwards Evans Foster Graham Harris Hughes Jenkins Kelly Lewis Mitchell Morgan Murphy Parker Phillips Price Roberts Russell Shaw Spencer Turner Walker Watson Webb Wright',
  de: 'Bauer Becker Braun Fischer Hartmann Hoffmann Keller Krause Lehmann Meyer Neumann Richter Schneider Schröder Schulz Schwarz Vogel Wagner Weber Zimmermann',
  fr: 'Bertrand Blanc Bonnet Chevalier Dubois Dupont Fontaine Fournier Garnier Girard Lambert Laurent Leroy Mercier Moreau Rousseau',
  es: 'Blanco Castillo Delgado Domínguez Fernández García Herrera Jiménez Molina Moreno Navarro Ortega Ramos Romero Santos Vargas',
  it: 'Barbieri Bianchi Caruso Conti Costa Esposito Ferrari Fontana Gallo Greco Marino Moretti Ricci Rinaldi Romano Russo',
}

type Gender = 0 | 1

const KNOWN: ReadonlyMap<string, { readonly language: string; readonly gender: Gender }> = new Map(
  Object.entries(GIVEN).flatMap(([language, names]) =>
    names.flatMap((list, gender) =>
      list.split(' ').map((name) => [name.toLowerCase(), { language, gender: gender as Gender }] as const),
    ),
  ),
)

/** Another name with as many words. The first word decides language and gender where it is known; else the name is English. */
export function anotherName(name: string): string {
  const words = name.split(/\s+/)
  const known = KNOWN.get(words[0]!.toLowerCase())
  const language = known?.language ?? 'en'
  const gender = known?.gender ?? (pick([0, 1]) as Gender)
  const names = words.map((word, index) => {
    if (/^\p{L}\.?$/u.test(word)) return pick([...'ABCDEFGHJKLMNPRSTW']) + word.slice(1)
    const list = words.length > 1 && index === words.length - 1 ? FAMILY[language]! : GIVEN[language]![gender]
    const chosen = pick(list.split(' '))
    return word.length > 1 && word === word.toUpperCase() ? chosen.toUpperCase() : chosen
  })
  // A title in front stays: it keeps the sentence correct and names nobody.
  if (words.length > 1 && /^(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau|Mme|Sr|Sra)\.?$/.test(words[0]!)) names[0] = words[0]!
  return names.join(' ')
}
