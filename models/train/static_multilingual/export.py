"""Writes models/static-multilingual: int8 with one scale a row, and measures the files.

python -m train.static_multilingual.export DATA WORK static-multilingual
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from train.common.manifest import write_manifest
from train.static.evaluate import Exported
from train.static.export import PROBES, pack
from train.static_multilingual.evaluate import measure
from train.static_multilingual.train import SIZES, WIDTH

MORE_PROBES = [
    "Wo kann ich die Lieferadresse ändern?",
    "今夜は山沿いで雨が降るでしょう。",
    "Где можно изменить адрес доставки?",
    "내일 비가 올까요?",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    out: Path = arguments.out
    checkpoint = arguments.work / "static.pt"
    if not checkpoint.is_file():
        raise SystemExit(f"{checkpoint} is missing; run train.static_multilingual.train first")
    state = torch.load(checkpoint)
    if state["step"] < state["steps"]:
        raise SystemExit(f"{checkpoint} stopped at step {state['step']} of {state['steps']}; finish it")
    out.mkdir(parents=True, exist_ok=True)
    (out / "table.bin").write_bytes(pack(state["model"]["table.weight"].numpy()))
    (out / "vocabulary.txt").write_text("\n".join(state["vocabulary"]), encoding="utf8")
    architecture = {
        "type": "static",
        "table": "table.bin",
        "vocabulary": "vocabulary.txt",
        "dimensions": WIDTH,
        "shorterDimensions": [size for size in SIZES if size < WIDTH],
    }
    write_manifest(out, id="static-multilingual", tasks=["embed"], architecture=architecture)
    model, texts = Exported(out), [*PROBES, *MORE_PROBES]
    golden = {
        "task": "embed",
        "texts": texts,
        "pieces": [encoding.ids for encoding in model.tokenizer.encode_batch(texts, add_special_tokens=False)],
        "vectors": [[round(float(number), 5) for number in row] for row in model(texts)],
    }
    (out / "golden.json").write_text(json.dumps(golden, ensure_ascii=False) + "\n", encoding="utf8")
    manifest = write_manifest(out, id="static-multilingual", tasks=["embed"], architecture=architecture)
    print(f"{len(state['vocabulary'])} pieces, {sum(file['bytes'] for file in manifest['files']):,} bytes")
    measure(arguments.data, out)


if __name__ == "__main__":
    main()
