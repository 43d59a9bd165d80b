"""The training mix of the tagger: every source with its share, augmented, as words with their allowed labels."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from train.common.corpus import rows as corpus
from train.common.evaluation import without_evaluation
from train.pii import corpora, languages, parallel
from train.pii.comments import comments
from train.pii.corpora import Sentence, sentence
from train.pii.echo import EchoTagger
from train.pii.generator import Generator
from train.pii.inserted import PRONOUNS, Inserter
from train.pii.labels import INDEX, OUTSIDE
from train.pii.lists import LATIN_ONLY
from train.pii.prose import LANGUAGES, make_prose
from train.pii.teacher import formal_texts, noisy_texts
from train.pii.tokens import gaps_of, tokenize

# Share of the rows drawn from each group: first English, then the other languages. The shares of groups without a row fall to the others.
SHARES = {
    "synthetic": 0.13,
    "noisy": 0.075,
    "echo": 0.14,
    "comments": 0.1,
    "silver": 0.06,
    "foreign": 0.015,
    "formal": 0.03,
    "wiki": 0.025,
    "gold": 0.035,
    "gum": 0.03,
    "sgd": 0.02,
    "filled": 0.02,
    "litbank": 0.012,
    "assistant": 0.013,
    "restaurant": 0.01,
    "prose": 0.16,
    "inserted": 0.11,
    "labelled": 0.09,
    "everyday": 0.03,
    "plain": 0.065,
    "projected": 0.03,
}
# How often each language is drawn, against the others.
LANGUAGE_WEIGHTS = {"de": 1.5, "fr": 1.1, "es": 1.0, "it": 1.0, "nl": 1.0, "pt": 1.1, "pl": 1.4, "hi-Latn": 1.0}
PERSON = 1 << INDEX["B-PERSON"], 1 << INDEX["I-PERSON"]
PLACE = 1 << INDEX["B-LOCATION"], 1 << INDEX["I-LOCATION"]


def silver(work: Path) -> Iterator[Sentence]:
    """Text with the teacher's labels."""
    for kind in ("noisy", "formal"):
        path = work / f"silver-{kind}.jsonl.xz"
        if not path.is_file():
            print(f"no {path.name}: training without the teacher's labels", flush=True)
            continue
        for entry in corpus(path):
            tokens = tokenize(entry["text"])
            if len(tokens) == len(entry["masks"]):
                words, kinds = [t[0] for t in tokens], [t[3] for t in tokens]
                group = "silver" if kind == "noisy" else "formal"
                yield Sentence(words, kinds, gaps_of(entry["text"], tokens), entry["masks"], group, 0.6)


def filled(data: Path, generator: Generator) -> Iterator[Sentence]:
    """Reddit comments whose masked names are filled in again."""
    chance = generator.chance
    for entry in corpus(data / "train/cls/emotion_goemotions.jsonl.xz"):
        text = entry["text"]
        if "[NAME]" not in text or "[RELIGION]" in text:
            continue
        generator.values.begin()
        parts = text.split("[NAME]")
        out, spans = parts[0], []
        for part in parts[1:]:
            form = chance.choices(["first", "last", "any"], [55, 20, 25])[0]
            for piece, kind in generator.values.person(form):
                if kind:
                    spans.append((len(out), len(out) + len(piece), kind))
                out += piece
            out += part
        if chance.random() < 0.15:
            out = out.lower()
        yield sentence(out, spans, "filled", chance, corpora.UNMARKED)


def foreign(data: Path, seed: int) -> Iterator[Sentence]:
    """Latin-script text of other languages. Capitals stay open; all other words are not names."""
    chance = random.Random(seed)
    for entry in corpus(data / "train/lid/ntrex128.jsonl.xz"):
        if chance.random() < 0.06 and not LATIN_ONLY.search(entry["text"]):
            yield sentence(entry["text"], [], "foreign", chance, corpora.UNMARKED, 0.9)


def misspell(word: str, chance: random.Random) -> str:
    """A word as people mistype or stretch it. The tables do not have it, but it is not a name."""
    at = chance.randrange(1, len(word))
    r = chance.random()
    if r < 0.25:
        return word[:at] + word[at - 1] + word[at:]
    if r < 0.5:
        return word[: at - 1] + word[at:]
    if r < 0.65 and at < len(word):
        return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    if r < 0.8:
        return word[:at] + chance.choice("aeioustrnl") + word[at + 1 :]
    return word[:at] + word[at] * chance.randint(2, 8) + word[at + 1 :]


def echo(data: Path, tagger: EchoTagger, count: int, seed: int) -> Iterator[Sentence]:
    """English text with the probabilities of the starting weights, so that training does not forget English."""
    chance = random.Random(seed)
    texts = noisy_texts(data, chance)[: count * 2 // 3] + formal_texts(data, chance)[: count // 3]
    for text, soft in zip(texts, tagger.probabilities(texts)):
        item = sentence(text, [], "echo", chance)
        item.soft = soft
        yield item


class Mix:
    """`tagger` labels text in place of people: English text with probabilities, and the names of parallel news with types.

    Without a tagger, of unlabelled English text only the common words are learnt.
    """

    def __init__(self, data: Path, work: Path, seed: int, tagger: EchoTagger | None = None, echoes: int = 25_000) -> None:
        self.chance = random.Random(seed)
        self.generator = Generator(data, seed + 1)
        self.rows: dict[str, list[Sentence]] = {name: [] for name in SHARES}
        sources = [
            corpora.english_gold(data, seed),
            corpora.gum(data, seed),
            corpora.wiki_silver(data, seed, limit=20_000),
            corpora.slots(data, seed, share=0.06),
            corpora.assistant(data, seed),
            silver(work),
            filled(data, self.generator),
            foreign(data, seed),
            *(languages.labelled(data, language, seed) for language in LANGUAGES),
            *(languages.plain(data, language, seed) for language in LANGUAGES if language != "hi-Latn"),
        ]
        if tagger:
            sources += [echo(data, tagger, echoes, seed), parallel.projected(data, tagger.spans, seed)]
        else:
            lists = self.generator.lists
            sources += [comments(data, lists, 2 * echoes, seed), parallel.projected(data, parallel.typed_by_lists(lists), seed)]
        for source in sources:
            kept = [item for item in source if 0 < len(item.words) <= 160]
            for item in without_evaluation(kept, lambda item: " ".join(item.words)):
                self.rows[item.group].append(item)
        self.by_language: dict[str, dict[str, list[Sentence]]] = {}
        for rows in self.rows.values():
            for item in rows:
                if item.language != "en":
                    self.by_language.setdefault(item.group, {}).setdefault(item.language, []).append(item)
        lists = self.generator.lists
        self.prose = {language: make_prose(data, lists, self.chance, language) for language in LANGUAGES}
        self.inserters = {language: Inserter(self.prose[language]) for language in PRONOUNS}
        made = ("synthetic", "prose", "inserted")
        self.groups = [name for name in SHARES if self.rows[name] or name in made]
        self.weights = [SHARES[name] for name in self.groups]
        print({name: len(rows) for name, rows in self.rows.items()}, flush=True)

    def draw(self) -> Sentence:
        group = self.chance.choices(self.groups, self.weights)[0]
        if group == "synthetic":
            text, spans = self.generator.text()
            return sentence(text, spans, group, self.chance)
        if group in ("prose", "inserted"):
            makers = self.prose if group == "prose" else self.inserters
            text, spans = makers[self.language_of(list(makers))].text()
            return sentence(text, spans, group, self.chance)
        if group == "echo":
            return self.chance.choice(self.rows[group])
        by_language = self.by_language.get(group)
        rows = by_language[self.language_of(list(by_language))] if by_language else self.rows[group]
        return self.augment(self.chance.choice(rows))

    def language_of(self, languages: list[str]) -> str:
        return self.chance.choices(languages, [LANGUAGE_WEIGHTS[name] for name in languages])[0]

    def augment(self, item: Sentence) -> Sentence:
        c = self.chance
        if item.group in ("noisy", "gold", "gum", "silver", "wiki", "assistant") and c.random() < 0.3:
            item = self.rename(item)
        if item.group == "everyday" and c.random() < 0.9:
            item = self.rename(item)
        if item.group == "labelled" and item.language != "pl" and c.random() < 0.3:
            item = self.rename(item)
        if item.group not in ("wiki", "litbank") and c.random() < 0.5:
            item = self.disturb(item)
        r = c.random()
        if r < 0.12:
            words = [w.lower() for w in item.words]
        elif r < 0.15:
            words = [w.upper() for w in item.words]
        elif r < 0.18 and all(m == OUTSIDE for m in item.masks):
            words = [w.capitalize() if w.islower() else w for w in item.words]
        else:
            return item
        return replace(item, words=words)

    def disturb(self, item: Sentence) -> Sentence:
        """Mistyped, stretched and capitalised words in places without a name."""
        c, words = self.chance, list(item.words)
        for i, word in enumerate(words):
            if item.masks[i] != OUTSIDE or len(word) < 3 or not word.isalpha():
                continue
            r = c.random()
            if r < 0.05:
                words[i] = misspell(word, c)
            elif r < 0.065:
                words[i] = word.capitalize()
            elif r < 0.072:
                words[i] = word.upper()
            elif r < 0.08:
                words[i] = misspell(word, c).upper()
        return replace(item, words=words)

    def rename(self, item: Sentence) -> Sentence:
        """Another name in a real sentence: the context stays, and the model cannot memorise the name."""
        if not any(m in (PERSON[0], PLACE[0]) for m in item.masks):
            return item
        self.generator.values.begin()
        out = Sentence([], [], [], [], item.group, item.weight, item.language)
        i = 0
        while i < len(item.words):
            mask = item.masks[i]
            kind = PERSON if mask == PERSON[0] else PLACE if mask == PLACE[0] and self.chance.random() < 0.3 else None
            if kind is None:
                for target, source in zip((out.words, out.kinds, out.gaps, out.masks), (item.words, item.kinds, item.gaps, item.masks)):
                    target.append(source[i])
                i += 1
                continue
            end = i + 1
            while end < len(item.words) and item.masks[end] == kind[1]:
                end += 1
            prose = self.prose.get(item.language)
            if kind is PERSON and prose:
                form = "full" if end - i > 1 else self.chance.choice(["f", "f", "l"])
                name = next(p for p, k in prose.person(form) if k)
            elif kind is PERSON:
                form = "any" if end - i > 1 else self.chance.choice(["first", "last"])
                name = next(p for p, k in self.generator.values.person(form) if k)
            else:
                name = prose.city() if prose else self.generator.values.city()
            old = " ".join(item.words[i:end])
            name = name.lower() if old.islower() else name.upper() if old.isupper() and len(old) > 3 else name
            tokens = tokenize(name)
            gaps = gaps_of(name, tokens)
            for j, token in enumerate(tokens):
                out.words.append(token[0])
                out.kinds.append("word")
                out.gaps.append(item.gaps[i] if j == 0 else gaps[j])
                out.masks.append(kind[0] if j == 0 else kind[1])
            i = end
        return out
