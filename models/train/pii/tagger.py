"""Trains the PII tagger and writes models/pii-tagger.

    python -m train.pii.teacher train --data DATA --work WORK    # optional: labels for noisy text (about 20 minutes)
    python -m train.pii.teacher label --data DATA --work WORK
    python -m train.pii.tagger train --data DATA --work WORK [--tokens 30e6]
    python -m train.pii.tagger export --data DATA --work WORK [--out pii-tagger]

WORK keeps tagger.pt, written every few minutes; an interrupted training goes on from it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from train.common.manifest import write_manifest
from train.pii.labels import LABELS, TYPES
from train.pii.mix import Mix
from train.pii.model import DILATIONS, HALO, Tagger, export
from train.pii.tokens import AFFIX_ROWS, COLUMNS, KINDS, SHAPE_ROWS, WORD_ROWS, featurize
from train.pii.trained import FolderTagger, load

BITS = torch.tensor([1 << i for i in range(len(LABELS))])
BATCH = 4096  # tokens


def batches(pool: list, chance: random.Random) -> Iterator:
    pool.sort(key=lambda row: len(row[0]))
    packs, pack = [], []
    for row in pool:
        if pack and len(row[0]) * (len(pack) + 1) > BATCH:
            packs.append(pack)
            pack = []
        pack.append(row)
    packs.append(pack)
    chance.shuffle(packs)
    for pack in packs:
        width = max(len(row[0]) for row in pack)
        ids = np.zeros((len(pack), width, COLUMNS), np.int32)
        masks = np.ones((len(pack), width), np.int32)
        weights = np.zeros((len(pack), width), np.float32)
        present = np.zeros((len(pack), width), np.float32)
        for i, (row, allowed, weight) in enumerate(pack):
            ids[i, : len(row)] = row
            masks[i, : len(row)] = allowed
            weights[i, : len(row)] = weight
            present[i, : len(row)] = 1
        yield torch.from_numpy(ids).long(), torch.from_numpy(masks), torch.from_numpy(weights), torch.from_numpy(present)


def train(data: Path, work: Path, tokens: float, seed: int, rate: float, device: str) -> None:
    torch.manual_seed(seed)
    mix = Mix(data, work, seed)
    model = Tagger().to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=rate, betas=(0.9, 0.98))
    averaged = {name: torch.zeros_like(value) for name, value in model.state_dict().items()}
    seen, step, averages, running = 0, 0, 0, None
    path = work / "tagger.pt"
    if path.is_file():
        saved = torch.load(path, weights_only=True, map_location=device)
        if saved["done"]:
            raise SystemExit(f"{path} is finished; delete it to train again, or run export")
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        averaged, averages, seen, step = saved["averaged"], saved["averages"], saved["seen"], saved["step"]
        mix.chance.seed(seed + step)
        mix.generator.chance.seed(seed + step + 1)
        print(f"resuming at {seen:,} tokens", flush=True)

    def save(done: bool) -> None:
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "averaged": averaged}
        torch.save({**state, "averages": averages, "seen": seen, "step": step, "done": done}, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)

    start, first, saved_at = time.time(), seen, time.time()
    bits = BITS.to(device)
    model.train()
    while seen < tokens:
        for ids, masks, weights, present in batches(mix.pool(4000), mix.chance):
            ids, masks, weights, present = (t.to(device) for t in (ids, masks, weights, present))
            progress = min(1.0, seen / tokens)
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, (step + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
            with torch.autocast(device, torch.bfloat16):
                logits = model(ids, present)
            logp = F.log_softmax(logits.float(), -1)
            allowed = (masks[..., None] & bits) > 0
            loss = -torch.logsumexp(logp.masked_fill(~allowed, -1e4), -1)
            loss = (loss * weights).sum() / weights.sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            seen += int(present.sum())
            running = float(loss.detach()) if running is None else 0.99 * running + 0.01 * float(loss.detach())
            if progress > 0.75 and step % 5 == 0:
                averages += 1
                for name, value in model.state_dict().items():
                    averaged[name] += (value - averaged[name]) / averages
            if step % 200 == 0:
                print(f"{seen / 1e6:.2f} M tokens, loss {running:.4f}, {(seen - first) / (time.time() - start):.0f} tokens/s", flush=True)
        if time.time() - saved_at > 120:
            save(False)
            saved_at = time.time()
    save(True)


# Found on WNUT17 dev and the held-out documents of GUM (`train.pii.evaluate --tune`), as thresholds only.
DECODING = json.loads((Path(__file__).parent / "thresholds.json").read_text())


def write_features(path: Path) -> None:
    features = {
        "labels": list(LABELS),
        "types": list(TYPES),
        "rows": {"word": WORD_ROWS, "affix": AFFIX_ROWS, "shape": SHAPE_ROWS},
        "columns": COLUMNS,
        "kinds": list(KINDS),
        "dilations": list(DILATIONS),
        "halo": HALO,
        **DECODING,
    }
    path.write_text(json.dumps(features, indent=2) + "\n")


def finish(out: Path) -> None:
    """Golden cases from the exported weights themselves, then the manifest."""
    texts = [
        "Hi, I'm Maria Lindqvist and I live in Chicago. Please ship it to 14 Mill Lane, Dover.",
        "Patient: Okafor, Daniel   DOB: 12 March 1979",
        "The invoice is overdue, please pay within 30 days.",
    ]
    tagger = FolderTagger(out)
    cases = [{"text": text, "spans": [{"start": s, "end": e, "type": t} for s, e, t, _ in tagger.spans(text)]} for text in texts]
    (out / "golden.json").write_text(json.dumps({"task": "label", "cases": cases}, indent=1) + "\n")
    architecture = {"type": "tagger", "weights": "weights.bin", "features": "features.json", "types": list(TYPES)}
    manifest = write_manifest(out, id="pii-tagger", tasks=["label"], architecture=architecture)
    print(f"{sum(f['bytes'] for f in manifest['files']):,} bytes")
    for case in cases:
        print([(case["text"][s["start"] : s["end"]], s["type"]) for s in case["spans"]])


def export_model(data: Path, work: Path, out: Path) -> None:
    model = load(work)
    mix = Mix(data, work / "none", 99)
    samples = [np.array(featurize(text)[1], np.int32) for text in calibration(mix, 400)]
    out.mkdir(parents=True, exist_ok=True)
    export(model, out / "weights.bin", [s for s in samples if len(s)])
    write_features(out / "features.json")
    finish(out)


def calibration(mix: Mix, count: int) -> list[str]:
    texts = [mix.generator.text()[0] for _ in range(count // 2)]
    for _ in range(count // 2):
        item = mix.draw()
        texts.append(" ".join(item.words))
    return texts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("train", "export"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "pii-tagger")
    parser.add_argument("--tokens", type=float, default=30e6)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    if arguments.command == "train":
        train(arguments.data, arguments.work, arguments.tokens, arguments.seed, arguments.rate, arguments.device)
    else:
        export_model(arguments.data, arguments.work, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
