"""Export a fine-tuned classifier of heads/encoder.py as four-bit ONNX in the Hugging Face layout, calibrated and measured.

python -m train.heads.encoder_export DATA TASK WORK OUT      # OUT = TASK
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from train.common.bert_folder import wordpiece_settings, write_folder
from train.common.bert_onnx import INPUTS, encoder
from train.common.onnx_graph import FLOAT, tensor
from train.heads.encoder import Classifier, final_weights
from train.heads.encoder_calibrate import COUNT, calibrate
from train.heads.four_bits import FourBitGraph, FourBits
from train.heads.labels import ENCODER_TOKENS, LABELS, OF_HIGHEST_TOKEN
from train.minilm.encoder import HEADS, INNER, WIDTH

THEIRS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "output_norm": "output.LayerNorm",
}


def hugging_face_names(model: Classifier, tokens: int) -> dict[str, np.ndarray]:
    state = {k: v.detach().numpy() for k, v in model.encoder.state_dict().items()}
    FourBits.on = True
    modules = model.encoder.named_modules()
    state |= {f"{name}.weight": m.weight.detach().numpy() for name, m in modules if hasattr(m, "parametrizations")}
    weights = {
        "embeddings.word_embeddings.weight": state["words.weight"],
        "embeddings.position_embeddings.weight": state["positions.weight"][:tokens],
        "embeddings.token_type_embeddings.weight": state["types.weight"],
        "embeddings.LayerNorm.weight": state["norm.weight"],
        "embeddings.LayerNorm.bias": state["norm.bias"],
    }
    for layer in range(len(model.encoder.layers)):
        for ours, theirs in THEIRS.items():
            for part in ("weight", "bias"):
                weights[f"encoder.layer.{layer}.{theirs}.{part}"] = state[f"layers.{layer}.{ours}.{part}"]
    return weights


def save_onnx(path: Path, model: Classifier, config: dict, outputs: int, of_highest_token: bool) -> None:
    graph = FourBitGraph()
    states = encoder(graph, hugging_face_names(model, config["max_position_embeddings"]), config, 4)
    mask = graph.node("Cast", [graph.node("Unsqueeze", ["attention_mask", graph.constant("last", np.array([2], np.int64))])], to=FLOAT)
    (graph_of_highest_token if of_highest_token else graph_of_mean_state)(graph, states, mask, model)
    path.parent.mkdir(parents=True, exist_ok=True)
    graph.save(path, INPUTS, [tensor("logits", FLOAT, ["batch", outputs])], "classifier")


def out_of(graph: FourBitGraph, states: str, model: Classifier, name: str | None = None) -> str:
    product = graph.node("MatMul", [states, graph.constant("out.weight", model.out.weight.detach().numpy().T.copy())])
    return graph.node("Add", [product, graph.constant("out.bias", model.out.bias.detach().numpy())], name)


def graph_of_mean_state(graph: FourBitGraph, states: str, mask: str, model: Classifier) -> None:
    along = graph.constant("along", np.array([1], np.int64))
    total = graph.node("ReduceSum", [graph.node("Mul", [states, mask]), along], keepdims=0)
    pooled = graph.node("Div", [total, graph.node("ReduceSum", [mask, along], keepdims=0)])
    out_of(graph, pooled, model, "logits")


def graph_of_highest_token(graph: FourBitGraph, states: str, mask: str, model: Classifier) -> None:
    # Padding gets a logit far below that of any token.
    absent = graph.node("Sub", [mask, graph.constant("present", np.array(1, np.float32))])
    lowered = graph.node("Mul", [absent, graph.constant("below", np.array(1e4, np.float32))])
    graph.node("ReduceMax", [graph.node("Add", [out_of(graph, states, model), lowered])], "logits", axes=[1], keepdims=0)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("task", choices=LABELS)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=COUNT, help="long texts of each kind and length that place the thresholds")
    args = parser.parse_args()
    checkpoint = args.work / f"encoder-{args.task}.pt"
    if not checkpoint.is_file():
        raise SystemExit(f"heads.encoder_export: {checkpoint} is missing; run heads/encoder.py first")
    state = torch.load(checkpoint)
    if state["step"] < state["steps"]:
        raise SystemExit(f"{checkpoint} stopped after step {state['step']} of {state['steps']}; finish it")
    labels, tokens = LABELS[args.task], ENCODER_TOKENS[args.task]
    model = Classifier(state["layers"], len(labels), state["pieces"])
    model.load_state_dict(final_weights(state))
    config = {
        "architectures": ["BertForSequenceClassification"],
        "model_type": "bert",
        "vocab_size": len(state["pieces"]),
        "hidden_size": WIDTH,
        "num_hidden_layers": state["layers"],
        "num_attention_heads": HEADS,
        "intermediate_size": INNER,
        "hidden_act": "gelu",
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": tokens,
        "type_vocab_size": 2,
        "pad_token_id": 0,
        "id2label": {str(at): label for at, label in enumerate(labels)},
    }
    save_onnx(args.out / "onnx/model_quantized.onnx", model, config, len(labels), args.task in OF_HIGHEST_TOKEN)
    tokenizer = json.loads(state["tokenizer"])
    tokenizer["truncation"] = tokenizer["padding"] = None
    write_folder(args.out, tokenizer=tokenizer, settings=wordpiece_settings(tokens), config=config)
    calibrate(args.data, args.task, args.out, args.count)


if __name__ == "__main__":
    main()
