"""Labels and training text of the language identifier, from DATA/train/lid and a little English and noise.

A label is a BCP 47 language: ISO 639-1 where it exists. Country variants and scripts are one label (en, es, fr, pt, zh, sr,
de with Swiss German apart as gsw); Dari is fa, Hassaniya is ar, Filipino is tl. hr/bs/sr, id/ms, nb/nn, xh/zu/nd/ss,
nso/st/tn and yue/zh stay apart: people ask for them, and the card says how often each pair is confused.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from train.common.corpus import SEED, rows

NTREX = dict(
    pair.split(":")
    for pair in """afr:af amh:am arb:ar mey:ar aze-Latn:az bak:ba bel:be bem:bem ben:bn bod:bo bos:bs bul:bg cat:ca ces:cs
    ckb-Arab:ckb cym:cy dan:da deu:de div:dv dzo:dz ell:el eng:en eng-GB:en eng-IN:en eng-US:en est:et eus:eu ewe:ee fao:fo
    fas:fa prs:fa fij:fj fil:tl fin:fi fra:fr fra-CA:fr fuc:ff gle:ga glg:gl guj:gu hau:ha heb:he hin:hi hmn:hmn hrv:hr
    hun:hu hye:hy ibo:ig ind:id isl:is ita:it jpn:ja kan:kn kat:ka kaz:kk khm:km kin:rw kir:ky kmr:ku kor:ko lao:lo lav:lv
    lit:lt ltz:lb mal:ml mar:mr mkd:mk mlg:mg mlt:mt mon:mn mri:mi msa:ms mya:my nde:nd nep:ne nld:nl nno:nn nob:nb nso:nso
    nya:ny orm:om pan:pa pol:pl por:pt por-BR:pt pus:ps ron:ro rus:ru shi:shi sin:si slk:sk slv:sl smo:sm sna-Latn:sn
    snd-Arab:sd som:so spa:es spa-MX:es sqi:sq srp-Cyrl:sr srp-Latn:sr ssw:ss swa:sw swe:sv tah:ty tam:ta tat:tt tel:te
    tgk-Cyrl:tg tha:th tir:ti ton:to tsn:tn tuk:tk tur:tr uig:ug ukr:uk urd:ur uzb:uz ven:ve vie:vi wol:wo xho:xh yor:yo
    yue:yue zho-CN:zh zho-TW:zh zul:zu gsw-BE:gsw gsw-ZH:gsw""".split()
)
UDHR = dict(
    pair.split(":")
    for pair in """afr:af amh:am arb:ar azj_latn:az bel:be bem:bem ben:bn bod:bo bos_latn:bs bul:bg cat:ca ces:cs ckb:ckb
    cmn_hans:zh cmn_hant:zh cym:cy dan:da deu:de deu_1901:de div:dv ell_monotonic:el ell_polytonic:el eng:en epo:eo est:et
    eus:eu ewe:ee fao:fo fij:fj fin:fi fra:fr fuc:ff gle:ga glg:gl guj:gu hau_NE:ha hau_NG:ha heb:he hin:hi hrv:hr hun:hu
    hye:hy ibo:ig ind:id isl:is ita:it jpn:ja kan:kn kat:ka kaz:kk khk:mn khm:km kin:rw kir:ky kor:ko lao:lo lat:la lat_1:la
    lav:lv lit:lt ltz:lb lug:lg mal:ml mar:mr mkd:mk mlt:mt mly_latn:ms mri:mi mya:my nep:ne nld:nl nno:nn nob:nb nso:nso
    nya_chechewa:ny nya_chinyanja:ny gax:om pan:pa pes_1:fa pes_2:fa plt:mg pol:pl por_BR:pt por_PT:pt ron:ro ron_1993:ro
    ron_1953:ro rus:ru slk:sk slv:sl smo:sm sna:sn som:so sot:st spa:es srp_cyrl:sr srp_latn:sr ssw:ss swe:sv swh:sw tah:ty
    tam:ta tat:tt tgk:tg tgl:tl tha:th tir:ti ton:to tsn:tn tso_MZ:ts tuk_latn:tk tur:tr uig_arab:ug ukr:uk urd:ur
    uzn_latn:uz ven:ve vie:vi wol:wo xho:xh yor:yo zul:zu als:sq""".split()
)
BIBLE = {
    "Basque-NT": "eu",
    "Ewe-NT": "ee",
    "Gujarati-NT": "gu",
    "Swahili-NT": "sw",
    "Ukranian-NT": "uk",
    "Estonian-PART": "et",
    "Latvian-NT": "lv",
    "Armenian-PART": "hy",
    "Wolof-NT": "wo",
    "Zulu-NT": "zu",
}
# Too close to a label to count as another language: they would only teach the model to doubt that label.
NEIGHBOURS = set(
    """ast lad cos src vec eml fur lnc prv pcd wln crs sco pcm kri pis bis tpi gug nds fri vep krl snk bho mag mai san skr pnb
    bos_cyrl azj_cyrl tuk_cyrl uzn_cyrl uig_latn mly_arab nbl ndo run koo lua lue nyn toi loz kng kng_AO alt tyv kjh sah
    khk_mong tgl_tglg pbu taj gag ban jav sun mad min bug ace ilo hil ceb war pam bcl haw rar rmn rmn_1 rmy arl hea knc
    ina ido gla bre hat_kreyol hat_popular cbi kea pov ydd roh hsb aii""".split()
)
FREQUENCY = {"no": "nb", "pt_br": "pt", "zh_cn": "zh", "zh_tw": "zh"}
UNSPACED = {"zh", "yue", "ja", "th", "km", "lo", "my", "bo", "dz"}
UNKNOWN = "und"
# Languages without a label that training never sees. They measure how often the model answers "und".
UNSEEN = set("nav kal ike bba fon kha mic oss sag srr tet tiv vai yua zro gaa men".split())
HELD_BACK = 1620  # NTREX sentences from this number on are the development set; translations never cross


def chopped(text: str, choose: random.Random) -> Iterator[str]:
    """Text of a script without spaces, cut into short runs like a query or a word list."""
    out, at = [], 0
    while at < len(text):
        step = choose.randint(1, 6)
        out.append(text[at : at + step])
        at += step
    return " ".join(out)


def noise(choose: random.Random, count: int) -> list[str]:
    letters = "etaoinshrdlucmfwypvbgkjqxz"
    made = []
    for _ in range(count):
        kind = choose.random()
        if kind < 0.4:
            word = lambda: "".join(choose.choice(letters) for _ in range(choose.randint(3, 12)))
        elif kind < 0.7:
            row = choose.choice(["qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "qwertzuiop"])
            word = lambda row=row: "".join(choose.choice(row) for _ in range(choose.randint(3, 9)))
        else:
            word = lambda: "".join(choose.choice("bcdfghjklmnpqrstvwxz") for _ in range(choose.randint(2, 8)))
        made.append(" ".join(word() for _ in range(choose.randint(1, 6))))
    return made


def sampled_words(table: dict, choose: random.Random, count: int) -> list[str]:
    """Letter runs drawn from the conditional n-gram tables: for languages with little other text."""
    following = {}
    for n in (2, 3, 4):
        for gram, log in table[n].items():
            following.setdefault(gram[:-1], ([], []))
            following[gram[:-1]][0].append(gram[-1])
            following[gram[:-1]][1].append(10.0**log)
    starts, weights = list(table[1]), [10.0**v for v in table[1].values()]
    words = []
    for _ in range(count):
        text = choose.choices(starts, weights)[0]
        for _ in range(choose.randint(3, 10)):
            after = following.get(text[-3:]) or following.get(text[-2:]) or following.get(text[-1:])
            if after is None:
                break
            text += choose.choices(*after)[0]
        words.append(text)
    return [" ".join(words[at : at + 4]) for at in range(0, count, 4)]


def development_texts(data: Path) -> list[tuple[str, str, str]]:
    """[(label, variant, text)] of the documents that choose between models."""
    news = rows(Path(data) / "train/lid/ntrex128.jsonl.xz")
    return [(NTREX[row["lang"]], row["lang"], row["text"]) for row in news if row["i"] >= HELD_BACK]


def load(data: Path) -> tuple:
    """{source: {label: [text]}} for training, [(label, variant, text)] for development, and texts of unseen languages."""
    data, choose = Path(data), random.Random(SEED)
    sources = {name: defaultdict(list) for name in ("news", "words", "tables", "other")}
    development, unseen = [], []
    for row in rows(data / "train/lid/ntrex128.jsonl.xz"):
        label = NTREX[row["lang"]]
        if row["i"] >= HELD_BACK:
            development.append((label, row["lang"], row["text"]))
            continue
        sources["news"][label].append(row["text"])
        if label in UNSPACED:
            sources["words"][label].append(chopped(row["text"], choose))
    for row in rows(data / "train/lid/udhr2.jsonl.xz"):
        code = row["lang"]
        if code in UDHR:
            sources["other"][UDHR[code]].append(row["text"])
            if UDHR[code] in ("la", "eo", "lg", "st", "ts"):
                sources["news"][UDHR[code]].append(row["text"])
        elif code in UNSEEN:
            unseen.append(row["text"])
        elif code not in NEIGHBOURS:
            sources["other"][UNKNOWN].append(row["text"])
    for row in rows(data / "train/lid/bible_nt.jsonl.xz"):
        if row["name"] not in ("Gaelic-PART", "Manx-PART", "Romani-NT"):
            sources["other"][BIBLE.get(row["name"], UNKNOWN)].append(row["text"])
    english = {}
    listed = list(rows(data / "train/lid/frequency_words.jsonl.xz"))
    for row in listed:
        if row["lang"] == "en":
            total = sum(row["counts"])
            english = {w: c / total for w, c in zip(row["words"], row["counts"])}
    for row in listed:
        label, total = FREQUENCY.get(row["lang"], row["lang"]), sum(row["counts"])
        kept = [
            (w, c**0.4)
            for w, c in zip(row["words"], row["counts"])
            # Because of film subtitles, every list contains English words.
            if label == "en" or english.get(w, 0) < 3 * c / total
        ]
        picked = choose.choices([w for w, _ in kept], [c for _, c in kept], k=24_000)
        sources["words"][label] += [" ".join(picked[at : at + 4]) for at in range(0, len(picked), 4)]
    tables = defaultdict(dict)
    for row in rows(data / "train/lid/lingua_ngrams.jsonl.xz"):
        tables[row["lang"]][row["n"]] = row["cond_log10p"]
    for label, table in tables.items():
        if len(table) == 4:
            count = 24_000 if label in ("la", "eo", "lg", "st", "ts") else 8_000
            sources["tables"][label] += sampled_words(table, choose, count)
    chat = [r["text"] for r in rows(data / "train/cls/emotion_goemotions.jsonl.xz")]
    sources["other"]["en"] += choose.sample([t for t in chat if "[" not in t], 4_000)
    sources["tables"][UNKNOWN] += noise(choose, 4_000)
    return sources, development, unseen
