"""Export the trained static embedder as int8 with one scale a row, choose its fusion weight, and measure the files.

python -m train.static.export DATA WORK OUT        # OUT = static
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from train.common.manifest import write_manifest
from train.static.evaluate import Exported, fuse, ranking, report, retrieval
from train.static.train import PREFIXES, WIDTH

# No empty text, because its vector has no direction to compare.
PROBES = [
    "The invoice for March is still open.",
    "Where can I change the delivery address?",
    "Déjà vu à São Paulo — naïve façade, Ångström!",
    "unhappiness & re-indexing: state-of-the-art (v2.0)",
    "東京 and 北京 are capitals",
    "ΟΔΟΣ Σίσυφος",
    "👩🏽‍💻 ships it 🎉",
    "zero\u200bwidth tab\tand\u00a0space",
    "x" * 120,
]


def pack(table: np.ndarray) -> tuple:
    scales = np.maximum(np.abs(table).max(1) / 127, 1e-8).astype(np.float32)
    codes = np.clip(np.rint(table / scales[:, None]), -127, 127).astype(np.int8).tobytes()
    return codes + bytes(-len(codes) % 4) + scales.tobytes()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--name", default="static")
    args = parser.parse_args()
    torch.set_num_threads(1)
    checkpoint = args.work / f"{args.name}.pt"
    if not checkpoint.is_file():
        raise SystemExit(f"static.export: {checkpoint} is missing; run static/train.py first")
    state = torch.load(checkpoint)
    if state["step"] < state["steps"]:
        raise SystemExit(f"static.export: {checkpoint} stopped at step {state['step']} of {state['steps']}; finish it")
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "table.bin").write_bytes(pack(state["model"]["table.weight"].numpy()))
    (args.out / "vocabulary.txt").write_text("\n".join(state["vocabulary"]), encoding="utf8")
    architecture = {
        "type": "static",
        "table": "table.bin",
        "vocabulary": "vocabulary.txt",
        "dimensions": WIDTH,
        "shorterDimensions": [size for size in PREFIXES if size < WIDTH],
        "fusionWeight": 0.0,
    }
    write_manifest(args.out, id="static", tasks=["embed"], architecture=architecture)
    model = Exported(args.out)
    held_back = state["heldBack"]
    lexical, dense, truth = retrieval([b for _, b in held_back], [a for a, _ in held_back], np.arange(len(held_back)), model)
    by_weight = {w: ranking(fuse(lexical, dense, w), truth)[0] for w in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)}
    print("arXiv held back:", " ".join(f"{w} {v:.4f}" for w, v in by_weight.items()), f"BM25 {ranking(lexical, truth)[0]:.4f}")
    architecture["fusionWeight"] = max(by_weight, key=by_weight.get)
    golden = {
        "task": "embed",
        "texts": PROBES,
        "pieces": [e.ids for e in model.tokenizer.encode_batch(PROBES, add_special_tokens=False)],
        "vectors": [[round(float(v), 5) for v in row] for row in model(PROBES)],
    }
    (args.out / "golden.json").write_text(json.dumps(golden, ensure_ascii=False) + "\n", encoding="utf8")
    manifest = write_manifest(args.out, id="static", tasks=["embed"], architecture=architecture)
    print(f"{sum(f['bytes'] for f in manifest['files']):,} bytes")
    report(args.data, model, weight=architecture["fusionWeight"])


if __name__ == "__main__":
    main()
