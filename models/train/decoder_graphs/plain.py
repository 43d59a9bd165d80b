"""Writes small decoders with random weights as optimum exports them, with attention in single products, and the scores of the kernels.

    pip install transformers==4.57.6 optimum-onnx==0.1.0
    python -m train.decoder_graphs.plain ../test/fixtures/decoder-graphs

Afterwards ONNX Runtime's own tools quantize the weights, as those of the hub are quantized.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from optimum.exporters.onnx import onnx_export_from_model
from transformers import (
    Gemma3TextConfig,
    GraniteConfig,
    LlamaConfig,
    PretrainedConfig,
    Qwen2Config,
    Qwen3Config,
    SmolLM3Config,
)

from .expected import COMMON, WIDTH, random_model, scores

SCALES = {"embedding_multiplier": 12.0, "residual_multiplier": 0.22, "attention_multiplier": 0.03, "logits_scaling": 6.0}
ONE = {**COMMON, "num_hidden_layers": 1}
WINDOW = {"head_dim": 32, "query_pre_attn_scalar": 32, "sliding_window": 16, "layer_types": ["sliding_attention", "full_attention"]}

#: Name of the folder, configuration, and bits of a weight.
MODELS: list[tuple[str, PretrainedConfig, int]] = [
    ("plain-llama-q8", LlamaConfig(**COMMON), 8),
    ("plain-llama-q4", LlamaConfig(**ONE), 4),
    ("plain-qwen2-q8", Qwen2Config(**ONE), 8),
    ("plain-qwen3-q4", Qwen3Config(**ONE, head_dim=32), 4),
    ("plain-granite-q8", GraniteConfig(**ONE, **SCALES), 8),
    ("plain-smollm3-q8", SmolLM3Config(**COMMON, no_rope_layers=[1, 0]), 8),
    ("plain-gemma3-q8", Gemma3TextConfig(**COMMON, **WINDOW), 8),
]


def build(config: PretrainedConfig, bits: int) -> onnx.ModelProto:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        onnx_export_from_model(random_model(config), folder, task="text-generation-with-past", opset=18, do_validation=False)
        if bits == 8:
            quantize_dynamic(folder / "model.onnx", folder / "quantized.onnx", per_channel=False, weight_type=QuantType.QInt8)
            return onnx.load(str(folder / "quantized.onnx"))
        quantizer = MatMulNBitsQuantizer(onnx.load(str(folder / "model.onnx")), block_size=32, is_symmetric=True)
        quantizer.process()
        return quantizer.model.model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, config, bits in MODELS:
        model = build(config, bits)
        onnx.save(model, str(folder / f"{name}.onnx"))
        size = getattr(config, "head_dim", None) or WIDTH // config.num_attention_heads
        (folder / f"{name}.json").write_text(json.dumps(scores(model, size), separators=(",", ":")))


if __name__ == "__main__":
    main()
