"""Writes models/compose in the Hugging Face layout: an int8 ONNX graph with a cache of keys and values, and its tokenizer.

    python -m train.compose.export WORK compose

Reading and writing share one table in training; here it is stored twice, once by rows for reading and once by columns for
scoring, because either use wants its own scales.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper
from tokenizers import Tokenizer

from train.common.manifest import write_manifest
from train.common.onnx_graph import FLOAT, INT32, INT64, GraphBuilder, tensor
from train.compose import model as shape
from train.compose.data import ASSISTANT, END, END_OF_TEXT, PIECES, USER

# A single message that stops in mid-sentence is continued; any other prompt is answered. A space at the end of a
# beginning is removed: pieces carry the space before their word, and training never had a bare space there.
TEMPLATE = (
    "{% for message in messages %}{% set content = message['content'] | trim %}"
    f"{{% if message['role'] == 'assistant' %}}{{{{ '{ASSISTANT}' }}}}{{% else %}}{{{{ '{USER}' }}}}{{% endif %}}"
    "{{ content }}"
    "{% if messages|length > 1 or content[-1:] in '.?!' %}"
    f"{{{{ '{END}' }}}}{{% if loop.last and add_generation_prompt %}}{{{{ '{ASSISTANT}' }}}}{{% endif %}}"
    "{% endif %}{% endfor %}"
)


# Subtracted from the scores of pieces of blanks alone. The model writes single lines. Under a grammar that allows
# blanks between two signs of JSON it would write blanks without end, because it has never seen JSON.
BLANKS_LESS = 20.0


def graph(weights: dict[str, np.ndarray], tokenizer: Tokenizer) -> onnx.ModelProto:
    g = GraphBuilder()
    norm = lambda x, name: g.node(
        "SimplifiedLayerNormalization", [x, g.constant(name, weights[name])], axis=-1, epsilon=shape.EPSILON, stash_type=1
    )
    linear = lambda x, name: g.linear(name, x, weights[f"{name}.weight"].T, None)
    turned = shape.angles(shape.CONTEXT).numpy()
    cos, sin = g.constant("cos", np.cos(turned)), g.constant("sin", np.sin(turned))
    one = g.constant("one", np.int64(1))
    known = g.node("ReduceSum", ["attention_mask", g.constant("axis", np.array([1], np.int64))], keepdims=0)
    lengths = g.node("Cast", [g.node("Sub", [known, one])], to=INT32)
    total = g.node("Cast", [g.node("Gather", [g.node("Shape", ["attention_mask"]), one], axis=0)], to=INT32)
    table = weights["embed.weight"]
    x = g.embedding("embed", table * shape.HIDDEN**0.5, "input_ids")
    for layer in range(shape.LAYERS):
        name = f"layers.{layer}"
        h = norm(x, f"{name}.norm1.weight")
        q, k, v = (linear(h, f"{name}.{part}") for part in "qkv")
        attended = f"{name}.attended"
        past = [f"past_key_values.{layer}.{part}" for part in ("key", "value")]
        present = [f"present.{layer}.{part}" for part in ("key", "value")]
        g.nodes.append(
            helper.make_node(
                "GroupQueryAttention",
                [q, k, v, *past, lengths, total, cos, sin],
                [attended, *present],
                name=attended,
                domain="com.microsoft",
                num_heads=shape.HEADS,
                kv_num_heads=shape.KV_HEADS,
                do_rotary=1,
            )
        )
        x = g.node("Add", [x, linear(attended, f"{name}.o")])
        h = norm(x, f"{name}.norm2.weight")
        gate = linear(h, f"{name}.gate")
        inner = g.node("Mul", [g.node("Mul", [gate, g.node("Sigmoid", [gate])]), linear(h, f"{name}.up")])
        x = g.node("Add", [x, linear(inner, f"{name}.down")])
    # For a long prompt only the last scores are needed; without a number, or with 0, all are computed.
    start = g.node("Reshape", [g.node("Neg", ["num_logits_to_keep"]), g.constant("single", np.array([1], np.int64))])
    kept = g.node(
        "Slice",
        [x, start, g.constant("far", np.array([2**31 - 1], np.int64)), g.constant("along", np.array([1], np.int64))],
    )
    blank = [tokenizer.decode([piece], skip_special_tokens=False).isspace() for piece in range(PIECES)]
    scores = g.linear("head", norm(kept, "norm.weight"), table.T, np.where(blank, -BLANKS_LESS, 0.0))
    g.node("Identity", [scores], "logits")

    inputs = [
        tensor("input_ids", INT64, ["batch_size", "sequence_length"]),
        tensor("attention_mask", INT64, ["batch_size", "total_sequence_length"]),
        tensor("num_logits_to_keep", INT64, []),
    ]
    outputs = [tensor("logits", FLOAT, ["batch_size", "kept_length", PIECES])]
    for layer in range(shape.LAYERS):
        for part in ("key", "value"):
            heads = lambda length: ["batch_size", shape.KV_HEADS, length, shape.SIZE]
            inputs.append(tensor(f"past_key_values.{layer}.{part}", FLOAT, heads("past_sequence_length")))
            outputs.append(tensor(f"present.{layer}.{part}", FLOAT, heads("total_sequence_length")))
    built = helper.make_graph(g.nodes, "compose", inputs, outputs, list(g.initializers.values()))
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(built, opset_imports=opsets, ir_version=9, producer_name="tacet")


def write_json(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--unfinished", action="store_true", help="take a checkpoint of a training that still runs")
    arguments = parser.parse_args()
    saved = torch.load(arguments.work / "compose.pt", map_location="cpu")
    if not (saved["finished"] or arguments.unfinished):
        raise SystemExit("compose.pt is an unfinished checkpoint: let compose/train.py come to its end")
    weights = {name: value.float().numpy() for name, value in saved["model"].items()}
    folder = arguments.folder
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(arguments.work / "tokenizer.json"))
    onnx.save(graph(weights, tokenizer), str(folder / "onnx/model_quantized.onnx"))

    ids = {mark: tokenizer.token_to_id(mark) for mark in (END_OF_TEXT, END)}
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": None,
            "eos_token": END,
            "pad_token": END_OF_TEXT,
            "unk_token": None,
            "additional_special_tokens": [USER, ASSISTANT],
            "clean_up_tokenization_spaces": False,
            "model_max_length": shape.CONTEXT,
            "chat_template": TEMPLATE,
        },
    )
    write_json(folder / "generation_config.json", {"eos_token_id": list(ids.values()), "pad_token_id": ids[END_OF_TEXT]})
    write_json(
        folder / "config.json",
        {
            "architectures": ["LlamaForCausalLM"],
            "model_type": "llama",
            "hidden_size": shape.HIDDEN,
            "intermediate_size": shape.FEED,
            "num_hidden_layers": shape.LAYERS,
            "num_attention_heads": shape.HEADS,
            "num_key_value_heads": shape.KV_HEADS,
            "head_dim": shape.SIZE,
            "vocab_size": PIECES,
            "max_position_embeddings": shape.CONTEXT,
            "rope_theta": 10000.0,
            "rms_norm_eps": shape.EPSILON,
            "hidden_act": "silu",
            "tie_word_embeddings": True,
            "eos_token_id": ids[END],
            "pad_token_id": ids[END_OF_TEXT],
        },
    )
    manifest = write_manifest(
        folder,
        id="compose",
        tasks=["generate"],
        architecture={
            "type": "causal",
            "model": "onnx/model_quantized.onnx",
            "tokenizer": "tokenizer.json",
            "contextWindow": shape.CONTEXT,
        },
    )
    print(f"{sum(file['bytes'] for file in manifest['files']):,} bytes after {saved['step']:,} steps")


if __name__ == "__main__":
    main()
