"""Trains the PII tagger and writes models/pii-tagger.

    python -m train.pii.teacher train --data DATA --work WORK    # optional: labels for noisy text (about 20 minutes)
    python -m train.pii.teacher label --data DATA --work WORK
    python -m train.pii.tagger prepare --data DATA --work WORK [--rows 200_000] [--start pii-tagger]
    python -m train.pii.tagger train --work WORK [--tokens 30e6] [--minutes 60] [--start pii-tagger]
    python -m train.pii.tagger export --work WORK [--out pii-tagger]

WORK keeps pool.npz, the rows to train on, and tagger.pt, written every few minutes; an interrupted training continues from it.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from train.common.manifest import write_manifest
from train.common.precision import autocast
from train.pii.echo import EchoTagger
from train.pii.labels import LABELS, TYPES
from train.pii.mix import Mix
from train.pii.model import DILATIONS, HALO, Tagger, export
from train.pii.pool import Pool, write_pool
from train.pii.tokens import AFFIX_ROWS, COLUMNS, KINDS, SHAPE_ROWS, WORD_ROWS
from train.pii.trained import FolderTagger, load

BITS = torch.tensor([1 << i for i in range(len(LABELS))])


def prepare(data: Path, work: Path, rows: int, seed: int, start: Path | None) -> None:
    write_pool(Mix(data, work, seed, EchoTagger(start) if start else None), rows, work / "pool.npz")


def rate_at(progress: float, step: int, peak: float) -> float:
    return peak * min(1.0, (step + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))


def train(work: Path, tokens: float, minutes: float, seed: int, peak: float, device: str, start: Path | None) -> None:
    torch.manual_seed(seed)
    model = (EchoTagger(start).enlarged() if start else Tagger()).to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=peak, betas=(0.9, 0.98), fused=True)
    averaged = {name: torch.zeros_like(value) for name, value in model.state_dict().items()}
    seen, step, averages, spent, running = 0, 0, 0, 0.0, None
    path = work / "tagger.pt"
    if path.is_file():
        saved = torch.load(path, weights_only=True, map_location=device)
        if saved["done"]:
            raise SystemExit(f"{path} is finished; delete it to train again, or run export")
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        averaged, averages, seen, step, spent = (saved[name] for name in ("averaged", "averages", "seen", "step", "spent"))
        print(f"resuming at {seen:,} tokens", flush=True)
    pool = Pool(work / "pool.npz", seed + step)
    began, saved_at = time.time() - spent, time.time()

    def save(done: bool) -> None:
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "averaged": averaged, "averages": averages}
        torch.save({**state, "seen": seen, "step": step, "spent": time.time() - began, "done": done}, path.with_suffix(".part"))
        path.with_suffix(".part").rename(path)

    bits = BITS.to(device)
    model.train()
    progress = 0.0
    while progress < 1:
        for batch in pool.batches():
            progress = min(1.0, max(seen / tokens, (time.time() - began) / (60 * minutes)))
            if progress >= 1:
                break
            ids, masks, soft, weights, present = (values.to(device) for values in batch)
            for group in optimizer.param_groups:
                group["lr"] = rate_at(progress, step, peak)
            with autocast() if device == "cpu" else torch.autocast(device, torch.bfloat16):
                logits = model(ids, present)
            logp = F.log_softmax(logits.float(), -1)
            allowed = (masks[..., None] & bits) > 0
            loss = -torch.logsumexp(logp.masked_fill(~allowed, -1e4), -1)
            loss = torch.where(soft.sum(-1) > 0, -(soft * logp).sum(-1), loss)
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
            if step % 100 == 0:
                minute = (time.time() - began) / 60
                print(f"{seen / 1e6:.2f} M tokens, loss {running:.4f}, {minute:.1f} minutes, {progress:.0%}", flush=True)
            if time.time() - saved_at > 120:
                save(False)
                saved_at = time.time()
    save(True)


# Chosen on WNUT17 dev and the held-out documents of GUM (`train.pii.evaluate --tune`). Only thresholds come from there.
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


def export_model(work: Path, out: Path) -> None:
    model = load(work)
    out.mkdir(parents=True, exist_ok=True)
    export(model, out / "weights.bin", Pool(work / "pool.npz", 99).samples(300))
    write_features(out / "features.json")
    finish(out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("prepare", "train", "export"))
    parser.add_argument("--data", type=Path, help="for prepare")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "pii-tagger")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--tokens", type=float, default=30e6)
    parser.add_argument("--minutes", type=float, default=math.inf, help="an end by the clock; the rate falls towards the earlier one")
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--start", type=Path, help="folder of exported weights to go on from, whose English is kept")
    parser.add_argument("--device", default="cpu", choices=("cpu", "cuda"))
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    if arguments.command == "prepare":
        if arguments.data is None:
            parser.error("prepare needs --data")
        prepare(arguments.data, arguments.work, arguments.rows, arguments.seed, arguments.start)
    elif arguments.command == "train":
        train(
            arguments.work,
            arguments.tokens,
            arguments.minutes,
            arguments.seed,
            arguments.rate,
            arguments.device,
            arguments.start,
        )
    else:
        export_model(arguments.work, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
