"""Labelled texts of the classifier heads, each with its own development part. Reads nothing below `eval/`."""

import hashlib
import random
import re
from pathlib import Path

from train.heads.attacks import made_attack, made_mail
from train.heads.mails import framed
from train.static.corpus import SEED, rows, split_sentences

EMOTIONS = """admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval
disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief remorse
sadness surprise neutral""".split()
TOPICS = """biology-nature business-economy computing-technology film-tv food-drink games geography health history-military
language literature-arts music politics-law religion-philosophy science-math sports""".split()
LABELS = {
    "sentiment": ["negative", "neutral", "positive"],
    "emotion": EMOTIONS,
    "toxicity": ["toxic"],
    "topic": TOPICS,
    "spam": ["spam"],
    "prompt-attack": ["attack"],
}
# What a text is when the one label does not hold.
OTHERWISE = {"toxicity": "not-toxic", "spam": "ham", "prompt-attack": "benign"}
# Tokens that are judged at a time, however long the text is: an even number, for windows overlap by half.
WINDOW = {"toxicity": 24, "spam": 24, "prompt-attack": 40, "topic": 100}
# How the windows of a text make one answer: where one sentence decides the highest does, a subject is the mean of all.
COMBINE = {"toxicity": "highest", "spam": "highest", "prompt-attack": "highest", "topic": "mean"}
MULTI_LABEL = {"emotion"}
# The weight of a text that is no message, in training the spam filter.
OTHER_TEXT = 0.03


def held_back(text, share=0.06):
    """The same texts every time, whatever the order of the files."""
    return int(hashlib.sha1(text.encode("utf8", "replace")).hexdigest()[:8], 16) < share * 2**32


def split(items):
    items = [(t.strip(), label) for t, label in items if t.strip()]
    return [i for i in items if not held_back(i[0])], [i for i in items if held_back(i[0])]


def sentiment(data, choose):
    number = LABELS["sentiment"].index
    by_source = {}

    def add(source, text, label):
        by_source.setdefault(f"{source} {label}", []).append((text, number(label)))

    for row in rows(data / "train/cls/sentiment_reviews.jsonl.xz"):
        # Whole film reviews are left out: their label says nothing of a single sentence.
        if row["src"] != "movie_reviews":
            add(row["src"], row["text"], row["label"])
    for row in rows(data / "train/cls/emotion_goemotions.jsonl.xz"):
        if row["sentiment"] in LABELS["sentiment"]:
            add("comment", row["text"], row["sentiment"])
    for row in rows(data / "train/cls/subjectivity.jsonl.xz"):
        if row["label"] == "objective":
            add("plot", row["text"], "neutral")
    for row in (r for n in ("clinc150", "hwu64") for r in rows(data / f"train/cls/intent_{n}.jsonl.xz")):
        # Praise, thanks and complaints to an assistant are intents too.
        if not row["label"].startswith("general_") and row["label"] not in ("thank_you", "greeting", "goodbye", "report_fraud"):
            add("request", row["text"], "neutral")
    # Lists of pros and cons are easy and many: a few say the same. Neutral text of every kind is held to a fifth of the
    # whole: with more, everyday praise and complaint drown in it.
    most = {"comment positive": 5_000, "comment negative": 5_000, "comment neutral": 3_000}
    most |= {"product_reviews neutral": 1_500, "plot neutral": 600, "request neutral": 900}
    most |= {"pros_cons positive": 1_750, "pros_cons negative": 1_750}
    return [
        item
        for source, items in sorted(by_source.items())
        for item in choose.sample(items, min(most.get(source, len(items)), len(items)))
    ]


def emotion(data, choose):
    return [
        (row["text"], [EMOTIONS.index(label) for label in row["labels"]])
        for row in rows(data / "train/cls/emotion_goemotions.jsonl.xz")
    ]


def toxicity(data, choose):
    return [(row["text"], int(row["toxic"])) for row in rows(data / "train/cls/toxicity.jsonl.xz")]


def topic(data, choose):
    return [(row["text"][:300], TOPICS.index(row["label"])) for row in rows(data / "train/cls/topic_wiki_silver.jsonl.xz")]


def spam(data, choose):
    items = [(row["text"], int(row["label"] == "spam")) for row in rows(data / "train/cls/spam_sms.jsonl.xz")]
    # Ordinary text of other kinds, so that "not spam" is not one corpus of students' messages.
    other = [r["text"] for n in ("clinc150", "banking77") for r in rows(data / f"train/cls/intent_{n}.jsonl.xz")]
    other += [r["text"] for r in rows(data / "train/cls/emotion_goemotions.jsonl.xz")]
    other += dialogue_turns(data)
    return items + scams(data) + [(text, 0) for text in choose.sample(other, 6_000)]


def scams(data):
    """Messages and mails of this decade: parcels, banks, accounts; and harmless messages of the same collection."""
    choose = random.Random(SEED)
    items = [(r["text"], int(r["label"] != "ham")) for r in rows(data / "train/cls2/spam_smishing_mendeley.jsonl.xz")]
    for name in ("spam_phishing_cisa", "spam_phishing_templates"):
        for row in rows(data / f"train/cls2/{name}.jsonl.xz"):
            items.append((row["text"], 1))
            # A framed text stays on the side of the split where the bare one is.
            if not held_back(row["text"].strip()):
                items += [(text, 1) for text in (framed(choose, row["text"]), framed(choose, row["text"])) if not held_back(text)]
    return items


def weights_of(data, task, items):
    """How much each training text counts."""
    if task != "spam":
        return [1.0] * len(items)
    # Spam hides among messages: ordinary text of other kinds is more and easier, and must not decide where the line runs.
    messages = {row["text"].strip() for row in rows(data / "train/cls/spam_sms.jsonl.xz")}
    messages |= {text.strip() for text, _ in scams(data)}
    return [1.0 if text in messages else OTHER_TEXT for text, _ in items]


def dialogue_turns(data):
    for row in rows(data / "train/lm/sgd_dialogues.jsonl.xz"):
        for line in row["text"].split("\n"):
            yield re.sub(r"^(User|Assistant): ", "", line)


def wiki_passages(data, choose, count):
    found = []
    for page in rows(data / "train/lm/wikipedia_en.jsonl.xz"):
        found += choose.sample([p[:700] for p in page["text"].split("\n") if len(p) > 150][:12], k=1)
        if len(found) >= count:
            return found
    return found


def spoken_passages(data, choose, count):
    texts = [row["text"] for n in ("novels_pd", "us_presidential_speeches") for row in rows(data / f"train/lm/{n}.jsonl.xz")]
    found = []
    for text in choose.choices(texts, k=count):
        start = choose.randrange(max(1, len(text) - 400))
        found.append(text[start : start + 400])
    return found


def prompt_attack(data, choose):
    """Windows of one to three sentences with or without an attack: the runtime reads a long text window by window."""
    # BIPIA's attacks are what the model is measured on: none of them is shown to it, not in other surroundings either.
    attacks = [r for r in rows(data / "train/cls/prompt_attack.jsonl.xz") if not r["src"].startswith("bipia")]
    turns = [t for t in dialogue_turns(data) if len(t) > 20]
    passages = wiki_passages(data, choose, 6_000)
    requests = [r["text"] for n in ("clinc150", "banking77", "hwu64") for r in rows(data / f"train/cls/intent_{n}.jsonl.xz")]
    requests += [r["q"] for r in rows(data / "train/lm/gsm8k.jsonl.xz")]
    chat = [r["text"] for r in rows(data / "train/cls/emotion_goemotions.jsonl.xz")]
    # Speech in novels and addresses: requests and questions among people, in running text.
    spoken = spoken_passages(data, choose, 6_000)
    mails = [made_mail(choose, turns, passages) for _ in range(5_800)]
    # Whole ones are held back: a text is judged by its highest window, so a long one is flagged more easily than a window.
    whole, mails = mails[:800], mails[800:]
    ordinary = [t for t in (piece for text in passages + mails + spoken for piece in windows(choose, text)) if len(t) > 20]
    ordinary += turns[:20_000]
    items = []

    def beside(text):
        """The attack with up to a sentence and a half of what stands around it."""
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
    for _ in range(9_000):
        text = made_attack(choose)
        items.append((beside(text), 1, held_back(text)))
    items += [(text, 0, False) for text in choose.sample(ordinary, 30_000)]
    for source, count in ((requests, 8_000), (chat, 5_000)):
        items += [(text, 0, held_back(text)) for text in choose.sample(source, min(count, len(source)))]
    items += [(text, 0, True) for text in whole[:400]]
    for text in whole[400:]:
        parts = split_sentences(text)
        place = choose.randint(0, len(parts))
        items.append((" ".join([*parts[:place], made_attack(choose), *parts[place:]]), 1, True))
    return items


def windows(choose, text):
    parts = split_sentences(text)
    found = []
    while parts:
        size = choose.randint(1, 3)
        found.append(" ".join(parts[:size]).strip())
        parts = parts[size:]
    return found or [text]


def load(data, task):
    """(training items, development items): [(text, label number)], or label numbers where several may hold."""
    data, choose = Path(data), random.Random(SEED)
    if task == "prompt-attack":
        items = prompt_attack(data, choose)
        return [(t, l) for t, l, part in items if not part], [(t, l) for t, l, part in items if part]
    make = {"sentiment": sentiment, "emotion": emotion, "toxicity": toxicity, "topic": topic, "spam": spam}[task]
    train, development = split(make(data, choose))
    choose.shuffle(train)
    return train, development
