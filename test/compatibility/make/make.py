"""Makes a small model with random weights for each row of rows.json, in the layout of the hub, and the right answers beside it.

    pip install -r test/compatibility/make/requirements.txt
    python test/compatibility/make/make.py FOLDER [--short] [ROW …]
"""

import inspect
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

import graphs
import references
from families import POSITIONS, ROTARY, WIDTH, WINDOW, build
from own_graphs import export_writer
from templates import TEMPLATES
from vocabularies import vocabulary

HERE = Path(__file__).parent


def main(target: Path, only_short: bool, names: list[str]) -> None:
    rows = json.loads((HERE.parent / "rows.json").read_text(encoding="utf-8"))
    wanted = [row for row in rows if (not only_short or row.get("short")) and (not names or row["id"] in names)]
    for row in wanted:
        torch.manual_seed(row.get("seed", 5))
        folder = target / row["id"]
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        make(row, folder)
        print(row["id"], sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 1024, "kB", flush=True)


def make(row: dict, folder: Path) -> None:
    writes, dtype = row["task"] == "generate", row.get("dtype", "fp32")
    template = TEMPLATES.get(row["family"]) if writes else None
    tokenizer = vocabulary(row["tokenizer"], WINDOW if writes else POSITIONS, template)
    model = build(row, len(tokenizer))
    sequence = writes and model.config.is_encoder_decoder
    if writes:
        silence(model, tokenizer)
    with graphs.temporary() as saved:
        saved = Path(saved)
        tokenizer.save_pretrained(saved)
        if row["family"] in ROTARY:
            model.config.save_pretrained(saved)
        else:
            model.save_pretrained(saved)
            # Loaded again like the exporter does, because some values of a configuration change when they are read.
            model = type(model).from_pretrained(saved).eval()
        alone = row["family"] in ROTARY or (row["family"] == "T5" and not writes)
        if alone:
            made = graphs.export_encoder(model, saved)
        elif row.get("exporter") == "own":
            made = export_writer(model, saved)
        else:
            made = graphs.export(saved, row, sequence)
        written = [graphs.write(path, folder, name, dtype, row.get("layout", "onnx")) for name, path in made.items()]
        for name in ("config.json", "generation_config.json", "tokenizer.json", "chat_template.jinja"):
            if (saved / name).exists():
                shutil.copy(saved / name, folder / name)
        few_bits = dtype not in ("fp32", "fp16") and not sequence
        graph = graphs.rounded(made["model"], written[0], dtype.removesuffix("f16")) if few_bits else None
        settings = json.loads((saved / "tokenizer_config.json").read_text(encoding="utf-8"))
    settings["tokenizer_class"] = tokenizer.family_class
    write(folder / "tokenizer_config.json", settings)
    if "labels" in row and row.get("unnamed"):
        forget_labels(folder / "config.json")
    dense = sentence_files(row, folder) if row["task"] == "embed" else []
    known = [name for name in inspect.signature(model.forward).parameters if name in tokenizer.model_input_names]
    if row["family"] not in ROTARY and getattr(model.config, "type_vocab_size", 0) < 2:
        known = [name for name in known if name != "token_type_ids"]
    network = references.Network(model, known, graph)
    if "refused" not in row:
        write(folder / "expected.json", expected(row, tokenizer, network, model, dense, sequence))


def expected(row, tokenizer, network, model, dense, sequence):
    if sequence:
        return references.sequences(row, tokenizer, model)
    if row["task"] == "embed":
        return references.embeddings(row, tokenizer, network, dense)
    by_task = {"classify": references.classifications, "zero-shot": references.entailments, "rerank": references.relevances, "label": references.spans, "generate": references.answers}
    return by_task[row["task"]](row, tokenizer, network)


@torch.no_grad()
def silence(model, tokenizer) -> None:
    """Prevents control tokens and parts of characters in answers, because libraries differ in how they show half a character."""
    head = model.get_output_embeddings().weight
    for token in range(len(tokenizer)):
        text = tokenizer.decode([token], clean_up_tokenization_spaces=False)
        name = tokenizer.convert_ids_to_tokens(token)
        if token in tokenizer.all_special_ids or "\ufffd" in text or name.startswith("<"):
            head[token] = 0


def sentence_files(row: dict, folder: Path) -> list:
    """The files of a sentence encoder, in the form that its library had when the model was made, or has today."""
    if "pooling" not in row:
        return []
    pooling, modules = row["pooling"], row.get("modules")
    (folder / "1_Pooling").mkdir()
    switches = {"mean": "mean_tokens", "cls": "cls_token", "max": "max_tokens", "lasttoken": "lasttoken"}
    old = {f"pooling_mode_{name}": name == switches[pooling] for name in switches.values()}
    new = {"pooling_mode": pooling, "embedding_dimension": WIDTH, "include_prompt": True}
    write(folder / "1_Pooling" / "config.json", new if row.get("files") == "new" else {"word_embedding_dimension": WIDTH, **old})
    if modules is None:
        return []
    kinds = ["Transformer", "Pooling", *modules]
    listed = [dict(idx=i, name=str(i), path="" if i == 0 else f"{i}_{kind}", type=f"sentence_transformers.models.{kind}") for i, kind in enumerate(kinds)]
    write(folder / "modules.json", listed)
    if "prompts" in row:
        write(folder / "config_sentence_transformers.json", dict(prompts=row["prompts"], default_prompt_name=None))
    random = np.random.default_rng(3)
    layers, width = [], WIDTH
    for index, kind in enumerate(kinds):
        if kind != "Dense":
            continue
        activation = row.get("activation", "Tanh")
        size = WIDTH * 2 if kinds[index + 1] == "Dense" else WIDTH
        weight = (random.standard_normal((size, width)) / width**0.5).astype(np.float32)
        bias = (0.1 * random.standard_normal(size)).astype(np.float32)
        place = folder / f"{index}_Dense"
        place.mkdir()
        save_file({"linear.weight": weight, "linear.bias": bias}, place / "model.safetensors")
        name = "torch.nn.modules.linear.Identity" if activation == "Identity" else f"torch.nn.modules.activation.{activation}"
        write(place / "config.json", dict(in_features=width, out_features=size, bias=True, activation_function=name))
        layers.append((weight, bias, activation))
        width = size
    return layers


def forget_labels(path: Path) -> None:
    config = json.loads(path.read_text(encoding="utf-8"))
    config["id2label"] = {key: f"LABEL_{key}" for key in config["id2label"]}
    config["label2id"] = {label: int(key) for key, label in config["id2label"].items()}
    write(path, config)


def write(path: Path, value) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    options = sys.argv[2:]
    main(Path(sys.argv[1]), "--short" in options, [name for name in options if not name.startswith("--")])
