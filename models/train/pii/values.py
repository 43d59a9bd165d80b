"""Random values of each type, as pieces: (text, type or None). A value may have several pieces ("Mr. " is not part of a name)."""

import random

from train.pii.lists import Lists, bothify
from train.pii.words import (
    BRAND_ENDS,
    BRAND_STEMS,
    BRAND_TAILS,
    CITIES,
    FIRM_KINDS,
    MONTHS,
    PRODUCTS,
    REGIONS,
    SHORT,
    STATES,
    STREET_KINDS,
    STREET_WORDS,
    THING_ENDS,
    THING_STARTS,
    WORK_ENDS,
    WORK_STARTS,
)

Pieces = list[tuple[str, str | None]]


def assembled(pieces: Pieces) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of the pieces, and the span of each typed piece, without the spaces around it."""
    text, spans = "", []
    for part, kind in pieces:
        if kind and part.strip():
            lead = len(part) - len(part.lstrip())
            spans.append((len(text) + lead, len(text) + len(part.rstrip()), kind))
        text += part
    return text, spans


def mash(a: str, b: str, chance: random.Random) -> str:
    """An invented name: the start of one name and the end of another, joined at a vowel."""
    cut = [i for i, c in enumerate(a) if i > 1 and c.lower() in "aeiouyáéíóöüä"] or [max(1, len(a) // 2)]
    start = a[: chance.choice(cut)]
    tails = [i for i, c in enumerate(b) if 0 < i < len(b) - 1 and c.lower() in "aeiouyáéíóöüä"] or [len(b) // 2]
    return (start + b[chance.choice(tails) :].lower())[:14].capitalize()


class Values:
    """Draws values; the names of one text mostly share a locale."""

    def __init__(self, lists: Lists, chance: random.Random) -> None:
        self.lists, self.chance = lists, chance
        self.locale = "en_US"
        self.people: list[tuple[str, str]] = []
        self.places: list[str] = []

    def begin(self) -> None:
        self.locale = self.lists.pick_locale(self.chance)
        self.people = []
        self.places = []

    def here(self) -> str:
        return self.locale if self.chance.random() < 0.85 else self.lists.pick_locale(self.chance)

    def first_name(self) -> str:
        c, names = self.chance, self.lists.first(self.here())
        r = c.random()
        if r < 0.16:
            return mash(c.choice(names).split()[0], c.choice(self.lists.first(self.lists.pick_locale(c))).split()[0], c)
        name = c.choice(names)
        if r < 0.19:
            name += "-" + c.choice(names)
        return name

    def last_name(self) -> str:
        c, names = self.chance, self.lists.last(self.here())
        r = c.random()
        if r < 0.17:
            return mash(c.choice(names).split()[-1], c.choice(self.lists.last(self.lists.pick_locale(c))).split()[-1], c)
        name = c.choice(names)
        if r < 0.21:
            name = c.choice(["Mc", "Mac", "O'", "de ", "van ", "von ", "van der ", "De ", "Di ", "Al-", "Ben ", "St. "]) + name
        elif r < 0.25:
            name += c.choice(["-", "-", " "]) + c.choice(names)
        return name

    def person(self, form: str = "any") -> Pieces:
        c = self.chance
        if form == "any" and self.people and c.random() < 0.35:
            first, last = c.choice(self.people)
        else:
            first, last = self.first_name(), self.last_name()
            if form == "any" and c.random() < 0.12:
                known = c.choice(self.lists.wiki["PERSON"])
                if 1 < len(known.split()) < 4:
                    first, last = known.rsplit(" ", 1)
            self.people.append((first, last))
        if form == "first":
            return [(first, "PERSON")]
        if form == "last":
            return [(last, "PERSON")]
        if form == "reverse":
            middle = c.choice(["", "", "", " " + c.choice("ABCDEJKLMRST") + ".", " " + self.first_name()])
            return [(f"{last}{c.choice([', ', ', ', ' , ', ','])}{first}{middle}", "PERSON")]
        if form == "mixed":
            form = c.choices(["full", "first", "last", "titled", "initial", "reverse"], [40, 30, 3, 12, 10, 5])[0]
            if form == "first":
                return [(first, "PERSON")]
            if form == "reverse":
                return [(f"{last}, {first}", "PERSON")]
        if form == "titled" or (form == "any" and c.random() < 0.08):
            title = c.choice(
                [
                    "Mr.",
                    "Mrs.",
                    "Ms.",
                    "Miss",
                    "Dr.",
                    "Mr",
                    "Mrs",
                    "Ms",
                    "Dr",
                    "Prof.",
                    "Professor",
                    "Sir",
                    "Herr",
                    "Frau",
                    "Señora",
                    "Madame",
                    "Judge",
                    "Captain",
                    "Officer",
                    "Nurse",
                    "Rev.",
                ]
            )
            name = last if c.random() < 0.6 else f"{first} {last}"
            return [(title + " ", None), (name, "PERSON")]
        r = c.random()
        if form == "initial" or r < 0.05:
            return [(f"{first[0]}. {last}", "PERSON")]
        if r < 0.12:
            return [(f"{first} {c.choice('ABCDEFGHJKLMNPRSTW')}. {last}", "PERSON")]
        if r < 0.16:
            return [(f"{first} {self.first_name()} {last}", "PERSON")]
        if r < 0.175:
            return [(f"{first} {last} {c.choice(['Jr.', 'Sr.', 'III', 'II'])}", "PERSON")]
        if r < 0.19:
            return [(f"{first} {last}", "PERSON"), (", " + c.choice(["PhD", "MD", "MBA", "CPA", "Esq.", "RN"]), None)]
        return [(f"{first} {last}", "PERSON")]

    def city(self) -> str:
        c = self.chance
        if self.places and c.random() < 0.3:
            return c.choice(self.places)
        r, locale = c.random(), self.here()
        if r < 0.25:
            city = c.choice(CITIES)
        elif r < 0.40:
            city = c.choice(self.lists.wiki["LOCATION"])
        elif r < 0.5:
            city = mash(c.choice(CITIES), self.lists.resolve("city", locale, c) or c.choice(CITIES), c)
        else:
            city = self.lists.resolve("city", locale, c) or c.choice(CITIES)
        city = city.split(",")[0].strip()
        self.places.append(city)
        return city

    def place(self) -> str:
        r, c = self.chance.random(), self.chance
        if r < 0.6:
            return self.city()
        if r < 0.8:
            return c.choice(self.lists.countries)
        if r < 0.95:
            return c.choice(REGIONS)
        return c.choice(STATES)

    def street(self) -> str:
        c, locale = self.chance, self.here()
        if locale.startswith("en") or c.random() < 0.15:
            r = c.random()
            if r < 0.35:
                name = c.choice(STREET_WORDS)
            elif r < 0.45:
                n = c.randint(1, 150)
                name = f"{n}{'th' if 10 < n % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"
            elif r < 0.7:
                name = self.last_name()
            elif r < 0.8:
                name = self.first_name()
            else:
                name = f"{c.choice(['North', 'South', 'East', 'West', 'N', 'S', 'E', 'W', 'N.', 'Old', 'New', 'Upper', 'Lower', 'St.'])} {c.choice(STREET_WORDS + [self.last_name()])}"
            return f"{name} {c.choice(STREET_KINDS)}"
        return self.lists.resolve("street_name", locale, c) or f"{self.last_name()} {c.choice(STREET_KINDS)}"

    def house(self) -> str:
        c = self.chance
        number = str(c.choice([c.randint(1, 99), c.randint(1, 999), c.randint(100, 9999), c.randint(1, 30)]))
        return number + c.choices(["", "A", "b", "/2", "-" + str(c.randint(2, 40)), "B"], [85, 4, 4, 2, 3, 2])[0]

    def unit(self) -> str:
        c = self.chance
        return f"{c.choice(['Apt', 'Apt.', 'Apartment', 'Suite', 'Ste', 'Ste.', 'Unit', 'Flat', '#', 'Floor', 'Room', 'Bldg', 'Building', 'Lot', 'Top', 'PO Box', 'P.O. Box'])} {c.choice([str(c.randint(1, 40)), str(c.randint(100, 999)), str(c.randint(1, 20)) + c.choice('ABCD')])}"

    def postcode(self) -> str:
        c, locale = self.chance, self.here()
        form = c.choice(self.lists.get(locale, "postcode_formats") or ["#####"])
        if locale == "en_GB" or any(x in form for x in "ANEPD"):
            form = c.choice(["?# #??", "?## #??", "??# #??", "??## #??"])
        if locale == "en_CA":
            form = "?#? #?#"
        return bothify(form, c)

    def street_line(self) -> str:
        """Street and number in either order, sometimes with a unit."""
        c = self.chance
        line = self.lists.resolve("street_address", self.locale, c) if c.random() < 0.3 else None
        if line is None or "\n" in line:
            street = self.street()
            before = self.locale.startswith(("en", "fr")) if c.random() < 0.85 else c.random() < 0.5
            line = f"{self.house()}{c.choice([' ', ' ', ' ', ', '])}{street}" if before else f"{street} {self.house()}"
        r = c.random()
        if r < 0.08:
            line = f"{c.choice([c.randint(1, 999), c.randint(1000, 99999)])} {line}"
        elif r < 0.11:
            line = c.choice(
                [
                    "PSC {a}, Box {b}",
                    "Unit {a} Box {b}",
                    "PO Box {a}",
                    "P.O. Box {a}",
                    "Box {a}",
                    "RR {b} Box {a}",
                    "Postfach {a}",
                    "Apartado {a}",
                    "USNS {n}",
                ]
            ).format(a=c.randint(10, 9999), b=c.randint(1, 9999), n=self.last_name())
        r = c.random()
        if r < 0.16:
            line += c.choice([", ", " ", ", "]) + self.unit()
        elif r < 0.2:
            line = self.unit() + c.choice([", ", " ", " - "]) + line
        return line

    def address_line(self) -> Pieces:
        """One line: street, place and postcode are one address."""
        c = self.chance
        street, city, code = self.street_line(), self.city(), self.postcode()
        area = c.choice([c.choice(STATES), c.choice(STATES), c.choice(REGIONS), c.choice(self.lists.countries)])
        form = c.choice(
            [
                "{s}, {c}, {a} {p}",
                "{s}, {c} {p}",
                "{s}, {p} {c}",
                "{s} {c} {a} {p}",
                "{s}, {c}",
                "{s} {c}",
                "{s}, {c}, {a}",
                "{s} {p} {c}",
                "{s} {c} {a}",
                "{p} {c}, {s}",
                "{c}, {s}",
                "{s}, {c}, {a}, {p}",
                "{s} - {c}",
                "{s}, {p} {c}, {a}",
                "{s} {c}, {p}",
                "{p} {s} {c}",
            ]
        )
        return [(form.format(s=street, c=city, a=area, p=code), "ADDRESS")]

    def address_block(self) -> Pieces:
        """Several lines: a city, region or country on a line without a street is a location."""
        c = self.chance
        pad = c.choices(["", " ", "  ", "    "], [75, 10, 8, 7])[0]
        line: Pieces = [(self.street_line(), "ADDRESS")]
        r = c.random()
        if r < 0.2:
            line += [("\n" + pad, None), (self.unit(), "ADDRESS")]
        elif r < 0.3:
            line = [(self.unit(), "ADDRESS"), ("\n" + pad, None)] + line
        city, code = self.city(), self.postcode()
        form = c.randrange(7)
        if form == 0:
            line += [
                ("\n" + pad, None),
                (city, "LOCATION"),
                (c.choice([", ", " "]), None),
                (c.choice(STATES + REGIONS), "LOCATION"),
                (" ", None),
                (code, "ADDRESS"),
            ]
        elif form == 1:
            line += [("\n" + pad, None), (code, "ADDRESS"), (" ", None), (city, "LOCATION")]
        elif form == 2:
            line += [("\n" + pad, None), (city, "LOCATION"), ("\n" + pad, None), (code, "ADDRESS")]
        elif form == 3:
            line += [("\n" + pad, None), (city, "LOCATION"), (" ", None), (code, "ADDRESS")]
        elif form == 4:
            line += [
                ("\n" + pad, None),
                (city, "LOCATION"),
                ("\n" + pad, None),
                (c.choice(self.lists.countries), "LOCATION"),
                (" ", None),
                (code, "ADDRESS"),
            ]
        elif form == 5:
            line += [("\n" + pad, None), (code, "ADDRESS"), (c.choice([" ", "\n" + pad]), None), (city, "LOCATION")]
        elif c.random() < 0.25:
            return line + [("\n" + pad, None), (f"{c.choice(['APO', 'FPO', 'DPO'])} {c.choice(['AA', 'AE', 'AP'])} {code}", "ADDRESS")]
        else:
            line += [
                ("\n" + pad, None),
                (city, "LOCATION"),
                ("\n" + pad + ", ", None),
                (c.choice(STATES), "LOCATION"),
                ("\n" + pad, None),
                (c.choice(self.lists.countries), "LOCATION"),
                (" ", None),
                (code, "ADDRESS"),
            ]
        if c.random() < 0.35:
            country = c.choice(self.lists.countries)
            line += [("\n" + pad, None), (country.upper() if c.random() < 0.3 else country, "LOCATION")]
        if c.random() < 0.12:
            line = [(t.upper() if kind == "LOCATION" else t, kind) for t, kind in line]
        return line

    def brand(self) -> str:
        c = self.chance
        r = c.random()
        if r < 0.35:
            name = c.choice(BRAND_STEMS) + c.choice(BRAND_ENDS)
        elif r < 0.6:
            name = c.choice(BRAND_STEMS) + c.choice(BRAND_STEMS)
            if c.random() < 0.3:
                half = len(name) // 2
                return name[:half].capitalize() + name[half:].capitalize()
        else:
            name = mash(self.last_name().split()[-1], c.choice(BRAND_STEMS) + c.choice(BRAND_ENDS), c)
        return name.upper() if c.random() < 0.05 else name.capitalize()

    def org(self) -> str:
        c = self.chance
        r = c.random()
        if r < 0.22:
            return self.brand()
        if r < 0.34:
            return f"{self.brand()} {c.choice(BRAND_TAILS)}"
        if r < 0.48:
            return c.choice(self.lists.wiki["ORG"])
        if r < 0.6:
            return f"{self.last_name()} {c.choice(BRAND_TAILS)}"
        if r < 0.68:
            return f"{self.last_name()}{c.choice(['-', ' & ', ' and ', ' '])}{self.last_name()}" + c.choice(
                ["", "", " " + c.choice(BRAND_TAILS)]
            )
        if r < 0.74:
            return f"{self.last_name()}, {self.last_name()} {c.choice(['and', '&'])} {self.last_name()}"
        if r < 0.80:
            return f"{c.choice([self.last_name(), self.first_name() + chr(39) + 's', self.city()])} {c.choice(FIRM_KINDS)}"
        if r < 0.9:
            form = c.choice(
                [
                    "University of {c}",
                    "{c} University",
                    "Bank of {c}",
                    "{c} General Hospital",
                    "{l} Elementary School",
                    "{l} High School",
                    "{c} City Council",
                    "{c} Police Department",
                    "St. {f}'s Hospital",
                    "{c} United",
                    "{l} Foundation",
                    "Ministry of {w}",
                    "Department of {w}",
                    "{c} Symphony Orchestra",
                    "National Institute of {w}",
                    "{l} & Sons",
                    "{c} Medical Center",
                    "{w} Association of {c}",
                ]
            )
            return form.format(
                c=self.city(),
                l=self.last_name(),
                f=self.first_name(),
                w=c.choice(
                    ["Health", "Finance", "Education", "Labour", "Transport", "Justice", "Technology", "Agriculture", "Defense", "Nursing"]
                ),
            )
        company = self.lists.get(self.here(), "large_companies")
        if company:
            return c.choice(company)
        return (
            self.lists.fill(c.choice(self.lists.get(self.here(), "company_formats") or ["{{last_name}} Group"]), self.locale, c)
            or self.brand()
        )

    def date(self, birth: bool = False) -> str:
        c = self.chance
        year = c.randint(1935, 2012) if birth else c.choice([c.randint(1960, 2030), c.randint(2015, 2027)])
        day, month = c.randint(1, 28), c.randint(1, 12)
        th = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(day, "th")
        long, short = MONTHS[month - 1], SHORT[month - 1]
        local = self.lists.get(self.locale, "MONTH_NAMES")
        if local and len(local) >= 12 and c.random() < 0.3:
            long = local[month - 1]
        forms = [
            f"{long} {day}, {year}",
            f"{day} {long} {year}",
            f"{short} {day}, {year}",
            f"{day} {short} {year}",
            f"{long} {day}{th}, {year}",
            f"{day}{th} of {long} {year}",
            f"{month:02}/{day:02}/{year}",
            f"{day:02}.{month:02}.{year}",
            f"{year}-{month:02}-{day:02}",
            f"{month}/{day}/{year % 100:02}",
            f"{day}-{short}-{year}",
            f"{day}. {long} {year}",
            f"{day:02}-{month:02}-{year}",
            f"{long} {year}",
        ]
        if not birth:
            forms += [
                f"{long} {day}",
                f"{day} {long}",
                f"{short} {day}",
                f"the {day}{th} of {long}",
                f"{long} {day}{th}",
                f"{long} {year}",
                f"{year}/{month:02}/{day:02}",
            ]
        return c.choice(forms)

    def plain(self, slot: str) -> str:
        """Values that no label covers."""
        c = self.chance
        n = c.randint
        if slot == "phone":
            return bothify(
                c.choice(
                    [
                        "+1 %## ### ####",
                        "(%##) ###-####",
                        "%##-###-####",
                        "+44 7### ######",
                        "0%## ### ## ##",
                        "+49 %## #######",
                        "0%# ## ## ## ##",
                        "%##.###.####",
                        "+91 %#### #####",
                        "%## ####",
                    ]
                ),
                c,
            )
        if slot == "mail":
            return (
                f"{self.first_name()}{c.choice(['.', '_', ''])}{self.last_name()}@{c.choice(BRAND_STEMS)}{c.choice(['mail', 'net', 'post'])}.{c.choice(['com', 'org', 'de', 'co.uk', 'io'])}".replace(
                    " ", ""
                )
                .replace("'", "")
                .lower()
            )
        if slot == "url":
            return f"https://www.{c.choice(BRAND_STEMS)}{c.choice(BRAND_STEMS)}.{c.choice(['com', 'net', 'org', 'fr'])}/"
        if slot == "handle":
            return "@" + (self.first_name() + c.choice(["", "_", str(n(1, 99))])).replace(" ", "").lower()
        if slot == "id":
            return bothify(
                c.choice(
                    ["#######", "??-#####", "#####-##", "INV-####", "TCK-#####", "A#######", "????####", "#########", "PR-####", "v#.#.#"]
                ),
                c,
            )
        if slot == "card":
            return bothify(c.choice(["4### #### #### ####", "5###-####-####-####", "4###############"]), c)
        if slot == "money":
            return c.choice(["$", "€", "£", "USD ", "EUR "]) + c.choice([str(n(1, 900)), f"{n(1, 99)},{n(100, 999)}.00", f"{n(1, 90)}.99"])
        if slot == "time":
            return c.choice(
                [
                    f"{n(1, 12)}:{n(0, 59):02} {c.choice(['am', 'pm', 'AM', 'PM'])}",
                    f"{n(0, 23):02}:{n(0, 59):02}",
                    f"{n(1, 12)}{c.choice(['am', 'pm'])}",
                    f"{n(1, 12)} o'clock",
                ]
            )
        if slot == "number":
            return str(c.choice([n(1, 9), n(10, 99), n(100, 999), n(1000, 99999)]))
        if slot == "age":
            return str(n(18, 95))
        if slot == "weekday":
            return c.choice("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri tomorrow tonight today".split())
        if slot == "month":
            return c.choice(MONTHS)
        if slot == "job":
            job = c.choice(self.lists.jobs).split(",")[0]
            return c.choice([job.lower(), job, job.title()])
        if slot == "product":
            return c.choice(PRODUCTS) + c.choice(["", "", " " + str(n(2, 12)), " Pro", " Plus"])
        if slot == "work":
            return f"{c.choice(WORK_STARTS)} {c.choice(WORK_ENDS)}" + (f" {n(2, 5)}" if c.random() < 0.06 else "")
        if slot == "thing":
            return f"{c.choice(THING_STARTS)}{c.choice(['', ' ', ' '])}{c.choice(THING_ENDS)}" + (
                f" {n(2, 900)}" if c.random() < 0.35 else ""
            )
        if slot == "hex":
            return "".join(c.choice("0123456789abcdef") for _ in range(c.choice([7, 8, 12, 40])))
        raise KeyError(slot)
