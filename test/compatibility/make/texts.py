"""The texts that every model reads, the awkward ones first."""

LONG = "A long text goes on and on, and the model reads only its beginning. " * 12

TEXTS = [
    "👩‍👩‍👧 Zoë 🎉 met Łukasz Ñandú in São Paulo!",
    "王小明 and Ольга met at カフェ with 김민수",
    "أحمد lives in القاهرة",
    "José met Andre\u0301 in Zu\u0308rich",
    "Dear Maria,\n\nplease call Tom\tSmith  at home.\n",
    "   leading and trailing   ",
    "no\u00a0break soft\u00adhyphen ﬁne ½ ＡＢＣ ΟΔΟΣ",
    "",
    LONG,
    "Maria Lopez wrote to Charles Babbage in London.",
    "The price is 1,234.56 for #2; write to maria@example.com.",
    "x",
]

# A classifier gives no label to a text that it cannot read, so its texts are of letters that every vocabulary has.
READABLE = [
    "Maria Lopez wrote to Charles Babbage in London.",
    "The price is 1,234.56; call 555 0166.",
    "The movie was great, and the music was better.",
    "Dear Tom,\n\nplease call  me at home.\n",
    LONG,
]

PAIRS = [
    ["how tall is the tower", "The tower is 5 m tall."],
    ["how tall is the tower", "It was a dark day in London."],
    ["who wrote the letter?", LONG],
    ["x", "y"],
]

CANDIDATES = ["sports", "politics", "the weather"]

LABELLED = [
    "Maria Lopez wrote to Charles Babbage in London.",
    "“Elena” met ‘Bob’ — and Zoë's friends in Paris, Texas",
    "Dear Maria,\n\nplease call Tom\tSmith  at home.\n\nAnna Weber",
    "王小明 and Ольга met at work",
    "José met Andre in Zürich",
    "a-b c_d 1,234.56 +1-212 maria@example.com",
]

PROMPTS = [
    "Tell me of Paris",
    "Write a list of the models.\nThen say what each of them does.",
    "Why is the sky blue? 你好 🎉",
    "The text goes on for a while. " * 10 + "What does it say?",
    "How many files are there in a folder?",
    "Name a city on a river",
    "Is a vector a list of numbers?",
    "Say it again, in other words: the worker reads the text.",
    "What is the answer to the first question?",
    "Give the page a name",
]

SYSTEM = "You answer in one sentence."

SCORED = "The worker reads the model, and the page shows the answer.\nThen it goes on."

SOURCES = ["The cat sat on the mat.", "Maria wrote a long letter to her sister in Paris, and nobody answered it for 12 days."]
