"""The numbers that a training on the processor computes with."""

from __future__ import annotations

import torch

# Only processors with AVX-512 compute bfloat16 fast. Others take forty times as long for it as for float32.
FAST_BFLOAT16 = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
NUMBERS = torch.bfloat16 if FAST_BFLOAT16 else torch.float32


def autocast() -> torch.autocast:
    """Within it, products are computed in bfloat16 if the processor does this fast, else in float32."""
    return torch.autocast("cpu", torch.bfloat16, enabled=FAST_BFLOAT16)
