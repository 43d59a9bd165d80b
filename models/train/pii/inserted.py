"""Names in the prose of each language: inserted into plain sentences in place of a pronoun or a relative, or as the speaker."""

import regex

from train.pii.prose import Prose
from train.pii.values import Pieces, assembled

# Places for a name in a plain sentence: a pattern, and the case that Polish needs there. The match of group 1 is
# replaced.
PRONOUNS: dict[str, list[tuple[str, str | None]]] = {
    "de": [
        (
            r"^(Er|Sie)(?= (?:ist|war|hat|wird|kann|will|muss|soll|darf|mag|kam|ging|sah|gab|nahm|rief|fand|\p{Ll}+(?:te|et|lt|rt|nt|ht|st|gt|kt|bt)) )",
            None,
        ),
        (r"\b(?:mit|von|bei|zu|nach|neben|gegenüber) (ihm|ihr)\b(?! \p{L})", None),
        (r"\b(?:für|ohne|gegen|über|auf|an) (ihn|sie)\b(?=[ .,!?])(?! \p{Lu})", None),
        (r"\b(?:ist|war|hat|hatte|wird|kann|will|muss|dass|ob|wenn|weil|als|bevor) (er|sie)\b(?=[ .,!?])", None),
    ],
    "fr": [
        (
            r"^(Il|Elle)(?= (?:est|était|a|avait|va|vient|veut|peut|doit|sera|\p{Ll}{3,}(?:e|ait|it|a|ut)) )(?! est \d| est (?:temps|tard|possible|vrai|faux|clair|important|interdit|difficile|facile|impossible|nécessaire)| faut| pleut| neige| fait| y )",
            None,
        ),
        (r"\b(?:avec|pour|chez|sans|contre|sur|vers|après|avant|entre|derrière|comme) (lui|elle)\b(?!-)", None),
        (r"\b(?:que|si|quand|où|comme) (il|elle)(?= (?:est|était|a|avait|va|veut|peut|\p{Ll}{3,}(?:ait|e)) )", None),
    ],
    "es": [
        (r"^(Él|Ella|El)(?= (?:es|está|era|fue|ha|había|tiene|tenía|va|quiere|puede|dijo|\p{Ll}+(?:ó|aba|ía)) )", None),
        (r"\b(?:con|para|por|sin|contra|hacia|sobre|de|a|en) (él|ella)\b", None),
        (r"\b(?:que|si|cuando|donde) (él|ella)(?= \p{Ll})", None),
    ],
    "it": [
        (r"^(Lui|Lei|Egli|Ella)(?= \p{Ll})", None),
        (r"\b(?:con|per|di|a|da|su|senza|contro|verso|tra|in) (lui|lei)\b", None),
        (r"\b(?:che|se|quando|dove) (lui|lei|egli)(?= \p{Ll})", None),
    ],
    "nl": [
        (r"^(Hij|Zij|Ze)(?= (?:is|was|heeft|had|kan|wil|moet|zal|gaat|komt|\p{Ll}+(?:t|de|te)) )", None),
        (r"\b(?:met|van|voor|aan|bij|naar|over|zonder|tegen|op|door) (hem|haar)\b(?! \p{L})", None),
        (r"\b(?:dat|of|als|toen|omdat|heeft|is|was|kan|wil|moet) (hij|zij|ze)\b(?= \p{Ll})", None),
    ],
    "pt": [
        (r"^(Ele|Ela)(?= \p{Ll})", None),
        (r"\b(?:com|para|sem|por|contra|sobre|a|em|entre) (ele|ela)\b", None),
        (r"\b(?:que|se|quando|onde) (ele|ela)(?= \p{Ll})", None),
    ],
    "pl": [
        (r"^(On|Ona)(?= \p{Ll})", None),
        (r"\b(?:z|za|nad|przed|pod) (nim|nią)\b", "i"),
        (r"\b(?:do|od|bez|dla|u|koło|oprócz) (niego|niej)\b", "g"),
        (r"\b(?:o|na|przy|po|w) (nim|niej)\b", "l"),
        (r"\b(?:na|przez|o|za) (niego|nią)\b", "a"),
        (r"\b(?:że|czy|jeśli|gdy|bo|gdzie) (on|ona)(?= \p{Ll})", None),
    ],
}
# A relative or a friend, whose name may follow.
KIN = {
    "de": r"\b(?:[Mm]ein|[Dd]ein|[Ss]ein|[Ii]hr|[Uu]nser)(?:e[nmr]?)? (?:Bruder|Schwester|Freund(?:in)?|Mann|Frau|Sohn|Tochter|Onkel|Tante|Chef(?:in)?|Kollege|Kollegin|Nachbar(?:in)?|Vater|Mutter|Cousine?|Lehrer(?:in)?)\b",
    "fr": r"\b(?:[Mm]on|[Mm]a|[Tt]on|[Tt]a|[Ss]on|[Ss]a|[Nn]otre|[Vv]otre) (?:frère|sœur|ami|amie|mari|femme|fils|fille|oncle|tante|cousin|cousine|voisin|voisine|collègue|père|mère|patron)\b",
    "es": r"\b(?:[Mm]i|[Tt]u|[Ss]u|[Nn]uestr[oa]) (?:hermano|hermana|amigo|amiga|marido|mujer|hijo|hija|tío|tía|primo|prima|vecino|vecina|jefe|padre|madre|novio|novia)\b",
    "it": r"\b(?:[Mm]io|[Mm]ia|[Tt]uo|[Tt]ua|[Ss]uo|[Ss]ua) (?:fratello|sorella|amico|amica|marito|moglie|figlio|figlia|zio|zia|cugino|cugina|vicino|vicina|padre|madre|capo)\b",
    "nl": r"\b(?:[Mm]ijn|[Mm]'n|[Jj]e|[Zz]ijn|[Hh]aar|[Oo]nze) (?:broer|zus|vriend|vriendin|man|vrouw|zoon|dochter|oom|tante|neef|nicht|buurman|buurvrouw|collega|vader|moeder|baas)\b",
    "pt": r"\b(?:[Mm]eu|[Mm]inha|[Tt]eu|[Tt]ua|[Ss]eu|[Ss]ua) (?:irmão|irmã|amigo|amiga|marido|mulher|esposa|filho|filha|tio|tia|primo|prima|vizinho|vizinha|chefe|pai|mãe|namorado|namorada)\b",
    "pl": r"\b(?:[Mm]ój|[Mm]oja|[Tt]wój|[Tt]woja|[Jj]ego|[Jj]ej|[Nn]asz|[Nn]asza) (?:brat|siostra|przyjaciel|przyjaciółka|kolega|koleżanka|mąż|żona|syn|córka|wujek|ciocia|kuzyn|kuzynka|sąsiad|sąsiadka|szef|ojciec|matka)\b",
}
SAID = {
    "de": ('„{}", sagte {}.', '"{}", rief {}.', "{}, schrieb {} gestern.", "{1}: {0}"),
    "fr": ("« {} », a dit {}.", '"{}", répondit {}.', "{}, écrit {}.", "{1} : {0}"),
    "es": ("—{} —dijo {}.", '"{}", contestó {}.', "{}, según {}.", "{1}: {0}"),
    "it": ("«{}», disse {}.", '"{}", ha risposto {}.', "{}, scrive {}.", "{1}: {0}"),
    "nl": ("'{}', zei {}.", '"{}", riep {}.', "{}, schreef {}.", "{1}: {0}"),
    "pt": ("— {} — disse {}.", '"{}", respondeu {}.', "{}, escreveu {}.", "{1}: {0}"),
    "pl": ("— {} — powiedział {}.", '„{}", odparła {}.', "{}, napisała {}.", "{1}: {0}"),
}


class Inserter:
    """Plain sentences of a language with a name put in."""

    def __init__(self, prose: Prose) -> None:
        self.prose, self.chance = prose, prose.chance
        patterns = [(regex.compile(p), case) for p, case in PRONOUNS[prose.language]]
        kin = regex.compile(KIN[prose.language])
        self.places: list[tuple[str, int, int, str | None]] = []
        self.short: list[str] = []
        for text in prose.plain:
            if len(text) > 300:
                continue
            found = False
            for pattern, case in patterns:
                match = pattern.search(text)
                if match:
                    self.places.append((text, *match.span(1), case))
                    found = True
            match = kin.search(text)
            if match:
                self.places.append((text, match.end(), match.end(), None))
            elif not found and len(text) < 90:
                self.short.append(text)

    def pieces(self) -> Pieces:
        c, prose = self.chance, self.prose
        prose.values.begin()
        r = c.random()
        if r < 0.74:
            text, start, end, case = c.choice(self.places)
            name = prose.person("f" if c.random() < 0.5 else "p", case)
            if c.random() < 0.08:
                also = {"de": " und ", "fr": " et ", "es": " y ", "it": " e ", "nl": " en ", "pt": " e ", "pl": " i "}[prose.language]
                name = name + [(also, None)] + prose.person("f", case)
            return [(text[:start] + (" " if start == end else ""), None), *name, (text[end:], None)]
        text = c.choice(self.short)
        if r < 0.84:
            name = prose.person("f" if c.random() < 0.8 else "t", "v" if prose.language == "pl" else None)
            rest = text if prose.language == "de" and c.random() < 0.5 else text[:1].lower() + text[1:]
            return (
                [*name, (", " + rest, None)]
                if c.random() < 0.6
                else [(text.rstrip(".!? ") + ", ", None), *name, (text[len(text.rstrip(".!? ")) :] or ".", None)]
            )
        form = c.choice(SAID[prose.language])
        name = prose.person("p")
        bare = text.rstrip(". ")
        if form.startswith("{1}"):
            return [*name, (form[3:].replace("{0}", text), None)]
        before, after = form.replace("{}", bare, 1).split("{}")
        return [(before, None), *name, (after, None)]

    def text(self) -> tuple[str, list[tuple[int, int, str]]]:
        c = self.chance
        pieces = self.pieces()
        while c.random() < 0.25:
            more: Pieces = [(c.choice(self.prose.plain), None)]
            pieces = more + [(" ", None)] + pieces if c.random() < 0.5 else pieces + [(" ", None)] + more
        return assembled(self.prose.casing(pieces))
