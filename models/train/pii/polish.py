"""Polish names in their seven cases: "Anna Nowak" as "Annę Nowak", "Jan Nowak" as "Janem Nowakiem".

The rules cover the common endings. Other names stay unchanged, like many foreign names in Polish.
"""

VOWELS = "aeiouyąęóáéíúèàìòùâêôãõäöü"
SOFT = {
    "t": "ci",
    "d": "dzi",
    "r": "rz",
    "ł": "l",
    "k": "c",
    "g": "dz",
    "n": "ni",
    "m": "mi",
    "w": "wi",
    "b": "bi",
    "p": "pi",
    "s": "si",
    "z": "zi",
    "f": "fi",
    "ch": "sz",
    "st": "ści",
}
HARDENED = ("sz", "cz", "rz", "ż", "c", "dz")
SOFT_ENDS = ("ś", "ć", "ń", "ź", "j", "l")
# The spelling of these sounds before a vowel: "Jaś" is "Jasia".
BEFORE_VOWELS = {"ś": "si", "ć": "ci", "ń": "ni", "ź": "zi"}


def softened(stem: str) -> str:
    """A stem before the "e" of dative and locative: "Mart" is "Marci", "Olg" is "Oldz"."""
    for end in ("ch", "st"):
        if stem.endswith(end):
            return stem[: -len(end)] + SOFT[end]
    return stem[:-1] + SOFT.get(stem[-1], stem[-1])


def with_a(name: str, case: str) -> str:
    """Names that end in -a, of women and of men."""
    stem = name[:-1]
    if case == "a":
        return stem + "ę"
    if case == "i":
        return stem + "ą"
    if case == "v":
        return stem + ("u" if stem.endswith("i") and len(stem) < 6 else "o")
    if stem.endswith("i"):
        # "Kasia" and "Ania" keep one i; "Maria" and "Eugenia" double the letter.
        return stem if stem[-2:-1] in "sćzńśc" or (stem.endswith("ni") and len(name) < 6) else stem + "i"
    if case == "g":
        return stem + ("i" if stem[-1:] in "kglj" else "y")
    if stem[-1:] in "lj":
        return stem + "i"
    if stem.endswith(HARDENED):
        return stem + "y"
    return softened(stem) + "e"


def with_consonant(name: str, case: str) -> str:
    """Names of men that end in a consonant."""
    stem = name
    if len(name) > 4 and name.endswith("ek"):
        stem = name[:-2] + "k"
    elif len(name) > 3 and name.endswith("eł"):
        stem = name[:-2] + "ł"
    elif len(name) > 5 and name.endswith(("der", "fer")):
        stem = name[:-2] + "r"
    vocal = stem[:-1] + BEFORE_VOWELS.get(stem[-1], stem[-1])
    if case in ("g", "a"):
        return vocal + "a"
    if case == "d":
        return vocal + "owi"
    if case == "i":
        return vocal + ("iem" if stem[-1] in "kg" else "em")
    if stem[-1] in "kg" or stem.endswith(("ch", *HARDENED, *SOFT_ENDS)):
        return vocal + "u"
    return softened(stem) + "e"


def adjective(name: str, case: str, woman: bool) -> str:
    """Surnames like -ski, -ska and -y."""
    if woman:
        stem = name[:-1]
        return {"g": stem + "iej", "d": stem + "iej", "l": stem + "iej", "a": stem + "ą", "i": stem + "ą", "v": name}[case]
    stem = name if name.endswith("i") else name[:-1]
    return {"g": stem + "ego", "a": stem + "ego", "d": stem + "emu", "i": name + "m", "l": name + "m", "v": name}[case]


def decline(name: str, case: str, woman: bool, surname: bool = False) -> str:
    """`case` is g, d, a, i, l or v; the nominative needs no rule."""
    if surname and name.endswith(("ska", "cka", "dzka")):
        return adjective(name, case, True)
    if name.endswith(("ski", "cki", "dzki")) or (not woman and name.endswith("y")):
        return adjective(name, case, False)
    if surname and case == "v":
        return name
    if name.endswith("a") and len(name) > 2:
        return with_a(name, case)
    if woman or name[-1:].lower() in VOWELS or not name[-1:].isalpha():
        return name
    return with_consonant(name, case)
