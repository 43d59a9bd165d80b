"""What each classifier tells apart, and how it reads a text longer than a window."""

# A text and the number of its label, or the numbers where several may hold.
Labelled = list[tuple[str, int | list[int]]]
EMOTIONS = """admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval
disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief remorse
sadness surprise neutral""".split()
TOPICS = """biology-nature business-economy computing-technology film-tv food-drink games geography health history-military
language literature-arts music politics-law religion-philosophy science-math sports""".split()
LABELS = {
    "sentiment": ["negative", "neutral", "positive"],
    "emotion": EMOTIONS,
    "toxicity": ["toxic"],
    "topic": TOPICS,
    "spam": ["spam"],
    "prompt-attack": ["attack"],
}
# What a text is when the one label does not hold.
OTHERWISE = {"toxicity": "not-toxic", "spam": "ham", "prompt-attack": "benign"}
# Tokens that are judged at a time, however long the text is: an even number, for windows overlap by half.
WINDOW = {"toxicity": 34, "spam": 40, "prompt-attack": 40, "topic": 100}
# How the windows of a text make one answer: where one sentence decides the highest does, a subject is the mean of all.
COMBINE = {"toxicity": "highest", "spam": "highest", "prompt-attack": "highest", "topic": "mean"}
MULTI_LABEL = {"emotion"}
# Of the manifest: one more for each training that changed what the model answers.
VERSION = {"sentiment": 2, "emotion": 2, "toxicity": 3, "topic": 2, "spam": 3, "prompt-attack": 3}
