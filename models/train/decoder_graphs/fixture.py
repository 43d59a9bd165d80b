"""Writes small decoders with random weights as people publish them in ONNX, and the scores that the kernels must compute.

    pip install onnxruntime-genai==0.18.0
    python -m train.decoder_graphs.fixture ../test/fixtures/decoder-graphs

The graphs are those of the model builder of onnxruntime-genai. Their products are then written again with other forms of weights.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnxruntime_genai.models.builder import create_model, parse_extra_options
from transformers import GraniteConfig, LlamaConfig, PretrainedConfig, Qwen2Config, Qwen3Config

from .expected import COMMON, WIDTH, random_model, scores

SCALES = {"embedding_multiplier": 12.0, "residual_multiplier": 0.22, "attention_multiplier": 0.03, "logits_scaling": 6.0}

Change = Callable[[onnx.ModelProto], None]


def groups(size: int, zeros: bool) -> Change:
    """Gives each product weights of 4 bits with a scale for `size` of them, and with zero points or without."""

    def change(model: onnx.ModelProto) -> None:
        random = np.random.default_rng(3)
        for node in [each for each in model.graph.node if each.op_type == "MatMulNBits" and "lm_head" not in each.output[0]]:
            value = {each.name: each for each in node.attribute}
            rows, count = value["N"].i, -(-value["K"].i // size)
            value["block_size"].i = size
            codes = random.integers(0, 256, (rows, count, size // 2), dtype=np.uint8)
            scales = random.uniform(0.01, 0.06, rows * count).astype(np.float32)
            points = random.integers(0, 256, (rows, -(-count // 2)), dtype=np.uint8)
            stored = {"codes": codes, "scales": scales, **({"zeros": points} if zeros else {})}
            names = [f"{node.output[0]}.{name}" for name in stored]
            del node.input[1:]
            node.input.extend(names)
            model.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in zip(names, stored.values()))

    return change


def whole_numbers(signed: bool) -> Change:
    """Multiplies whole numbers of 8 bits, with a scale for each column, or with one scale and one zero point."""

    def change(model: onnx.ModelProto) -> None:
        random = np.random.default_rng(4)
        nodes = list(model.graph.node)
        del model.graph.node[:]
        quantized: set[str] = set()
        for node in nodes:
            if node.op_type != "MatMulNBits":
                model.graph.node.append(node)
                continue
            value = {each.name: each.i for each in node.attribute}
            x, y = node.input[0], node.output[0]
            shape = (value["K"], value["N"])
            codes = random.integers(-127, 128, shape, dtype=np.int8) if signed else random.integers(0, 256, shape, dtype=np.uint8)
            scales = random.uniform(0.001, 0.004, value["N"] if signed else ()).astype(np.float32)
            zero = np.zeros((), np.int8) if signed else np.array(113, np.uint8)
            for name, array in (("codes", codes), ("scales", np.asarray(scales)), ("zero", zero)):
                model.graph.initializer.append(numpy_helper.from_array(array, f"{y}.{name}"))
            parts = [f"{x}.{part}" for part in ("quantized", "scale", "zero")]
            if x not in quantized:
                model.graph.node.append(helper.make_node("DynamicQuantizeLinear", [x], parts))
                quantized.add(x)
            model.graph.node.extend(
                [
                    helper.make_node("MatMulInteger", [parts[0], f"{y}.codes", parts[2], f"{y}.zero"], [f"{y}.product"]),
                    helper.make_node("Cast", [f"{y}.product"], [f"{y}.cast"], to=onnx.TensorProto.FLOAT),
                    helper.make_node("Mul", [parts[1], f"{y}.scales"], [f"{y}.steps"]),
                    helper.make_node("Mul", [f"{y}.cast", f"{y}.steps"], [y]),
                ]
            )

    return change


#: Name of the folder, configuration, the device that the builder writes for, and the change of the graph.
MODELS: list[tuple[str, PretrainedConfig, str, Change | None]] = [
    ("llama-q4", LlamaConfig(**COMMON), "cpu", None),
    ("llama-q4f16", LlamaConfig(**COMMON), "webgpu", None),
    ("qwen3-q4", Qwen3Config(**COMMON, head_dim=32), "cpu", None),
    ("qwen3-q4f16", Qwen3Config(**COMMON, head_dim=32), "webgpu", None),
    ("granite-q4", GraniteConfig(**COMMON, **SCALES), "cpu", None),
    ("qwen2-zeros", Qwen2Config(**{**COMMON, "num_hidden_layers": 1}), "cpu", groups(64, zeros=True)),
    ("llama-groups", LlamaConfig(**{**COMMON, "num_hidden_layers": 1, "tie_word_embeddings": False}), "cpu", groups(128, zeros=False)),
    ("llama-int8", LlamaConfig(**{**COMMON, "num_hidden_layers": 1}), "cpu", whole_numbers(signed=True)),
    ("llama-uint8", LlamaConfig(**{**COMMON, "num_hidden_layers": 1}), "cpu", whole_numbers(signed=False)),
]


def build(config: PretrainedConfig, device: str, tokenizer: Path) -> onnx.ModelProto:
    model = random_model(config)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source"), Path(folder, "target")
        model.save_pretrained(source)
        for name in ("tokenizer.json", "tokenizer_config.json"):
            (source / name).write_bytes((tokenizer / name).read_bytes())
        place = ("", str(source), str(target), "int4", device, str(Path(folder, "cache")))
        create_model(*place, **parse_extra_options(*place, ["int4_block_size=32"]))
        return onnx.load(str(target / "model.onnx"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    tokenizer = Path(__file__).parents[2] / "compose"
    folder.mkdir(parents=True, exist_ok=True)
    for name, config, device, change in MODELS:
        model = build(config, device, tokenizer)
        if change is not None:
            change(model)
        drop_unused(model)
        onnx.save(model, str(folder / f"{name}.onnx"))
        size = getattr(config, "head_dim", None) or WIDTH // config.num_attention_heads
        (folder / f"{name}.json").write_text(json.dumps(scores(model, size), separators=(",", ":")))


def drop_unused(model: onnx.ModelProto) -> None:
    used = {name for node in model.graph.node for name in node.input}
    kept = [each for each in model.graph.initializer if each.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)


if __name__ == "__main__":
    main()
