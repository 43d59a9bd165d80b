"""Small tokenizers of the real kinds, learned from the documents of this repository."""

import tempfile
from pathlib import Path

import sentencepiece
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    AlbertTokenizer,
    DebertaV2Tokenizer,
    GemmaTokenizer,
    LlamaTokenizer,
    PreTrainedTokenizerFast,
    T5Tokenizer,
    XLMRobertaTokenizer,
)
from transformers.convert_slow_tokenizer import convert_slow_tokenizer

ROOT = Path(__file__).parents[3]
CORPUS = [str(ROOT / name) for name in ("README.md", "ARCHITECTURE.md")]
SIZE = 512

# How the byte-level families of today cut a text before they join bytes.
GPT4 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}%s| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"


def vocabulary(kind: str, length: int, template: str | None = None) -> PreTrainedTokenizerFast:
    raw, special, class_name = KINDS[kind]()
    made = PreTrainedTokenizerFast(tokenizer_object=raw, model_max_length=length, **special)
    if template is not None:
        made.chat_template = template
    made.family_class = class_name
    return made


def word_piece(lowercase: bool):
    made = word_pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], lowercase)
    made.post_processor = around(made, "[CLS]", "[SEP]")
    return made, named(pad="[PAD]", unk="[UNK]", cls="[CLS]", sep="[SEP]", mask="[MASK]"), "BertTokenizer"


def mpnet():
    made = word_pieces(["<s>", "<pad>", "</s>", "[UNK]", "<mask>"], lowercase=True)
    made.post_processor = processors.RobertaProcessing(sep=("</s>", 2), cls=("<s>", 0), add_prefix_space=False)
    return made, named(bos="<s>", eos="</s>", pad="<pad>", unk="[UNK]", cls="<s>", sep="</s>", mask="<mask>"), "MPNetTokenizer"


def roberta():
    made = bytes_pairs(["<s>", "<pad>", "</s>", "<unk>", "<mask>"], pre_tokenizers.ByteLevel(add_prefix_space=False))
    made.post_processor = processors.RobertaProcessing(sep=("</s>", 2), cls=("<s>", 0), add_prefix_space=False)
    return made, named(bos="<s>", eos="</s>", pad="<pad>", unk="<unk>", cls="<s>", sep="</s>", mask="<mask>"), "RobertaTokenizer"


def modern_bert():
    made = bytes_pairs(["<|padding|>", "<|endoftext|>", "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"], pre_tokenizers.ByteLevel(add_prefix_space=False))
    made.normalizer = normalizers.NFC()
    made.add_tokens([AddedToken(" " * count, normalized=True) for count in range(24, 1, -1)])
    made.post_processor = around(made, "[CLS]", "[SEP]", types=False)
    return made, named(pad="[PAD]", unk="[UNK]", cls="[CLS]", sep="[SEP]", mask="[MASK]"), "PreTrainedTokenizerFast"


def gpt2():
    made = bytes_pairs(["<|endoftext|>"], pre_tokenizers.ByteLevel(add_prefix_space=False))
    return made, named(bos="<|endoftext|>", eos="<|endoftext|>", unk="<|endoftext|>"), "GPT2Tokenizer"


def llama3():
    special = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"]
    made = bytes_pairs(special, split("{1,3}"))
    made.post_processor = processors.TemplateProcessing(single="<|begin_of_text|> $A", pair="<|begin_of_text|> $A <|begin_of_text|> $B", special_tokens=[("<|begin_of_text|>", 0)])
    return made, named(bos="<|begin_of_text|>", eos="<|eot_id|>"), "PreTrainedTokenizerFast"


def qwen():
    made = bytes_pairs(["<|endoftext|>", "<|im_start|>", "<|im_end|>"], split(""))
    made.normalizer = normalizers.NFC()
    return made, named(eos="<|im_end|>", pad="<|endoftext|>"), "Qwen2Tokenizer"


def qwen_embedding():
    made, special, name = qwen()
    made.post_processor = processors.TemplateProcessing(single="$A <|endoftext|>", pair="$A $B <|endoftext|>", special_tokens=[("<|endoftext|>", 0)])
    return made, special, name


def chat_bytes(*special: str):
    """The plain byte-level kind, with the tokens of a conversation."""

    def build():
        made = bytes_pairs(list(special), split("{1,3}"))
        return made, named(bos=special[0], eos=special[1], pad=special[0]), "GPT2Tokenizer"

    return build


def xlm_roberta():
    return from_piece(XLMRobertaTokenizer, "unigram"), named(bos="<s>", eos="</s>", pad="<pad>", unk="<unk>", cls="<s>", sep="</s>", mask="<mask>"), "XLMRobertaTokenizer"


def albert():
    made = from_piece(AlbertTokenizer, "unigram", pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, user_defined_symbols=["[CLS]", "[SEP]", "[MASK]"], pad_piece="<pad>")
    return made, named(pad="<pad>", unk="<unk>", cls="[CLS]", sep="[SEP]", mask="[MASK]"), "AlbertTokenizer"


def deberta():
    made = from_piece(DebertaV2Tokenizer, "unigram", pad_id=0, bos_id=1, eos_id=2, unk_id=3, pad_piece="[PAD]", bos_piece="[CLS]", eos_piece="[SEP]", unk_piece="[UNK]")
    return made, named(pad="[PAD]", unk="[UNK]", cls="[CLS]", sep="[SEP]", mask="[MASK]"), "DebertaV2Tokenizer"


def t5():
    made = from_piece(T5Tokenizer, "unigram", slow={"extra_ids": 0}, pad_id=0, eos_id=1, unk_id=2, bos_id=-1)
    return made, named(eos="</s>", pad="<pad>", unk="<unk>"), "T5Tokenizer"


def llama2(*added: str):
    def build():
        made = from_piece(LlamaTokenizer, "bpe", byte_fallback=True)
        made.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in added])
        return made, named(bos="<s>", eos="</s>", unk="<unk>"), "LlamaTokenizer"

    return build


def gemma():
    made = from_piece(GemmaTokenizer, "bpe", byte_fallback=True, add_dummy_prefix=False, pad_id=0, eos_id=1, bos_id=2, unk_id=3, user_defined_symbols=["<start_of_turn>", "<end_of_turn>"])
    made.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in ("<start_of_turn>", "<end_of_turn>")])
    made.post_processor = processors.TemplateProcessing(single="<bos> $A", pair="<bos> $A <bos> $B", special_tokens=[("<bos>", made.token_to_id("<bos>"))])
    return made, named(bos="<bos>", eos="<eos>", pad="<pad>", unk="<unk>"), "GemmaTokenizer"


def embedding_gemma():
    made, special, name = gemma()
    ids = [(token, made.token_to_id(token)) for token in ("<bos>", "<eos>")]
    made.post_processor = processors.TemplateProcessing(single="<bos> $A <eos>", pair="<bos> $A <eos> <bos> $B <eos>", special_tokens=ids)
    return made, special, name


def around(made: Tokenizer, first: str, last: str, types: bool = True):
    ids = [(token, made.token_to_id(token)) for token in (first, last)]
    second = ":1" if types else ":0"
    return processors.TemplateProcessing(single=f"{first} $A {last}", pair=f"{first} $A {last} $B{second} {last}{second}", special_tokens=ids)


def split(digits: str):
    cut = pre_tokenizers.Split(Regex(GPT4 % digits), behavior="isolated")
    return pre_tokenizers.Sequence([cut, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])


def word_pieces(special: list[str], lowercase: bool) -> Tokenizer:
    made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    made.pre_tokenizer, made.decoder = pre_tokenizers.BertPreTokenizer(), decoders.WordPiece()
    made.train(CORPUS, trainers.WordPieceTrainer(vocab_size=SIZE, special_tokens=special, show_progress=False))
    return made


def bytes_pairs(special: list[str], before) -> Tokenizer:
    made = Tokenizer(models.BPE())
    made.pre_tokenizer, made.decoder = before, decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    made.train(CORPUS, trainers.BpeTrainer(vocab_size=SIZE, special_tokens=special, initial_alphabet=alphabet, show_progress=False))
    return made


def from_piece(slow_class, kind: str, slow: dict | None = None, **options) -> Tokenizer:
    with tempfile.TemporaryDirectory() as folder:
        prefix = f"{folder}/spiece"
        sentencepiece.SentencePieceTrainer.train(
            input=",".join(CORPUS),
            model_prefix=prefix,
            vocab_size=SIZE,
            model_type=kind,
            character_coverage=0.995,
            normalization_rule_name="identity" if kind == "bpe" else "nmt_nfkc",
            minloglevel=2,
            **options,
        )
        return convert_slow_tokenizer(slow_class(f"{prefix}.model", **(slow or {})))


def named(**special: str) -> dict:
    return {f"{name}_token": token for name, token in special.items()}


KINDS = {
    "WordPiece": lambda: word_piece(lowercase=True),
    "WordPiece, cased": lambda: word_piece(lowercase=False),
    "WordPiece of MPNet": mpnet,
    "byte-level BPE of RoBERTa": roberta,
    "byte-level BPE of ModernBERT": modern_bert,
    "byte-level BPE of GPT-2": gpt2,
    "byte-level BPE of Llama 3": llama3,
    "byte-level BPE of Qwen": qwen,
    "byte-level BPE of Qwen, ended": qwen_embedding,
    "byte-level BPE of SmolLM3": chat_bytes("<|begin_of_text|>", "<|im_end|>", "<|im_start|>"),
    "byte-level BPE of OLMo 2": chat_bytes("<|padding|>", "<|endoftext|>", "<|user|>", "<|assistant|>"),
    "byte-level BPE of Granite": chat_bytes("<|pad|>", "<|end_of_text|>", "<|start_of_role|>", "<|end_of_role|>"),
    "Unigram of XLM-R": xlm_roberta,
    "Unigram of ALBERT": albert,
    "Unigram of DeBERTa": deberta,
    "Unigram of T5": t5,
    "BPE with bytes of Llama 2": llama2("[INST]", "[/INST]"),
    "BPE with bytes of Phi-3": llama2("<|user|>", "<|assistant|>", "<|end|>", "<|system|>"),
    "BPE with bytes of Gemma": gemma,
    "BPE with bytes of Gemma, ended": embedding_gemma,
}
