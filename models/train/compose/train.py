"""Train `compose` for a stretch of time, not a number of steps.

    python -m train.compose.train WORK --minutes 30

WORK holds what compose/data.py wrote. The learning rate falls with the clock, so a loaded machine gets a finished, less
trained model rather than an unfinished one. A stopped run continues from the checkpoint WORK/compose.pt.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from train.common.corpus import SEED
from train.compose.data import LAST_SHARES, PIECES, SHARES
from train.compose.model import Compose

LENGTH = 256
CHECKPOINT_SECONDS = 120
MATRIX_RATE, TABLE_RATE = 0.006, 0.003
LAST_FROM = 0.65


class Windows:
    def __init__(self, work: Path, seed: int) -> None:
        self.tokens = {name: np.load(work / f"{name}.npy") for name in SHARES}
        self.random = np.random.default_rng(seed)
        self.names = list(SHARES)

    def draw(self, count: int, shares: dict[str, float]) -> torch.Tensor:
        chosen = self.random.choice(len(self.names), count, p=[shares[name] for name in self.names])
        windows = []
        for name in (self.names[i] for i in chosen):
            tokens = self.tokens[name]
            at = int(self.random.integers(0, len(tokens) - LENGTH - 1))
            windows.append(tokens[at : at + LENGTH + 1].astype(np.int64))
        return torch.from_numpy(np.stack(windows))


def optimizers(model: Compose) -> tuple:
    matrices = [p for layer in model.layers for p in layer.parameters() if p.ndim == 2]
    rest = [p for p in model.parameters() if not any(p is m for m in matrices)]
    return (
        torch.optim.Muon(matrices, lr=MATRIX_RATE, weight_decay=0.05, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(rest, lr=TABLE_RATE, betas=(0.9, 0.98), weight_decay=0.0),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--windows", type=int, default=8, help="windows of 256 tokens in a step")
    parser.add_argument("--float32", action="store_true", help="for processors that compute no bfloat16 of their own")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    pieces = Tokenizer.from_file(str(arguments.work / "tokenizer.json")).get_vocab_size()
    if pieces != PIECES:
        raise SystemExit(f"tokenizer.json has {pieces} pieces, {PIECES} are needed: run compose/data.py again")
    model = Compose(pieces)
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters", flush=True)
    step, spent, seen = 0, 0.0, 0
    muon, adam = optimizers(model)
    path = arguments.work / "compose.pt"
    if path.is_file():
        saved = torch.load(path)
        model.load_state_dict(saved["model"])
        muon.load_state_dict(saved["muon"])
        adam.load_state_dict(saved["adam"])
        step, spent, seen = saved["step"], saved["spent"], saved["seen"]
        print(f"going on from step {step}", flush=True)
    windows = Windows(arguments.work, SEED + step)
    budget = arguments.minutes * 60
    started, saved_at, mean = time.monotonic() - spent, time.monotonic(), None

    def save(finished: bool) -> None:
        state = {"model": model.state_dict(), "muon": muon.state_dict(), "adam": adam.state_dict(), "step": step}
        temporary = path.with_suffix(".part")
        torch.save(state | {"spent": time.monotonic() - started, "seen": seen, "finished": finished}, temporary)
        temporary.replace(path)

    while (spent := time.monotonic() - started) < budget:
        done = spent / budget
        rate = min(1.0, (step + 1) / 40) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
        muon.param_groups[0]["lr"], adam.param_groups[0]["lr"] = MATRIX_RATE * rate, TABLE_RATE * rate
        batch = windows.draw(arguments.windows, SHARES if done < LAST_FROM else LAST_SHARES)
        with torch.autocast("cpu", torch.bfloat16, enabled=not arguments.float32):
            logits = model(batch[:, :-1])
        loss = F.cross_entropy(logits.float().flatten(0, 1), batch[:, 1:].flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        muon.step()
        adam.step()
        muon.zero_grad()
        adam.zero_grad()
        step, seen = step + 1, seen + batch.shape[0] * LENGTH
        mean = loss.item() if mean is None else 0.95 * mean + 0.05 * loss.item()
        if step % 20 == 0:
            print(f"step {step} loss {mean:.3f} tokens {seen:,} {seen / (time.monotonic() - started):.0f}/s", flush=True)
        if time.monotonic() - saved_at > CHECKPOINT_SECONDS:
            save(finished=False)
            saved_at = time.monotonic()
    save(finished=True)
    print(f"finished: {step} steps, {seen:,} tokens", flush=True)


if __name__ == "__main__":
    main()
