"""Train, calibrate and export a classifier head on minilm's token states: for tasks where word order and meaning decide.

    python -m train.heads.states DATA TASK WORK OUT [--limit 30000] [--epochs 4]      # OUT = TASK

The encoder stays unchanged, so for an app that embeds with minilm a classifier adds only some hundred kilobytes. The head: each
token's 384 numbers down to WIDTH, gated convolutions over neighbours, four attention poolings, one linear layer. WORK keeps
the encoder's states, so that a second run only trains. About 10 minutes on one core.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from train.common.corpus import SEED
from train.common.manifest import write_manifest
from train.common.precision import NUMBERS
from train.heads.data import load
from train.heads.labels import LABELS, MULTI_LABEL, OTHERWISE, VERSION
from train.heads.metrics import operating_points, report, temperature_for
from train.heads.training import loss_of, set_rate, shuffled_batches, targets
from train.heads.written import SIGNS, written
from train.minilm.encoder import WIDTH as STATES
from train.minilm.encoder import batches, load_minilm, load_tokenizer, padded

POOLS = 4


class Head(nn.Module):
    def __init__(self, width: int, depth: int, outputs: int) -> None:
        super().__init__()
        self.enter, self.norm = nn.Linear(STATES, width), nn.LayerNorm(width)
        self.mix = nn.ModuleList(nn.Conv1d(width, 2 * width, 3, padding=1) for _ in range(depth))
        self.query, self.out = nn.Linear(width, POOLS), nn.Linear(POOLS * width, outputs)
        self.dropout = nn.Dropout(0.2)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = self.norm(self.enter(self.dropout(x)))
        for mix in self.mix:
            # Padding must be zeros, like the ends of a text that is read alone.
            value, gate = mix((x * mask[..., None]).transpose(1, 2)).transpose(1, 2).chunk(2, -1)
            x = x + value * torch.sigmoid(gate)
        weights = self.query(x).masked_fill(~mask[..., None], -1e4).softmax(1)
        return self.out(self.dropout(torch.einsum("blk,bld->bkd", weights, x).flatten(1)))


@torch.inference_mode()
def states_of(texts: list[str], max_length: int = 64) -> list[Tensor]:
    """minilm's last states of each text, one tensor a text."""
    model, tokenizer = load_minilm().to(NUMBERS), load_tokenizer(max_length)
    out = []
    for start in range(0, len(texts), 8192):
        ids = [e.ids for e in tokenizer.encode_batch(texts[start : start + 8192])]
        part = [None] * len(ids)
        for rows in batches(ids):
            tokens, mask = padded(ids, rows)
            hidden = model(tokens, mask)
            for at, row in enumerate(rows):
                part[row] = hidden[at, : len(ids[row])].clone()
        out += part
        print(f"states of {len(out)} texts", flush=True)
    return out


def batch_of(states: list[Tensor], chosen: Sequence[int]) -> tuple[Tensor, Tensor]:
    longest = max(len(states[i]) for i in chosen)
    x, mask = torch.zeros(len(chosen), longest, STATES), torch.zeros(len(chosen), longest, dtype=torch.bool)
    for at, i in enumerate(chosen):
        x[at, : len(states[i])] = states[i].float()
        mask[at, : len(states[i])] = True
    return x, mask


def rounded(weight: Tensor) -> tuple[Tensor, Tensor]:
    """int8 with one scale a row."""
    rows = weight.detach().reshape(len(weight), -1)
    scales = rows.abs().amax(1).clamp_min(1e-8) / 127
    return (rows / scales[:, None]).round().to(torch.int8), scales


def matrices(model: Head) -> Iterator[tuple[Tensor, Tensor]]:
    """The head's matrices in the order the file holds them; a convolution as rows of [left, middle, right] inputs."""
    yield model.enter.weight, model.enter.bias
    for mix in model.mix:
        yield mix.weight.transpose(1, 2).contiguous(), mix.bias
    yield model.query.weight, model.query.bias
    yield model.out.weight, model.out.bias


def weights_file(model: Head) -> bytes:
    parts = [model.norm.weight.detach().numpy().tobytes(), model.norm.bias.detach().numpy().tobytes()]
    for weight, bias in matrices(model):
        codes, scales = rounded(weight)
        packed = codes.numpy().tobytes()
        parts += [packed, bytes(-len(packed) % 4), scales.numpy().tobytes(), bias.detach().numpy().tobytes()]
    return b"".join(parts)


def read_weights(model: Head, raw: bytes) -> None:
    """Loads a weights file into the model."""
    at = 0

    def take(shape: tuple[int, ...], kind: type) -> Tensor:
        nonlocal at
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        found = np.frombuffer(raw, kind, int(np.prod(shape)), at).reshape(shape)
        at += -(-size // 4) * 4
        return torch.from_numpy(found.astype(np.float32))

    width = len(model.norm.weight)
    with torch.no_grad():
        model.norm.weight.copy_(take((width,), np.float32))
        model.norm.bias.copy_(take((width,), np.float32))
        for layer in (model.enter, *model.mix, model.query, model.out):
            rows = len(layer.weight)
            codes = take((rows, layer.weight[0].numel()), np.int8)
            weight = codes * take((rows,), np.float32)[:, None]
            if layer.weight.dim() == 3:
                weight = weight.reshape(rows, 3, -1).transpose(1, 2)
            layer.weight.copy_(weight)
            layer.bias.copy_(take((rows,), np.float32))


def logits_of(model: Head, states: list[Tensor]) -> np.ndarray:
    model.eval()
    out = []
    with torch.inference_mode():
        for at in range(0, len(states), 128):
            out.append(model(*batch_of(states, range(at, min(at + 128, len(states))))))
    return torch.cat(out).double().numpy()


def train(states: list[Tensor], labels: list, task: str, args: argparse.Namespace) -> Head:
    torch.manual_seed(SEED)
    model = Head(args.width, args.depth, len(LABELS[task]))
    optimiser = torch.optim.AdamW(model.parameters(), lr=args.rate, weight_decay=0.05)
    wanted, size = targets(labels, task), 64
    total, step = args.epochs * (len(states) // size), 0
    lengths = np.array([len(s) for s in states])
    random_state = np.random.default_rng(SEED)
    for epoch in range(args.epochs):
        model.train()
        for chosen in shuffled_batches(lengths, size, 6, random_state):
            set_rate(optimiser, args.rate, step, total, 100)
            loss = loss_of(model(*batch_of(states, chosen)), wanted[torch.from_numpy(chosen)])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
        print(f"epoch {epoch + 1} loss {loss:.4f}", flush=True)
    return model


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("task", choices=LABELS)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--limit", type=int, default=30_000)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--depth", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=8e-4)
    args = parser.parse_args()
    torch.set_num_threads(1)
    task = args.task
    training, development = load(args.data, task)
    # The written texts are few, so the limit leaves out none of them.
    own = {text for text, _ in written(task)} if task in SIGNS else set()
    training = sorted(training, key=lambda item: item[0] not in own)[: args.limit]
    args.work.mkdir(parents=True, exist_ok=True)
    cached = args.work / f"states-{task}.pt"
    if cached.exists():
        states = torch.load(cached)
    else:
        states = [states_of([text for text, _ in part]) for part in (training, development)]
        torch.save(states, cached)
    if [len(s) for s in states] != [len(training), len(development)]:
        raise SystemExit(f"heads.states: {cached} was made with other texts; remove it")
    model = train(states[0], [label for _, label in training], task, args)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "weights.bin").write_bytes(weights_file(model))
    read_weights(model, (args.out / "weights.bin").read_bytes())
    truth = [label for _, label in development]
    logits = logits_of(model, states[1])
    temperature = temperature_for(logits, truth, task)
    points = operating_points(logits / temperature, truth, task)
    report(logits / temperature, truth, task, points)
    architecture = {
        "type": "head",
        "base": "minilm",
        "weights": "weights.bin",
        "states": STATES,
        "width": args.width,
        "depth": args.depth,
        "pools": POOLS,
        "maxTokens": 64,
        "labels": LABELS[task],
        **({"otherwise": OTHERWISE[task]} if task in OTHERWISE else {}),
        "multiLabel": task in MULTI_LABEL,
        "temperature": temperature,
        "operatingPoints": points,
    }
    # States that any reader can compute, so the fixture needs no encoder.
    made = [torch.sin(torch.arange(n * STATES) * 0.37 + n).reshape(n, STATES) for n in (1, 2, 7)]
    # Clear cases: the runtime's encoder is quantized, and a probe must not fail because of rounding.
    ordered = np.sort(logits, axis=1)
    clear = np.flatnonzero(ordered[:, -1] - ordered[:, -2] > 1.5)[:4]
    golden = {
        "task": "classify",
        "texts": [development[row][0] for row in clear],
        "logits": [[round(float(v), 4) for v in logits[row]] for row in clear],
        "sineStates": [{"tokens": len(s), "logits": [round(float(v), 4) for v in row]} for s, row in zip(made, logits_of(model, made))],
    }
    (args.out / "golden.json").write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", encoding="utf8")
    manifest = write_manifest(args.out, id=task, version=VERSION[task], tasks=["classify"], architecture=architecture)
    print(f"{sum(f['bytes'] for f in manifest['files']):,} bytes")


if __name__ == "__main__":
    main()
