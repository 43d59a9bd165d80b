"""Turns sentences into what a person might type to find them: questions, key words, paraphrases.

The rules make rough English. The teacher judges each passage, so a query need not be good. It must only resemble queries of people: a
question with a part of the sentence left out, a few of its rare words, or synonyms.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

YEAR = re.compile(r"\b(?:in|on|since|by|from|until) (?:[A-Z][a-z]+ )?(?:\d{1,2},? )?(1\d\d\d|20\d\d)\b", re.I)
COUNT = re.compile(r"\b(?:about |over |some |nearly )?(\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twelve) ([a-z]{3,})\b")
NAME = re.compile(r"(?<=[a-z,] )(?:the )?[A-Z][\w'-]+(?: (?:of |the )?[A-Z][\w'-]+){0,3}")
LINK = re.compile(r"^(.{3,70}?) (is|are|was|were|can|may|must|should|will|has|have) (.{8,})$")
ORDER = re.compile(
    r"^(?:Then |Next, |Now )?(Add|Mix|Cook|Heat|Bake|Put|Place|Cut|Remove|Use|Make|Create|Set|Run|Check|Print|Show|List|Start|Stop|Open|Write|Ask|Send|"
    r"Install|Delete|Update|Convert|Find|Get|Let|Keep|Take|Pour|Stir|Serve|Cover|Search|Read|Follow|Contact|Choose|Give|Turn|Press|Wash|Chop|Boil|"
    r"Fry|Generate|Display|Compile|Connect|Download|Copy|Move|Change|Build|Test|Log|Go|Wait|Try) (.{8,})$"
)
COMMON = frozenset(
    "the of and to in is are was were be been a an that this these those it its as by for with from on at or not which who has have had but also can may "
    "their his her they he she we you your our there than then when where while into over more most such other some many about between after".split()
)
OPENINGS = ("how do I {}", "how to {}", "how can I {}", "what happens when I {}", "why should I {}", "when should I {}", "do I need to {}")


def clean(sentence: str) -> str:
    sentence = re.sub(r"\([^)]*\)|\[[^\]]*\]|[*_`#>\"]+", "", sentence)
    return re.sub(r"\s+", " ", sentence).strip(" .;:-")


def shortened(text: str, words: int) -> str:
    return " ".join(re.sub(r"[,;:]+", "", text).split()[:words])


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def without(text: str, found: re.Match) -> str:
    return re.sub(r"\s+", " ", f"{text[: found.start()]} {text[found.end() :]}").strip(" ,")


def questions(sentence: str, choose: random.Random) -> list[str]:
    """Every question that a rule makes of the sentence."""
    text, made = clean(sentence), []
    words = choose.randint(5, 13)
    order = ORDER.match(text)
    if order:
        made += 2 * [choose.choice(OPENINGS).format(shortened(f"{order[1].lower()} {order[2]}", words))]
    link = LINK.match(text)
    if link:
        subject, verb, rest = link.groups()
        subject = lowered(subject)
        if verb in ("is", "are", "was", "were"):
            made.append(f"what {verb} {shortened(subject, 9)}")
            made.append(f"{choose.choice(('what', 'which one', 'who'))} {verb} {shortened(rest, words)}")
        made.append(f"{verb} {shortened(subject, 6)} {shortened(rest, words)}")
        made.append(
            f"{choose.choice(('why', 'how', 'when', 'where'))} {verb} {shortened(subject, 6)} {shortened(rest, choose.randint(2, 6))}"
        )
    year = YEAR.search(text)
    if year:
        made.append(f"{choose.choice(('when', 'in which year', 'what year'))} did {shortened(lowered(without(text, year)), words)}")
    count = COUNT.search(text)
    if count:
        made.append(f"how many {count[2]} {shortened(lowered(without(text, count)), words)}")
    name = NAME.search(text)
    if name:
        asked = choose.choice(("who", "what", "which", "where", "whom"))
        around = text[: name.start()].split()[-7:] + text[name.end() :].split()[:7]
        made.append(f"{asked} {' '.join(around)}")
    return [re.sub(r"\s+", " ", question).strip(" ,") + choose.choice(("?", "?", "")) for question in made if len(question.split()) > 3]


def key_words(sentence: str, rarity: Mapping[str, float], choose: random.Random) -> str:
    """Some of the rarest words of the sentence, in its order."""
    words = list(dict.fromkeys(word for word in re.findall(r"[^\W_]+", clean(sentence).lower()) if word not in COMMON))
    rarest = set(sorted(words, key=lambda word: -rarity.get(word, 20.0))[: choose.randint(2, 6)])
    return " ".join(word for word in words if word in rarest)


def paraphrased(query: str, synonyms: Mapping[str, list[str]], choose: random.Random) -> str:
    """The query with up to three of its words replaced by synonyms."""
    words = query.split()
    places = [at for at, word in enumerate(words) if word.strip("?,").lower() in synonyms]
    for at in choose.sample(places, min(len(places), choose.randint(1, 3))):
        bare = words[at].strip("?,").lower()
        words[at] = choose.choice(synonyms[bare]) + words[at][len(bare) :]
    return " ".join(words)


def query_for(sentence: str, rarity: Mapping[str, float], synonyms: Mapping[str, list[str]], choose: random.Random) -> str:
    made = questions(sentence, choose)
    kind = choose.random()
    if made and kind < 0.72:
        query = choose.choice(made)
    elif kind < 0.88:
        query = key_words(sentence, rarity, choose)
    else:
        query = shortened(clean(sentence), choose.randint(5, 12))
    return paraphrased(query, synonyms, choose) if choose.random() < 0.4 else query
