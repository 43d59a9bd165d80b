"""Writes small GGUF models with random weights, and the scores that PyTorch computes with them.

    python -m train.gguf_models.fixture ../test/fixtures/gguf

The scores are those of the weights as the file stores them, with the input of each product and the attention rounded to 8 bits as the
kernels do it. So a difference beyond the order of sums is an error of the reader or of the kernels.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
from pathlib import Path

import gguf
import numpy as np
import torch
from transformers import (
    AutoModelForCausalLM,
    Gemma3TextConfig,
    GraniteConfig,
    LlamaConfig,
    Olmo2Config,
    Phi3Config,
    PretrainedConfig,
    Qwen2Config,
    Qwen3Config,
    SmolLM3Config,
)

from .rounded import round_as_kernels
from .vocabulary import CONTROL, TEMPLATE, merges, pieces

#: Rows of scores that are kept.
ROWS = (0, 1, 15, 16, 40)

WIDTH, LAYERS, HEADS, KEYS, INNER, CONTEXT = 64, 2, 4, 2, 96, 256
Q = gguf.GGMLQuantizationType

COMMON = {
    "vocab_size": len(pieces()),
    "hidden_size": WIDTH,
    "num_hidden_layers": LAYERS,
    "num_attention_heads": HEADS,
    "num_key_value_heads": KEYS,
    "intermediate_size": INNER,
    "max_position_embeddings": CONTEXT,
    "rms_norm_eps": 1e-5,
    "tie_word_embeddings": True,
}

#: Name of the file, family in GGUF, configuration, how weights are stored.
MODELS: list[tuple[str, str, PretrainedConfig, Q]] = [
    ("llama-q4_0", "llama", LlamaConfig(**COMMON, rope_theta=10000.0), Q.Q4_0),
    ("llama-q4_1", "llama", LlamaConfig(**{**COMMON, "tie_word_embeddings": False}, rope_theta=100000.0), Q.Q4_1),
    ("llama-f16", "llama", LlamaConfig(**COMMON, rope_theta=10000.0), Q.F16),
    ("qwen2-q8_0", "qwen2", Qwen2Config(**COMMON, rope_theta=1000000.0), Q.Q8_0),
    ("qwen3-q8_0", "qwen3", Qwen3Config(**COMMON, head_dim=32, rope_theta=1000000.0), Q.Q8_0),
    (
        "gemma3-q8_0",
        "gemma3",
        Gemma3TextConfig(
            **{**COMMON, "num_hidden_layers": 7},
            head_dim=32,
            query_pre_attn_scalar=32,
            sliding_window=8,
            rope_theta=1000000.0,
            rope_local_base_freq=10000.0,
        ),
        Q.Q8_0,
    ),
    # The fourth layer does not look at positions.
    ("smollm3-q8_0", "smollm3", SmolLM3Config(**{**COMMON, "num_hidden_layers": 4}, rope_theta=10000.0, pad_token_id=0), Q.Q8_0),
    (
        "granite-q8_0",
        "granite",
        GraniteConfig(
            **COMMON, rope_theta=10000.0, embedding_multiplier=12.0, residual_multiplier=0.22, attention_multiplier=0.03, logits_scaling=6.0
        ),
        Q.Q8_0,
    ),
    ("olmo2-q8_0", "olmo2", Olmo2Config(**{**COMMON, "tie_word_embeddings": False}, rope_theta=500000.0), Q.Q8_0),
    (
        "phi3-q8_0",
        "phi3",
        Phi3Config(
            **{**COMMON, "tie_word_embeddings": False, "max_position_embeddings": 512},
            original_max_position_embeddings=CONTEXT,
            rope_theta=10000.0,
            sliding_window=12,
            pad_token_id=0,
            rope_scaling={
                "type": "longrope",
                "short_factor": [1 + index / 8 for index in range(WIDTH // HEADS // 2)],
                "long_factor": [4.0] * (WIDTH // HEADS // 2),
            },
        ),
        Q.Q8_0,
    ),
]

#: Names of a layer's tensors: in the file, in PyTorch.
NAMES = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}

#: Gemma has a norm before and behind each half of a layer.
GEMMA_NAMES = {
    **NAMES,
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
}

#: OLMo 2 has norms only behind the halves of a layer.
OLMO_NAMES = {
    **NAMES,
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "none",
    "post_ffw_norm": "post_feedforward_layernorm",
}

#: Phi-3 keeps the matrices with the same input as one.
PHI_NAMES = {**NAMES, "attn_qkv": "self_attn.qkv_proj", "ffn_up": "mlp.gate_up_proj"}

LAYER_NAMES = {"gemma3": GEMMA_NAMES, "olmo2": OLMO_NAMES, "phi3": PHI_NAMES}

#: Files of these families keep the pairs that are turned together side by side.
SIDE_BY_SIDE = {"llama", "granite", "smollm3"}


def pairs_side_by_side(weight: np.ndarray, heads: int) -> np.ndarray:
    return weight.reshape(heads, 2, weight.shape[0] // heads // 2, *weight.shape[1:]).swapaxes(1, 2).reshape(weight.shape)


def pairs_apart(weight: np.ndarray, heads: int) -> np.ndarray:
    return weight.reshape(heads, -1, 2, *weight.shape[1:]).swapaxes(1, 2).reshape(weight.shape)


def random_model(config: PretrainedConfig, family: str) -> torch.nn.Module:
    """The weights are larger than at the start of a training, because the layers would otherwise hardly affect the scores."""
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(config).eval()
    with torch.no_grad():
        for name, value in model.named_parameters():
            noise = torch.randn_like(value)
            # Gemma's norms are stored without the 1 that is added to them.
            value.copy_(noise * 0.1 + (family != "gemma3") if "norm" in name else noise * 0.25)
    return model


def add_description(writer: gguf.GGUFWriter, config: PretrainedConfig, family: str) -> None:
    writer.add_block_count(config.num_hidden_layers)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEYS)
    writer.add_key_length(getattr(config, "head_dim", None) or WIDTH // HEADS)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_theta)
    if family == "gemma3":
        writer.add_sliding_window(config.sliding_window)
    if family == "granite":
        writer.add_embedding_scale(config.embedding_multiplier)
        writer.add_residual_scale(config.residual_multiplier)
        writer.add_attention_scale(config.attention_multiplier)
        writer.add_logit_scale(config.logits_scaling)
    if family == "phi3":
        stretch = config.max_position_embeddings / CONTEXT
        writer.add_sliding_window(config.sliding_window)
        writer.add_rope_scaling_orig_ctx_len(CONTEXT)
        writer.add_rope_scaling_attn_factors(math.sqrt(1 + math.log(stretch) / math.log(CONTEXT)))
        for length in ("long", "short"):
            writer.add_tensor(f"rope_factors_{length}.weight", np.array(config.rope_scaling[f"{length}_factor"], np.float32))


def add_tokenizer(writer: gguf.GGUFWriter) -> None:
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(pieces())
    writer.add_token_types([3 if piece in CONTROL else 1 for piece in pieces()])
    writer.add_token_merges(merges())
    writer.add_eos_token_id(pieces().index("<|im_end|>"))
    writer.add_bos_token_id(pieces().index("<|im_start|>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template(TEMPLATE)


def write(path: Path, family: str, config: PretrainedConfig, kind: Q, tensors_per_part: int = 0) -> None:
    model = random_model(config, family)
    parameters = dict(model.named_parameters())
    writer = gguf.GGUFWriter(path, family, split_max_tensors=tensors_per_part)
    add_description(writer, config, family)
    add_tokenizer(writer)

    def put(name: str, source: str, heads: int | None = None) -> None:
        value = parameters[source].detach().numpy()
        ordered = pairs_side_by_side(value, heads) if heads else value
        if value.ndim == 1:
            plus_one = 1 if family == "gemma3" and "norm" in source else 0
            writer.add_tensor(name, (ordered + plus_one).astype(np.float32))
            return
        packed = gguf.quants.quantize(ordered, kind)
        writer.add_tensor(name, packed, raw_dtype=kind)
        exact = gguf.quants.dequantize(packed, kind).reshape(ordered.shape)
        with torch.no_grad():
            parameters[source].copy_(torch.tensor(pairs_apart(exact, heads) if heads else exact))

    put("token_embd.weight", "model.embed_tokens.weight")
    put("output_norm.weight", "model.norm.weight")
    if not config.tie_word_embeddings:
        put("output.weight", "lm_head.weight")
    for layer in range(config.num_hidden_layers):
        for ours, theirs in LAYER_NAMES.get(family, NAMES).items():
            for part in ("weight", "bias"):
                source = f"model.layers.{layer}.{theirs}.{part}"
                turned = {"attn_q": HEADS, "attn_k": KEYS}.get(ours) if family in SIDE_BY_SIDE else None
                if source in parameters:
                    put(f"blk.{layer}.{ours}.{part}", source, turned)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    if tensors_per_part:
        return
    path.with_suffix(".json").write_text(json.dumps(scores(model), separators=(",", ":")))


@torch.no_grad()
def scores(model: torch.nn.Module) -> dict:
    """Scores after some tokens of a text that is longer than a window, and the greedy answer to its first tokens.

    A number in the middle between two steps is rounded up or down by the last digit of a sum, and the scores then differ visibly. So the
    text is one that 32 and 64 bits compute alike.
    """
    round_as_kernels(model)
    exact = copy.deepcopy(model).double()
    usable = len(pieces()) - len(CONTROL)
    for start in range(1000):
        tokens = [(7 * index * index + 3 * index + start) % usable + len(CONTROL) for index in range(41)]
        logits, other = (each(torch.tensor([tokens])).logits[0, list(ROWS)] for each in (exact, model))
        if (logits - other).abs().max() < 2e-5:
            break
    else:
        raise ValueError("every text has a number between two steps")
    text = list(tokens[:9])
    for _ in range(12):
        text.append(int(exact(torch.tensor([text])).logits[0, -1].argmax()))
    rows = {str(row): [round(value, 4) for value in values.tolist()] for row, values in zip(ROWS, logits)}
    return {"tokens": tokens, "rows": rows, "greedy": text[9:]}


def blocks(path: Path) -> None:
    """Random blocks of every format with the numbers in them."""
    generator = np.random.default_rng(0)
    out = {}
    for kind in (Q.Q4_0, Q.Q4_1, Q.Q5_0, Q.Q5_1, Q.Q8_0, Q.Q4_K, Q.Q5_K, Q.Q6_K, Q.BF16, Q.F16):
        block, size = gguf.GGML_QUANT_SIZES[kind]
        raw = generator.integers(0, 256, size=(1, size * max(1, 32 // block)), dtype=np.uint8)
        # An exponent of all ones is not a number, so one bit of each 16-bit float is cleared.
        high_bytes = (
            range(1, raw.shape[1], 2) if block == 1 else {Q.Q6_K: (209,), Q.Q4_0: (1,), Q.Q5_0: (1,), Q.Q8_0: (1,)}.get(kind, (1, 3))
        )
        for at in high_bytes:
            raw[0, at] &= 0xBB
        numbers = gguf.quants.dequantize(raw, kind).flatten()
        out[kind.name] = {"type": int(kind), "bytes": raw[0].tolist(), "numbers": [float(number) for number in numbers]}
    path.write_text(json.dumps(out, separators=(",", ":")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, family, config, kind in MODELS:
        write(folder / f"{name}.gguf", family, config, kind)
    _, family, config, kind = MODELS[0]
    write(folder / "llama-parts.gguf", family, config, kind, tensors_per_part=10)
    blocks(folder / "blocks.json")


if __name__ == "__main__":
    main()
