"""The files beside the graph of a BERT model in the Hugging Face layout."""

import json
from pathlib import Path


def wordpiece_settings(max_tokens: int) -> dict:
    settings = {"tokenizer_class": "BertTokenizer", "do_lower_case": True, "model_max_length": max_tokens}
    return settings | {f"{name}_token": f"[{name.upper()}]" for name in ("unk", "sep", "pad", "cls", "mask")}


def write_folder(folder: Path, *, tokenizer: dict, settings: dict, config: dict) -> None:
    """`settings` are the settings of the tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    compact = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(compact, encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
