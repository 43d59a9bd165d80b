"""Measure models/compose on services that it never met, as the runtime runs it: the quantized file, one text at a time.

    python -m train.compose.evaluate DATA compose [--dialogues 60] [--replies 200]

A completion is offered after every finished word of a turn. It stops where the turn would end or a number would come. The
figures: how often the next 1, 2 or 3 words are exactly right at the tenth of all places where the model is surest, the keys
that a writer saves, the reply found among ten, and bits a byte. Intervals are 95 %, by drawing dialogues again.
"""

from __future__ import annotations

import argparse
import gc
import pickle
import random
import re
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from train.common.corpus import SEED, rows
from train.common.session import session
from train.compose import model as shape
from train.compose.data import ASSISTANT, END, HELD_OUT, NEW_KINDS, NUMBER, dialogues, turns, written
from train.compose.ngram import BYTES_AN_ENTRY, END_OF_TURN, LEAST, MOST_WORDS, NGram, TurnTrie, offers

COVERAGE = 0.1


class Model:
    def __init__(self, folder: Path) -> None:
        self.session = session(folder / "onnx/model_quantized.onnx")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        pieces = [self.tokenizer.id_to_token(i) for i in range(self.tokenizer.get_vocab_size())]
        self.pieces = pieces
        self.spaced = np.array([piece.startswith("Ġ") for piece in pieces])
        self.special = np.array([piece.startswith("<|") for piece in pieces])
        self.boundary = self.spaced | self.special
        self.empty = [np.zeros((1, shape.KV_HEADS, 0, shape.SIZE), np.float32)] * (2 * shape.LAYERS)

    def encode(self, text: str) -> list[int]:
        return self.tokenizer.encode(text).ids

    def run(self, ids: list[int], past: list[np.ndarray], keep: int = 0) -> tuple[np.ndarray, list[np.ndarray]]:
        feed = {
            "input_ids": np.array([ids], np.int64),
            "attention_mask": np.ones((1, past[0].shape[2] + len(ids)), np.int64),
            "num_logits_to_keep": np.array(keep, np.int64),
        }
        for layer in range(shape.LAYERS):
            feed[f"past_key_values.{layer}.key"] = past[2 * layer]
            feed[f"past_key_values.{layer}.value"] = past[2 * layer + 1]
        logits, *present = self.session.run(None, feed)
        return logits[0], present

    def likelihood(self, tokens: list[int], logits: np.ndarray, past: list[np.ndarray]) -> float:
        """The logarithm of the probability of these tokens, after the text that gave the scores."""
        rest, _ = self.run(tokens[:-1], past)
        return log_shares(np.concatenate([logits[-1:], rest]), tokens).sum()

    def offers(self, logits: np.ndarray, past: list[np.ndarray], at_start: bool) -> list[tuple[str, float]]:
        found, word, sure = [], "", 1.0
        shares = softmax(logits)
        # After a typed space a new word must follow, and the turn cannot end here.
        allowed = ~self.special if at_start else self.spaced & ~self.special
        shares = np.where(allowed, shares, 0) / max(1e-9, shares[allowed].sum())
        while True:
            token = int(shares.argmax())
            if word and self.boundary[token]:
                found.append((word, sure * float(shares[self.boundary].sum())))
                word = ""
                if len(found) == MOST_WORDS or self.special[token]:
                    break
            sure *= float(shares[token])
            piece = self.pieces[token]
            if sure < LEAST or "#" in piece:
                break
            word += piece.removeprefix("Ġ")
            logits, past = self.run([token], past, 1)
            shares = softmax(logits[-1])
        return found


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


def log_shares(logits: np.ndarray, tokens: list[int]) -> np.ndarray:
    """The log-probability of each token by the scores before it."""
    logits = logits - logits.max(-1, keepdims=True)
    return logits[np.arange(len(tokens)), tokens] - np.log(np.exp(logits).sum(-1))


def folded(dialogue: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(speaker, " ".join(re.sub(NUMBER, "#", words).split())) for speaker, words in dialogue]


def as_words(dialogue: list[tuple[str, str]]) -> list[str]:
    return [word for speaker, text in dialogue for word in (speaker, *text.split(), END_OF_TURN)]


def offered_by_rivals(data: Path, chosen: list, entries: int) -> list[list[dict]]:
    """One record for each turn: its words, and the offers of each rival before each word."""
    rivals = {"5-gram": NGram(), "turn trie": TurnTrie()}
    trained = [dialogue for _, dialogue in dialogues(data, held_out=False)]
    trained += [turns(row["text"]) for row in rows(data / "train/lm/taskmaster4_dialogues.jsonl.xz")]
    for dialogue in trained:
        words = as_words(folded(dialogue))
        for rival in rivals.values():
            rival.add(words)
    for name, rival in rivals.items():
        least = rival.prune(entries)
        kept = sum(len(counts) for counts in rival.counts.values())
        print(f"{name}: {kept:,} entries, each seen at least {least} times", flush=True)
    visited = []
    for _, dialogue in chosen:
        cache, read, records = NGram(), [], []
        for speaker, text in dialogue:
            words = text.split()
            record = {"words": words}
            for name, rival in (*rivals.items(), ("cache", cache)):
                record[name] = [offers(rival, [*read, speaker, *words[:index]]) for index in range(len(words))]
            records.append(record)
            turn = [speaker, *words, END_OF_TURN]
            cache.add(turn)
            read += turn
        visited.append(records)
    return visited


def offered_by_model(model: Model, dialogue: list[tuple[str, str]]) -> list[list]:
    """The offers of the model before each word of each turn that fits its window."""
    ids = model.encode(written(dialogue))[: shape.CONTEXT - 16]
    logits, present = model.run(ids, model.empty)
    found, at = [], 0
    for _, text in dialogue:
        at += 1
        length = len(model.encode(text))
        starts = [i for i in range(at, at + length) if i == at or (i < len(ids) and model.spaced[ids[i]])]
        if at + length >= len(ids) or len(starts) != len(text.split()):
            break
        pasts = ([tensor[:, :, :start] for tensor in present] for start in starts)
        found.append([model.offers(logits[s - 1], past, at_start=s == at) for s, past in zip(starts, pasts)])
        at += length + 1
    return found


def exact(dialogues_: list[list[dict]], name: str, count: int) -> float:
    """Share right among the tenth of all places with the surest offers of so many words; places without one come last."""
    places = []
    for turn in (turn for dialogue in dialogues_ for turn in dialogue):
        for at, offered in enumerate(turn[name]):
            if len(offered) < count:
                places.append((0.0, False))
            else:
                places.append((offered[count - 1][1], [w for w, _ in offered[:count]] == turn["words"][at : at + count]))
    places.sort(key=lambda place: -place[0])
    best = places[: max(1, round(COVERAGE * len(places)))]
    return sum(right for _, right in best) / len(best)


def typed(dialogues_: list[list[dict]], name: str, threshold: float) -> tuple[float, float]:
    """(share of keys saved, wrong offers for each hundred keys): the longest sure offer is shown, one key takes it."""
    keys = saved = wrong = 0
    for turn in (turn for dialogue in dialogues_ for turn in dialogue):
        at, words = 0, turn["words"]
        keys += len(" ".join(words))
        while at < len(words):
            shown = [word for word, sure in turn[name][at] if sure >= threshold]
            if shown and shown == words[at : at + len(shown)]:
                saved += len(" ".join(shown)) - 1
                at += len(shown)
            else:
                wrong += bool(shown)
                at += 1
    return saved / keys, 100 * wrong / keys


def interval(dialogues_: list, figure: Callable) -> str:
    drawn = random.Random(SEED)
    values = sorted(figure(drawn.choices(dialogues_, k=len(dialogues_))) for _ in range(200))
    return f"{figure(dialogues_):.3f} ({values[5]:.3f} to {values[194]:.3f})"


def bits_a_byte(model: Model, texts: list[str], most_bytes: int) -> tuple[float, int]:
    bits = size = 0
    for text in texts:
        if size >= most_bytes:
            break
        ids = model.encode(text)[: shape.CONTEXT]
        if len(ids) < 2:
            continue
        logits, _ = model.run(ids, model.empty)
        bits -= log_shares(logits[:-1], ids[1:]).sum() / np.log(2)
        size += len(model.tokenizer.decode(ids[1:], skip_special_tokens=True).encode())
    return bits / size, size


def reply_found(model: Model, chosen: list, count: int) -> list[tuple[bool, bool]]:
    """Whether the true reply is the likeliest of ten, and whether the conversation raises its likelihood the most."""
    drawn = random.Random(SEED)
    replies = sorted({text for _, dialogue in chosen for speaker, text in dialogue if speaker == ASSISTANT})
    alone = model.run(model.encode(ASSISTANT), model.empty, 1)
    hits = []
    for _, dialogue in drawn.choices(chosen, k=count):
        at = drawn.choice([i for i in range(1, len(dialogue)) if dialogue[i][0] == ASSISTANT])
        ids = model.encode(written(dialogue[:at]).removesuffix("<|endoftext|>") + ASSISTANT)[-400:]
        known = model.run(ids, model.empty, 1)
        others = drawn.sample([reply for reply in replies if reply != dialogue[at][1]], 9)
        tokens = [model.encode(reply + END) for reply in (dialogue[at][1], *others)]
        likely = np.array([model.likelihood(t, *known) for t in tokens])
        raised = likely - np.array([model.likelihood(t, *alone) for t in tokens])
        hits.append((int(likely.argmax()) == 0, int(raised.argmax()) == 0))
    return hits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dialogues", type=int, default=60)
    parser.add_argument("--replies", type=int, default=200)
    parser.add_argument("--rivals", type=Path, help="keeps what the rivals offered, which no training of the model changes")
    arguments = parser.parse_args()
    # The n-grams are millions of permanent small objects. The garbage collector would spend most of the time on them.
    gc.disable()
    model = Model(arguments.folder)
    size = sum(path.stat().st_size for path in arguments.folder.rglob("*.onnx"))
    held_out = [(services, folded(dialogue)) for services, dialogue in dialogues(arguments.data, held_out=True)]
    random.Random(SEED).shuffle(held_out)
    chosen = held_out[: arguments.dialogues]
    started = time.monotonic()
    kept = arguments.rivals
    if kept and kept.is_file():
        visited = pickle.loads(kept.read_bytes())
        if [[turn["words"] for turn in d] for d in visited] != [[t.split() for _, t in d] for _, d in chosen]:
            raise SystemExit(f"{kept}: of other dialogues; remove it")
    else:
        visited = offered_by_rivals(arguments.data, chosen, size // BYTES_AN_ENTRY)
        if kept:
            kept.write_bytes(pickle.dumps(visited))
    for at, (_, dialogue) in enumerate(chosen):
        offered = offered_by_model(model, dialogue)
        # Turns beyond the model's window count for no contender.
        visited[at] = [{**record, "compose": found} for record, found in zip(visited[at], offered)]
    places = sum(len(turn["words"]) for dialogue in visited for turn in dialogue)
    print(f"{len(chosen)} dialogues, {places:,} places, {time.monotonic() - started:.0f} s")
    names = ("compose", "5-gram", "turn trie", "cache")
    print(f"\nexactly right at {COVERAGE:.0%} of all places\n| | next word | two words | three words |\n|---|---|---|---|")
    for name in names:
        cells = [interval(visited, lambda sample, n=n: exact(sample, name, n)) for n in (1, 2, 3)]
        print(f"| {name} | {' | '.join(cells)} |")
    new = [bool(NEW_KINDS & set(services)) for services, _ in chosen]
    slices = {"new kinds": [v for v, flag in zip(visited, new) if flag]}
    for service in sorted(HELD_OUT):
        slices[service] = [v for v, (services, _) in zip(visited, chosen) if service in services]
    for label, part in slices.items():
        if part:
            cells = " | ".join(f"{exact(part, 'compose', n):.3f}" for n in (1, 2, 3))
            print(f"| compose, {label} ({len(part)}) | {cells} |")

    print("\nkeys saved, thresholds chosen on one half and measured on the other; the last column is compose over it")
    thresholds = {}
    for name in names:
        grid = np.linspace(0.05, 0.95, 19)
        gain = lambda t: typed(visited[::2], name, t)[0] * 100 - typed(visited[::2], name, t)[1]
        threshold = thresholds[name] = float(max(grid, key=gain))
        saved = interval(visited[1::2], lambda sample: typed(sample, name, threshold)[0])
        wrong = typed(visited[1::2], name, threshold)[1]
        saved_by = lambda sample, who: typed(sample, who, thresholds[who])[0]
        ratio = interval(visited[1::2], lambda sample: saved_by(sample, "compose") / max(1e-9, saved_by(sample, name)))
        print(f"| {name} | {threshold:.2f} | {saved} | {wrong:.2f} wrong a hundred keys | {ratio} |")

    hits = reply_found(model, held_out, arguments.replies)
    for at, name in enumerate(("as the likeliest", "as the one that the conversation makes likelier")):
        rate = sum(hit[at] for hit in hits) / len(hits)
        error = 1.96 * (rate * (1 - rate) / len(hits)) ** 0.5
        print(f"\nreply found among ten {name}: {rate:.3f} ± {error:.3f} of {len(hits)}")
    heldout = lambda name: [row["text"][:3000] for row in rows(arguments.data / f"eval/lm/{name}.heldout.jsonl.xz")]
    sets = {
        "dialogues of held-out services": [written(dialogue) for _, dialogue in held_out],
        "Wikipedia": heldout("wikipedia_en"),
        "novels": heldout("novels_pd"),
    }
    for name, texts in sets.items():
        bits, size = bits_a_byte(model, texts, 150_000)
        print(f"bits a byte, {name}: {bits:.3f} ({size:,} bytes, numbers read as #)")


if __name__ == "__main__":
    main()
