"""Windows of novels that a shipped classifier takes for toxic. Characters hate, quarrel and die there, and nobody is insulted.

    python -m train.heads.mistaken DATA TASK FOLDER WORK      # FOLDER = TASK

WORK/mistaken.jsonl is for heads/continued.py. Windows with a slur are left out, because the corpora count a slur as toxic. Two minutes on
one free core.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from itertools import islice
from pathlib import Path

from train.common.corpus import SEED, rows
from train.heads.encoder_run import EncoderClassifier
from train.heads.features import windows_of
from train.heads.harmless import part_of
from train.heads.labels import LABELS
from train.heads.toxicity_frames import FILL

# As long as the windows that the model reads.
WINDOW = 50
FROM_A_NOVEL, LOOKED_AT, KEPT = 12, 9_000, 2_500
SLUR = re.compile(rf"\b(?:{'|'.join(FILL['slur'])})", re.I)


def novel_windows(data: Path) -> list[str]:
    choose = random.Random(SEED)
    novels = (row["text"] for row in islice(rows(data / "train/lm/novels_pd.jsonl.xz"), 0, None, 3))
    found = []
    for text in islice((text for text in novels if part_of(text) == "train"), 1_500):
        windows = windows_of(text[:60_000], WINDOW)
        found += choose.sample(windows, min(FROM_A_NOVEL, len(windows)))
    choose.shuffle(found)
    return found[:LOOKED_AT]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("task", choices=[task for task in LABELS if len(LABELS[task]) == 1])
    parser.add_argument("folder", type=Path)
    parser.add_argument("work", type=Path)
    args = parser.parse_args()
    model = EncoderClassifier(args.folder)
    judged = [(float(model.window_logits(text)[:, 0].max()), text) for text in novel_windows(args.data) if not SLUR.search(text)]
    args.work.mkdir(parents=True, exist_ok=True)
    with (args.work / "mistaken.jsonl").open("w", encoding="utf-8") as file:
        for logit, text in sorted(judged, reverse=True)[:KEPT]:
            file.write(json.dumps({"text": text, "logit": round(logit, 2)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
