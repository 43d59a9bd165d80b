"""Synthetic prose of other languages with exact spans: mail, chat, notes, complaints, forms.

    python -m train.pii.prose --data DATA [--language pl] --show 20

The frames stand in prose/<language>.txt: first those with names, then those mostly in small letters, then those without
a name. Slots: {f} first name, {l} surname,
{full} both, {p} a person in any form, {t} with a title; {c} city, {o} company, {s} street, {a} address, {d} date, {dob}
birth date; {wd}, {mo}, {time}, {n}, {eur}, {phone}, {id} are never labelled. ":g" and so on ask for a Polish case.
"""

import argparse
import random
import sys
from pathlib import Path

import regex

from train.common.corpus import rows
from train.common.evaluation import without_evaluation
from train.pii.conversation import conversation
from train.pii.lists import LATIN_ONLY, Lists, held_out
from train.pii.locales import CITIES, DATE_FORMS, FIRM_ENDS, FIRM_FORMS, LOCALES, MONTHS, MORE_NAMES, PARTICLES, TITLES, WEEKDAYS
from train.pii.polish import decline
from train.pii.values import Pieces, Values, assembled, mash
from train.pii.words import BRAND_ENDS, BRAND_STEMS

LANGUAGES = ("de", "fr", "es", "it", "nl", "pt", "pl", "hi-Latn")
SLOT = regex.compile(r"\{(\w+)(?::(\w))?\}")


def frames_of(language: str) -> list[list[str]]:
    """The frames with names, those with names that are mostly written in small letters, and those without names."""
    text = (Path(__file__).parent / "prose" / f"{language}.txt").read_text(encoding="utf-8")
    parts = regex.split(r"# (?:small|harmless)\n", text)
    return [[line.replace("\\n", "\n") for line in part.splitlines() if line and not line.startswith("# ")] for part in parts]


class Prose:
    """Texts of one language."""

    def __init__(self, language: str, lists: Lists, chance: random.Random, plain: list[str], known: list[str]) -> None:
        self.language, self.chance, self.lists, self.plain = language, chance, lists, plain
        self.named, self.small, self.harmless = frames_of(language)
        self.locales = LOCALES[language]
        self.values = Values(lists, chance)
        self.women: list[str] = []
        self.men: list[str] = []
        self.lasts: list[str] = []
        for locale in self.locales:
            self.women += lists.get(locale, "first_names_female")
            self.men += lists.get(locale, "first_names_male")
            for field in ("last_names", "last_names_male", "last_names_female", "unisex_last_names", "male_last_names"):
                self.lasts += lists.get(locale, field)
        more = MORE_NAMES[language]
        self.women += [n for n in more[0].split() if not held_out(n)] * 2
        self.men += [n for n in more[1].split() if not held_out(n)] * 2
        self.lasts += [n for n in more[2].split() if not held_out(n)] * 2
        self.lasts = [n for n in self.lasts if not LATIN_ONLY.search(n) and len(n) > 1 and not held_out(n)]
        self.known = known  # names as real text has them

    # Names as (words, woman), because Polish declines them by gender.
    def first_name(self) -> tuple[str, bool]:
        c = self.chance
        woman = c.random() < 0.5
        names = self.women if woman else self.men
        r = c.random()
        if r < 0.07:
            name = self.values.first_name()  # of any country
            return name, name.endswith("a")
        name = c.choice(names)
        if r < 0.2:
            name = mash(name.split()[0], c.choice(names).split()[0], c)
            return name, name.endswith("a")
        if r < 0.26 and self.language in ("es", "pt", "it"):
            name += " " + c.choice(names)
        elif r < 0.25 and self.language in ("fr", "de", "pl"):
            name += "-" + c.choice(names)
        elif r < 0.29 and self.language == "hi-Latn":
            name += c.choice([" Kumar", " Singh", " Devi", " Bai", " Lal", " Rani"])
        return name, woman

    def last_name(self, woman: bool, follows: bool = False) -> str:
        c = self.chance
        r = c.random()
        if r < 0.06:
            return self.values.last_name()
        name = c.choice(self.lasts)
        if r < 0.17:
            name = mash(name.split()[-1], c.choice(self.lasts).split()[-1], c)
        if self.language == "pl" and woman and name.endswith(("ski", "cki", "dzki")):
            name = name[:-1] + "a"
        particles = PARTICLES.get(self.language)
        if particles and c.random() < particles[0] and (follows or self.language not in ("pt", "es")):
            name = c.choice(particles[1]) + " " + name
        # A second surname, as is usual in Spanish and Portuguese.
        two = {"es": 0.4, "pt": 0.35, "de": 0.06, "fr": 0.05, "pl": 0.05, "nl": 0.05}.get(self.language, 0.0)
        if c.random() < two and " " not in name:
            name += {"es": " ", "pt": c.choice([" ", " ", " da ", " de ", " dos "])}.get(self.language, "-") + c.choice(self.lasts)
        return name

    def in_case(self, name: str, case: str | None, woman: bool, surname: bool = False) -> str:
        if case is None or self.language != "pl":
            return name
        return " ".join("-".join(decline(part, case, woman, surname) for part in word.split("-")) for word in name.split(" "))

    def person(self, form: str, case: str | None = None) -> Pieces:
        c = self.chance
        if form == "p":
            form = c.choices(["f", "full", "l", "t", "initial", "reverse"], [38, 43, 3, 10, 4, 2])[0]
        first, woman = self.first_name()
        if form == "f":
            return [(self.in_case(first, case, woman), "PERSON")]
        last = self.in_case(self.last_name(woman, form == "full"), case, woman, True)
        if form == "l":
            return [(last, "PERSON")]
        if form == "t":
            title, after = c.choice(TITLES[self.language][woman])
            if self.language == "pl" and case and title in ("pan", "pani"):
                title = {
                    "pan": {"g": "pana", "a": "pana", "d": "panu", "i": "panem", "l": "panu", "v": "panie"},
                    "pani": {"a": "panią", "i": "panią"},
                }[title].get(case, title)
            name = last if c.random() < 0.7 else f"{self.in_case(first, case, woman)} {last}"
            if after and c.random() < 0.6:
                name = self.in_case(first, case, woman)
            return [(title + " " if title else "", None), (name, "PERSON"), (after, None)]
        if form == "initial":
            return [(f"{first[0]}. {last}", "PERSON")]
        if form == "reverse":
            return [(c.choice([f"{last}, {first}", f"{last} {first}"]), "PERSON")]
        if self.known and c.random() < 0.2:
            return [(c.choice(self.known), "PERSON")]
        return [(f"{self.in_case(first, case, woman)} {last}", "PERSON")]

    def city(self) -> str:
        c = self.chance
        if c.random() < 0.55:
            return c.choice(CITIES[self.language])
        locale = c.choice(self.locales)
        return (c.choice(self.lists.get(locale, "cities") or CITIES[self.language])).split(",")[0]

    def street(self) -> str:
        c = self.chance
        locale = c.choice(self.locales)
        name = self.lists.resolve("street_name", locale, c)
        if name is None or LATIN_ONLY.search(name) or "\n" in name:
            first, woman = self.first_name()
            last = self.last_name(woman)
            name = {
                "de": c.choice(
                    [
                        f"{last.split()[-1]}straße",
                        f"{last.split()[-1]}weg",
                        "Am " + last.split()[-1] + "er Tor",
                        "Hauptstraße",
                        "Lindenallee",
                    ]
                ),
                "pl": c.choice(
                    [
                        f"ul. {self.in_case(last, 'g', woman, True)}",
                        f"ulica {c.choice(['Polna', 'Leśna', 'Długa', 'Szkolna'])}",
                        f"al. {self.in_case(first, 'g', woman)}",
                    ]
                ),
                "hi-Latn": c.choice(
                    [f"{last} Nagar", f"{last} Marg", f"Sector {c.randint(1, 99)}", f"{last} Colony", f"{first} Gali", f"{last} Road"]
                ),
            }.get(self.language, f"{last}straat" if self.language == "nl" else last)
        number = c.choice([str(c.randint(1, 99)), str(c.randint(1, 250)), f"{c.randint(1, 40)}{c.choice('abc')}"])
        if self.language in ("fr", "hi-Latn"):
            return f"{number}{c.choice([' ', ' ', ', '])}{name}"
        return f"{name}{', ' if self.language in ('it', 'es', 'pt') and c.random() < 0.5 else ' '}{number}"

    def address(self) -> str:
        c = self.chance
        code = {
            "de": "#####",
            "fr": "#####",
            "es": "#####",
            "it": "#####",
            "nl": "#### ??",
            "pt": c.choice(["####-###", "#####-###"]),
            "pl": "##-###",
            "hi-Latn": "######",
        }[self.language]
        code = "".join(str(c.randint(1, 9)) if x == "#" else c.choice("ABDEGHKLM") if x == "?" else x for x in code)
        street, city = self.street(), self.city()
        return c.choice(
            [
                f"{street}, {code} {city}",
                f"{street}, {code} {city}",
                f"{street}, {city}",
                f"{street} in {city}" if self.language == "de" else f"{street} - {city}",
            ]
        )

    def org(self) -> str:
        c = self.chance
        r = c.random()
        woman = c.random() < 0.5
        brand = (c.choice(BRAND_STEMS) + c.choice(BRAND_STEMS + BRAND_ENDS)).capitalize()
        if r < 0.3:
            return f"{brand}{c.choice(['', '', ' ' + c.choice(FIRM_ENDS[self.language])])}"
        if r < 0.55:
            return f"{self.last_name(woman)} {c.choice(FIRM_ENDS[self.language])}"
        return c.choice(FIRM_FORMS[self.language]).format(l=self.last_name(woman), c=self.city(), b=brand)

    def date(self, birth: bool) -> str:
        c = self.chance
        year = c.randint(1938, 2012) if birth else c.randint(2018, 2027)
        day, month = c.randint(1, 28), c.randint(1, 12)
        if c.random() < 0.45:
            return c.choice(
                [
                    f"{day:02}.{month:02}.{year}",
                    f"{day:02}/{month:02}/{year}",
                    f"{day}.{month}.{year}",
                    f"{day:02}-{month:02}-{year}",
                    f"{year}-{month:02}-{day:02}",
                ]
            )
        forms = DATE_FORMS[self.language]
        return c.choice(forms[:1] if birth else forms).format(d=day, m=MONTHS[self.language][month - 1], y=year)

    def slot(self, name: str, case: str | None) -> Pieces:
        c = self.chance
        if name in ("p", "f", "l", "full", "t"):
            return self.person(name, case)
        if name == "c":
            return [(self.city(), "LOCATION")]
        if name == "o":
            return [(self.org(), "ORG")]
        if name == "s":
            return [(self.street(), "ADDRESS")]
        if name == "a":
            return [(self.address(), "ADDRESS")]
        if name in ("d", "dob"):
            return [(self.date(name == "dob"), "DATE")]
        if name == "wd":
            return [(c.choice(WEEKDAYS[self.language]), None)]
        if name == "mo":
            return [(c.choice(MONTHS[self.language]), None)]
        if name == "n":
            return [(str(c.randint(2, 90)), None)]
        if name == "eur":
            amount = c.choice(
                [str(c.randint(5, 950)), f"{c.randint(1, 99)},{c.randint(10, 99)}", f"{c.randint(1, 9)}.{c.randint(100, 999)}"]
            )
            if self.language == "hi-Latn":
                return [(c.choice([f"Rs {amount}", f"{amount} rupaye", f"₹{amount}"]), None)]
            return [(f"{amount} {'zł' if self.language == 'pl' else c.choice(['Euro', '€', 'EUR', 'euros'])}", None)]
        if name == "time":
            return [(c.choice([f"{c.randint(0, 23)}:{c.randint(0, 59):02}", f"{c.randint(1, 12)}", f"{c.randint(8, 20)}.30"]), None)]
        if name == "r":
            return [("", None)]
        return [(self.values.plain(name), None)]

    def fill(self, frame: str) -> Pieces:
        out: Pieces = []
        at = 0
        for match in SLOT.finditer(frame):
            out.append((frame[at : match.start()], None))
            at = match.end()
            out += self.slot(match.group(1), match.group(2))
        out.append((frame[at:], None))
        return out

    def text(self) -> tuple[str, list[tuple[int, int, str]]]:
        """One to four frames, and often plain sentences around them."""
        c = self.chance
        self.values.begin()
        r = c.random()
        if r < 0.1:
            speakers = [self.person("f" if c.random() < 0.75 else "full") for _ in range(c.randint(2, 3))]
            sayings = (self.named, self.small, self.harmless, self.harmless)
            said = [self.fill(c.choice(c.choice(sayings))) for _ in range(c.randint(2, 5))]
            return assembled(conversation(speakers, said, c))
        if r < 0.22:
            pieces = self.fill(c.choice(self.small))
            return assembled([(t.lower(), k) for t, k in pieces] if c.random() < 0.75 else pieces)
        count = c.choices([1, 2, 3, 4], [62, 22, 11, 5])[0]
        pieces: Pieces = []
        for i in range(count):
            if i:
                pieces.append((c.choice([" ", " ", "\n", "\n\n"]), None))
            r = c.random()
            if r < 0.62:
                pieces += self.fill(c.choice(self.named))
            elif r < 0.85 or not self.plain:
                pieces += self.fill(c.choice(self.harmless))
            else:
                pieces.append((c.choice(self.plain), None))
        return assembled(self.casing(pieces))

    def casing(self, pieces: Pieces) -> Pieces:
        c = self.chance
        r = c.random()
        if r < 0.13:
            return [(t.lower(), k) for t, k in pieces]
        if r < 0.15:
            return [(t.upper(), k) for t, k in pieces]
        if r < 0.18:
            # Only the names in capitals, as authorities write them.
            return [(t.upper() if k == "PERSON" else t, k) for t, k in pieces]
        if r < 0.2:
            # Without the marks on letters, as on foreign keyboards.
            return [(t.translate(BARE), k) for t, k in pieces]
        return pieces


BARE = str.maketrans("áàâãåéèêëíìîïóòôõúùûçñąćęłńśźżÁÀÂÃÉÈÊÍÓÔÕÚÇÑĄĆĘŁŃŚŹŻ", "aaaaaeeeeiiiioooouuucnacelnszzAAAAEEEIOOOUCNACELNSZZ")


def plain_texts(data: Path, language: str) -> list[str]:
    if language == "hi-Latn":
        return []
    return without_evaluation([row["text"] for row in rows(data / f"train/text_multi/{language}.jsonl.xz")], str)


# Sources with well-written names in the nominative.
KNOWN_FROM = ("uner", "germeval", "meddocan", "echr-manual", "lener", "pud", "rule-ud", "kpwr", "cen")


def known_names(data: Path, language: str) -> list[str]:
    """Names of two or three words from real text. Polish is left out, because its names stand in any case."""
    if language == "pl":
        return []
    names = set()
    for row in rows(data / f"train/ner_multi/{language}.jsonl.xz"):
        for span in row["spans"]:
            name = row["text"][span["start"] : span["end"]]
            if (
                span["type"] == "PERSON"
                and row["source"].startswith(KNOWN_FROM)
                and 2 <= len(name.split()) <= 4
                and name[:1].isupper()
                and not name.isupper()
            ):
                names.add(name)
    return sorted(names)


def make_prose(data: Path, lists: Lists, chance: random.Random, language: str) -> Prose:
    return Prose(language, lists, chance, plain_texts(data, language), known_names(data, language))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--language", choices=LANGUAGES, default="de")
    parser.add_argument("--show", type=int, default=20)
    arguments = parser.parse_args()
    prose = make_prose(arguments.data, Lists(arguments.data), random.Random(1), arguments.language)
    for _ in range(arguments.show):
        text, spans = prose.text()
        print(repr(text))
        print("   ", [(text[s:e], k) for s, e, k in spans])
    return 0


if __name__ == "__main__":
    sys.exit(main())
