/**
 * English names that are everyday words too. Alone they do not point to a person, even with a capital: "Will" begins a question.
 */
export const namesThatAreWords: ReadonlySet<string> = new Set(
  `amber and april art august autumn baker banks bell best bill black brown bush chase church cook dawn day dean drew
faith field fields frank grace grant gray green grey hall hill hope iris ivy jack june joy king lily long love mark may
north page park parks pat pearl price rich rivers rose ruby sharp short sky small smart stone street strong sue summer
swift the van von west white will wood woods young`.split(/\s+/),
)

/** Names that are words of other languages and are written in small letters there: "klein" in German. */
export const namesThatAreForeignWords: ReadonlySet<string> = new Set(
  `alba amor bianca blanca bruno claire conti costa cruz dolores ernst felix fiore flor gala gioia groot gross jong klein
kurz lang leite leone luz mai mar marine max mercedes mira modesto neu paz pierre pilar pinto prima reich reis rosa rot
santo santos schwarz serena sol sole stark vera vita winter wit`.split(/\s+/),
)
