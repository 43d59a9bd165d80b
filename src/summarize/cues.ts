/**
 * Words with which writers announce the subject or the result of a text. A sentence with such words says more often than others what the
 * text is about.
 */
const CUES: readonly RegExp[] = [
  /\b(?:in )?this (?:paper|article|report|study|work|post|guide|thesis|note|letter|chapter|book|document|manual)\b/i,
  /\bwe (?:propose|present|introduce|show|find|found|demonstrate|describe|develop|study|investigate|conclude|recommend|report|explore|design|prove|provide|argue|analy[sz]e|decided|agreed)\b/i,
  /\b(?:in (?:summary|short|conclusion|brief)|to sum up|overall|the (?:main|key|central) (?:point|idea|result|finding|goal|aim|purpose|message|reason))\b/i,
  /\b(?:in )?diese[mrs]? (?:arbeit|artikel|bericht|studie|text|beitrag|buch|kapitel)\b|\b(?:wir (?:zeigen|stellen|schlagen|untersuchen|finden|beschreiben|empfehlen|haben beschlossen)|zusammenfassend|insgesamt|kurz gesagt|das (?:ziel|ergebnis|fazit))\b/i,
  /\b(?:dans )?c(?:et|e|ette) (?:article|rapport|étude|travail|texte|guide|thèse|livre|chapitre)\b|\b(?:nous (?:proposons|présentons|montrons|étudions|décrivons|recommandons|avons décidé)|en (?:résumé|conclusion|bref|somme)|dans l'ensemble|l'(?:objectif|idée principale))/i,
  /\b(?:en )?este (?:artículo|informe|estudio|trabajo|texto|libro|capítulo)\b|\b(?:proponemos|presentamos|mostramos|estudiamos|describimos|recomendamos|en (?:resumen|conclusión|suma)|en general|el (?:objetivo|resultado) (?:principal)?)/i,
  /\b(?:in )?quest[oa'] ?(?:articolo|rapporto|studio|lavoro|testo|libro|capitolo)\b|\b(?:proponiamo|presentiamo|mostriamo|studiamo|descriviamo|in (?:sintesi|conclusione|breve)|nel complesso|l'obiettivo)/i,
  /\b(?:in )?(?:dit|deze) (?:artikel|rapport|studie|werk|tekst|boek|hoofdstuk)\b|\b(?:wij|we) (?:tonen|presenteren|beschrijven|onderzoeken|bevelen)\b|\b(?:samengevat|kortom|het doel)\b/i,
  /\b(?:neste|este) (?:artigo|relatório|estudo|trabalho|texto|livro|capítulo)\b|\b(?:propomos|apresentamos|mostramos|descrevemos|em (?:resumo|conclusão|suma)|o objetivo)\b/i,
]

/** One pattern, because a text of a megabyte has ten thousand sentences. */
const ANY_CUE = new RegExp(CUES.map(({ source }) => source).join('|'), 'i')

export const announces = (sentence: string): boolean => ANY_CUE.test(sentence)
