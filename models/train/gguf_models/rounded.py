"""The roundings of the kernels: the numbers that enter a product, and the attention, in 8 bits."""

from __future__ import annotations

import torch
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.masking_utils import eager_mask

BLOCK = 32


def round_to_steps(values: torch.Tensor, steps: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
    return torch.round(values * steps) * scale


def in_blocks(values: torch.Tensor) -> torch.Tensor:
    """The last block is filled with zeros."""
    missing = -values.shape[-1] % BLOCK
    return torch.nn.functional.pad(values, (0, missing)).reshape(*values.shape[:-1], -1, BLOCK)


def round_blocks(values: torch.Tensor) -> torch.Tensor:
    """32 numbers share a scale. Each number becomes a whole number of steps, from -127 to 127."""
    blocks = in_blocks(values)
    most = blocks.abs().amax(-1, keepdim=True)
    rounded = round_to_steps(blocks, torch.where(most > 0, 127 / most, 0), most / 127)
    return rounded.flatten(-2)[..., : values.shape[-1]]


def round_keys(keys: torch.Tensor) -> torch.Tensor:
    """Keys are stored with scales of 16 bits."""
    blocks = in_blocks(keys)
    scale = (blocks.abs().amax(-1, keepdim=True) / 127).half().to(keys.dtype)
    rounded = round_to_steps(blocks, torch.where(scale > 0, 1 / scale, 0), scale)
    return rounded.flatten(-2)[..., : keys.shape[-1]]


def attention(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    mask: torch.Tensor | None,
    scaling: float,
    **_: object,
) -> tuple[torch.Tensor, None]:
    """The weights of 32 positions share a scale, after each was multiplied by the scale of its value."""
    shared = query.shape[1] // key.shape[1]
    scores = round_blocks(query) @ round_keys(key).repeat_interleave(shared, 1).transpose(2, 3) * scaling
    if mask is not None:
        scores = scores + mask[..., : key.shape[-2]]
    powers = torch.exp(scores - scores.amax(-1, keepdim=True))
    most = value.abs().amax(-1, keepdim=True)
    numbers = torch.round(value * torch.where(most > 0, 127 / most, 0)).repeat_interleave(shared, 1)
    scales = (most / 127).repeat_interleave(shared, 1).transpose(2, 3)
    attended = round_blocks(powers * scales) @ numbers / powers.sum(-1, keepdim=True)
    return attended.transpose(1, 2).contiguous(), None


def round_inputs(_module: torch.nn.Module, inputs: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor]:
    return (round_blocks(inputs[0]),)


def round_as_kernels(model: torch.nn.Module) -> None:
    AttentionInterface.register("rounded", attention)
    AttentionMaskInterface.register("rounded", eager_mask)
    model.set_attn_implementation("rounded")
    for module in model.modules():
        if isinstance(module, torch.nn.Linear):
            module.register_forward_pre_hook(round_inputs)
