"""The right answers: from PyTorch, or from floats with the rounded weights if the file has fewer bits."""

import re
import unicodedata

import numpy as np
import onnxruntime
import torch

from texts import CANDIDATES, LABELLED, PAIRS, PROMPTS, READABLE, SCORED, SOURCES, SYSTEM, TEXTS

HYPOTHESIS = "This text is about {}."
# An answer counts only where the second-best token never comes this near, in standard deviations of the scores: with numbers of 8 bits
# the scores of one runtime are a tenth of it away from those of floats.
MARGIN = {"fp32": 1e-3, "fp16": 0.02, "q8": 0.15, "int8": 0.15, "uint8": 0.15, "q4": 0.15, "q4f16": 0.15}
# A tagger does not continue from its own answers, so one rounded score cannot change the rest of a text.
TAG_MARGIN = 0.05
ENDINGS = ["", " Be short.", " Why?", " And then?", " Say so.", " In a few words.", " Please.", " Is it so?"]


class Network:
    """One text at a time, through PyTorch or through a graph."""

    def __init__(self, model, inputs: list[str], graph=None):
        self.model, self.inputs = model, inputs
        self.session = None
        if graph is not None:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1
            self.session = onnxruntime.InferenceSession(graph.SerializeToString(), options)

    @torch.no_grad()
    def run(self, encoded: dict) -> np.ndarray:
        count = len(encoded["input_ids"])
        feed = {"input_ids": encoded["input_ids"], "attention_mask": [1] * count, "token_type_ids": encoded.get("token_type_ids", [0] * count)}
        if self.session is None:
            known = {key: torch.tensor([value]) for key, value in feed.items() if key in self.inputs}
            return self.model(**known)[0][0].float().numpy()
        feed["position_ids"] = list(range(count))
        feeds = {}
        for slot in self.session.get_inputs():
            if slot.name in feed:
                feeds[slot.name] = np.array([feed[slot.name]], np.int64)
            else:
                # No token came before: the memory of an attention is empty, and that of a convolution holds zeros.
                shape = [0 if isinstance(size, str) else size for size in slot.shape[1:]]
                feeds[slot.name] = np.zeros([1, *shape], np.float32)
        return self.session.run(None, feeds)[0][0]


def embeddings(row, tokenizer, network, dense):
    prompts = row.get("options", {}).get("prefixes") or files_prompts(row)
    pooling, modules = row.get("pooling", "mean"), row.get("modules")
    answers = []
    for text in TEXTS:
        for kind in ("document", "query") if prompts else ("document",):
            encoded = tokenizer(prompts.get(kind, "") + text, truncation=True) if prompts else tokenizer(text, truncation=True)
            states = network.run(encoded)
            vector = {"mean": states.mean(0), "cls": states[0], "lasttoken": states[-1]}[pooling]
            for weight, bias, activation in dense:
                vector = weight @ vector + bias
                vector = np.tanh(vector) if activation == "Tanh" else vector
            if modules is None or "Normalize" in modules:
                vector = vector / np.linalg.norm(vector)
            answers.append(dict(text=text, kind=kind, vector=rounded_list(vector)))
    return answers


def files_prompts(row) -> dict:
    return row.get("prompts", {})


def scores(row, logits):
    if row.get("problem") == "regression":
        return logits
    if row.get("problem") == "multi_label_classification" or len(logits) == 1:
        return 1 / (1 + np.exp(-logits))
    return softmax(logits)


def classifications(row, tokenizer, network):
    return [dict(text=text, scores=dict(zip(row["labels"], rounded_list(scores(row, network.run(tokenizer(text, truncation=True))))))) for text in READABLE]


def entailments(row, tokenizer, network):
    labels = [label.lower() for label in row["labels"]]
    yes = next(i for i, label in enumerate(labels) if label.startswith("entail"))
    no = next(i for i, label in enumerate(labels) if label.startswith(("contra", "not")))
    answers = []
    for text in READABLE:
        logits = [network.run(tokenizer(text, HYPOTHESIS.format(label), truncation="only_first")) for label in CANDIDATES]
        one = softmax(np.array([values[yes] for values in logits]))
        each = [softmax(values[[no, yes]])[1] for values in logits]
        answers.append(dict(text=text, labels=CANDIDATES, multiLabel=False, scores=dict(zip(CANDIDATES, rounded_list(one)))))
        answers.append(dict(text=text, labels=CANDIDATES, multiLabel=True, scores=dict(zip(CANDIDATES, rounded_list(each)))))
    return answers


def relevances(row, tokenizer, network):
    answers = []
    for query, text in PAIRS:
        logits = network.run(tokenizer(query, text, truncation="only_second"))
        score = softmax(logits)[-1] if len(logits) == 2 else 1 / (1 + np.exp(-logits[0]))
        answers.append(dict(query=query, text=text, score=round(float(score), 6)))
    return answers


def spans(row, tokenizer, network):
    answers = []
    for text in LABELLED:
        encoded = tokenizer(text, return_offsets_mapping=True, return_special_tokens_mask=True)
        logits = network.run(encoded)
        best = np.sort(logits, -1)
        if np.min(best[:, -1] - best[:, -2]) < min(MARGIN[row.get("dtype", "fp32")], TAG_MARGIN):
            continue
        guesses, previous = [], None
        tokens = tokenizer.convert_ids_to_tokens(encoded["input_ids"])
        for values, token, (start, end), special in zip(logits, tokens, encoded["offset_mapping"], encoded["special_tokens_mask"]):
            # A character of several tokens goes with the first of them, and a separate space token is not text.
            if special or token == "▁" or (start, end) == previous:
                continue
            previous = (start, end)
            while start < end and text[start].isspace():
                start += 1
            while start < end and text[end - 1].isspace():
                end -= 1
            guesses.append((start, end, row["labels"][int(values.argmax())], float(softmax(values).max())))
        answers.append(dict(text=text, spans=join(text, guesses, row["labels"])))
    if not answers:
        raise ValueError(f"{row['id']} has no text with a clear margin: choose another seed")
    return answers


def join(text, guesses, labels):
    """Joins tokens into spans: the first piece of a word decides for the word, and `B-` opens a span."""
    prefixed = any(re.match(r"[BI][-_].", label) for label in labels)
    found, current, last = [], None, -1
    units = [0]
    for character in text:
        units.append(units[-1] + (2 if ord(character) > 0xFFFF else 1))
    for start, end, label, score in guesses:
        if start == end:
            continue
        match = re.match(r"([BIESLU])[-_](.+)$", label) if prefixed else None
        prefix, kind = match.groups() if match else (None, label)
        inside = start == last and in_word(text[start - 1]) and in_word(text[start])
        last = end
        if inside:
            if current is not None and current["end"] == start:
                current["end"] = end
                current["scores"].append(score)
            continue
        if kind == "O":
            current = None
            continue
        if current is not None and current["type"] == kind and prefix not in ("B", "S", "U"):
            current["end"] = end
            current["scores"].append(score)
            continue
        current = dict(start=start, end=end, type=kind, scores=[score])
        found.append(current)
    return [dict(start=units[s["start"]], end=units[s["end"]], type=s["type"], score=round(sum(s["scores"]) / len(s["scores"]), 6)) for s in found]


def in_word(character: str) -> bool:
    # Chinese and Japanese set no spaces, so each token may be a word.
    if re.match(r"[\u3040-\u30ff\u3400-\u9fff]", character):
        return False
    return unicodedata.category(character)[0] in "LNM" or character == "_"


def answers(row, tokenizer, network):
    found = []
    dtype = row.get("dtype", "fp32")
    margin, length = MARGIN[dtype], 16 if dtype == "fp32" else 6
    for prompt in (prompt + ending for ending in ENDINGS for prompt in PROMPTS):
        messages = [dict(role="user", content=prompt)]
        if row.get("system") and not found:
            messages.insert(0, dict(role="system", content=SYSTEM))
        if tokenizer.chat_template is None:
            ids = tokenizer(prompt)["input_ids"]
        else:
            ids = tokenizer.apply_chat_template(messages, add_generation_prompt=True)
        written, least = write(network, ids, length)
        if least > margin:
            text = tokenizer.decode(written, skip_special_tokens=True, clean_up_tokenization_spaces=False)
            found.append(dict(messages=messages, inputTokens=len(ids), outputTokens=len(written), text=text))
        if len(found) == 3:
            break
    if len(found) < 2:
        raise ValueError(f"{row['id']} has {len(found)} answers with a clear margin: choose another seed")
    ids = tokenizer(SCORED)["input_ids"]
    logits = network.run(dict(input_ids=ids)).astype(np.float64)
    logs = logits - np.log(np.exp(logits - logits.max(-1, keepdims=True)).sum(-1, keepdims=True)) - logits.max(-1, keepdims=True)
    each = [round(float(logs[place, token]), 5) for place, token in enumerate(ids[1:])]
    return dict(answers=found, scored=dict(text=SCORED, each=each))


def write(network, ids, length):
    ids, count, least = list(ids), len(ids), float("inf")
    for _ in range(length):
        logits = network.run(dict(input_ids=ids))[-1]
        second, best = np.sort(logits)[-2:]
        least = min(least, float(best - second) / float(logits.std()))
        ids.append(int(logits.argmax()))
    return ids[count:], least


def sequences(row, tokenizer, model):
    found = []
    for text in SOURCES:
        ids = tokenizer(text, return_tensors="pt").input_ids
        for beams in (1, 4):
            written = model.generate(ids, max_new_tokens=20, do_sample=False, num_beams=beams)
            output = tokenizer.decode(written[0], skip_special_tokens=True, clean_up_tokenization_spaces=False)
            found.append(dict(text=text, beams=beams, inputTokens=ids.shape[1], answer=output))
    return found


def softmax(values):
    powers = np.exp(values - np.max(values, -1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def rounded_list(values):
    return [round(float(value), 6) for value in values]
