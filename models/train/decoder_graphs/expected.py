"""Decoders with random weights, and the scores that the kernels must compute from their graphs."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import torch
from transformers import AutoModelForCausalLM, PretrainedConfig, PreTrainedModel

from ..gguf_models.vocabulary import pieces
from .rounded import Rounded

WIDTH = 64
COMMON = {
    "vocab_size": len(pieces()),
    "hidden_size": WIDTH,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "intermediate_size": 96,
    "max_position_embeddings": 256,
    "rms_norm_eps": 1e-5,
    "tie_word_embeddings": True,
    "bos_token_id": 0,
    "eos_token_id": 1,
    "pad_token_id": 2,
    "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0},
}


def random_model(config: PretrainedConfig) -> PreTrainedModel:
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(config).eval()
    with torch.no_grad():
        for name, value in model.named_parameters():
            noise = torch.randn_like(value)
            value.copy_(noise * 0.1 + 1 if "norm" in name else noise * 0.2)
    return model


def scores(model: onnx.ModelProto, size: int) -> dict:
    """Scores after some tokens, and an answer whose words are clearly the likeliest, because the kernels also round the attention."""
    Rounded(model)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    past = [each for each in session.get_inputs() if each.name.startswith("past")]

    def run(tokens: list[int]) -> np.ndarray:
        ids = np.array([tokens], np.int64)
        feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        if any(each.name == "position_ids" for each in session.get_inputs()):
            feeds["position_ids"] = np.arange(len(tokens))[None]
        kinds = {"tensor(float)": np.float32, "tensor(float16)": np.float16}
        feeds |= {each.name: np.zeros((1, COMMON["num_key_value_heads"], 0, size), kinds[each.type]) for each in past}
        return session.run(["logits"], feeds)[0][0].astype(np.float32)

    for start in range(2000):
        tokens = [(7 * index * index + 3 * index + start) % (len(pieces()) - 3) + 3 for index in range(41)]
        text, margin = tokens[:9], np.inf
        for _ in range(12):
            row = run(text)[-1]
            text.append(int(row.argmax()))
            margin = min(margin, float(np.subtract(*np.sort(row)[[-1, -2]])))
        if margin > 0.15 * float(row.std()):
            break
    else:
        raise ValueError("every answer has a word that is hardly likelier than another")
    logits = run(tokens)
    rows = {str(row): [round(float(value), 4) for value in logits[row]] for row in (0, 1, 15, 16, 40)}
    return {"tokens": tokens, "rows": rows, "greedy": text[9:]}
