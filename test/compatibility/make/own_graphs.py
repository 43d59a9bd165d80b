"""Graphs that the exporter of Hugging Face does not write: attention in one node, and layers that remember a few tokens."""

from pathlib import Path

import torch
from torch import nn


class OneNode(torch.autograd.Function):
    """GroupQueryAttention, the attention of ONNX Runtime's model builder. While a graph is written, only its shapes count."""

    @staticmethod
    def forward(context, query, key, value, past_key, past_value, lengths, total, cos, sin, heads, groups):
        batch, length, _ = key.shape
        rows = [torch.cat([past, new.view(batch, length, groups, -1).transpose(1, 2)], 2) for past, new in ((past_key, key), (past_value, value))]
        return query.clone(), *rows

    @staticmethod
    def symbolic(graph, query, key, value, past_key, past_value, lengths, total, cos, sin, heads, groups):
        inputs = (query, key, value, past_key, past_value, lengths, total, cos, sin)
        return graph.op("com.microsoft::GroupQueryAttention", *inputs, num_heads_i=heads, kv_num_heads_i=groups, do_rotary_i=1, outputs=3)


class GroupedLlama(nn.Module):
    """A Llama whose attention is one node, with the weights of the reference model."""

    def __init__(self, model):
        super().__init__()
        self.inner, self.config = model, model.config
        positions = torch.arange(self.config.max_position_embeddings)[None]
        cos, sin = model.model.rotary_emb(torch.zeros(1), positions)
        half = cos.shape[-1] // 2
        self.register_buffer("cos", cos[0, :, :half].contiguous())
        self.register_buffer("sin", sin[0, :, :half].contiguous())

    def forward(self, input_ids, attention_mask, *past):
        inner, present = self.inner.model, []
        lengths = (attention_mask.sum(-1) - 1).to(torch.int32)
        total = torch.ones_like(attention_mask[0]).sum().to(torch.int32)
        states = inner.embed_tokens(input_ids)
        for index, layer in enumerate(inner.layers):
            attention, normed = layer.self_attn, layer.input_layernorm(states)
            parts = (attention.q_proj(normed), attention.k_proj(normed), attention.v_proj(normed))
            sizes = (self.config.num_attention_heads, self.config.num_key_value_heads)
            read, key, value = OneNode.apply(*parts, *past[2 * index : 2 * index + 2], lengths, total, self.cos, self.sin, *sizes)
            states = states + attention.o_proj(read)
            states = states + layer.mlp(layer.post_attention_layernorm(states))
            present += [key, value]
        return (self.inner.lm_head(inner.norm(states)), *present)


class RememberingLfm2(nn.Module):
    """LFM2 with its memory as inputs: keys and values of the attention, and the last numbers that each convolution read."""

    def __init__(self, model):
        super().__init__()
        self.inner, self.config = model, model.config

    def forward(self, input_ids, attention_mask, *past):
        inner, present, at = self.inner.model, [], 0
        length, total = input_ids.shape[1], attention_mask.shape[1]
        places = torch.arange(length) + (total - length)
        states = inner.embed_tokens(input_ids)
        cos, sin = inner.pos_emb(states, places[None])
        mask = (torch.arange(total)[None] > places[:, None]).float() * -10_000.0
        for layer in inner.layers:
            normed = layer.operator_norm(states)
            if layer.is_attention_layer:
                read, *memory = attend(layer.self_attn, normed, cos, sin, mask, *past[at : at + 2])
            else:
                read, *memory = convolve(layer.conv, normed, past[at])
            at += len(memory)
            present += memory
            states = states + read
            states = states + layer.feed_forward(layer.ffn_norm(states))
        return (self.inner.lm_head(inner.embedding_norm(states)), *present)


def attend(attention, states, cos, sin, mask, past_key, past_value):
    batch, length, _ = states.shape
    heads = lambda part: part.view(batch, length, -1, attention.head_dim)
    query = attention.q_layernorm(heads(attention.q_proj(states))).transpose(1, 2)
    key = attention.k_layernorm(heads(attention.k_proj(states))).transpose(1, 2)
    value = heads(attention.v_proj(states)).transpose(1, 2)
    key, value = torch.cat([past_key, turn(key, cos, sin)], 2), torch.cat([past_value, value], 2)
    repeat = attention.num_key_value_groups
    every_key, every_value = key.repeat_interleave(repeat, 1), value.repeat_interleave(repeat, 1)
    shares = (turn(query, cos, sin) @ every_key.transpose(2, 3) * attention.scaling + mask).softmax(-1)
    return attention.out_proj((shares @ every_value).transpose(1, 2).reshape(batch, length, -1)), key, value


def convolve(layer, states, past):
    gate, change, value = layer.in_proj(states).transpose(1, 2).chunk(3, 1)
    read = torch.cat([past, gate * value], 2)
    # The memory is one number longer than the convolution looks back.
    mixed = nn.functional.conv1d(read[:, :, 1:], layer.conv.weight, layer.conv.bias, groups=layer.conv.groups)
    return layer.out_proj((change * mixed).transpose(1, 2)), read[:, :, -layer.L_cache :]


def turn(heads, cos, sin):
    first, second = heads.chunk(2, -1)
    return heads * cos[:, None] + torch.cat([-second, first], -1) * sin[:, None]


def export_writer(model, saved: Path) -> dict[str, Path]:
    """Writes the graph of a Llama with attention in one node, or of an LFM2."""
    config = model.config
    size = config.hidden_size // config.num_attention_heads
    names, samples, axes = [], [], {"input_ids": {0: "batch_size", 1: "sequence_length"}, "attention_mask": {0: "batch_size", 1: "total_sequence_length"}}
    kinds = getattr(config, "layer_types", None) or ["full_attention"] * config.num_hidden_layers
    for index, kind in enumerate(kinds):
        if kind == "conv":
            names.append(f"past_conv.{index}")
            samples.append(torch.zeros(1, config.hidden_size, config.conv_L_cache))
            axes[names[-1]] = axes[names[-1].replace("past", "present")] = {0: "batch_size"}
            continue
        for part in ("key", "value"):
            names.append(f"past_key_values.{index}.{part}")
            samples.append(torch.zeros(1, config.num_key_value_heads, 3, size))
            axes[names[-1]] = {0: "batch_size", 2: "past_sequence_length"}
            axes[f"present.{index}.{part}"] = {0: "batch_size", 2: "total_sequence_length"}
    outputs = ["logits", *(name.replace("past_key_values", "present").replace("past_conv", "present_conv") for name in names)]
    axes["logits"] = {0: "batch_size", 1: "sequence_length"}
    network = RememberingLfm2(model) if config.model_type == "lfm2" else GroupedLlama(model)
    sample = (torch.tensor([[7, 8]]), torch.ones(1, 5, dtype=torch.int64), *samples)
    path = saved / "model.onnx"
    torch.onnx.export(network.eval(), sample, path, input_names=["input_ids", "attention_mask", *names], output_names=outputs, dynamic_axes=axes, opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1})
    return {"model": path}
