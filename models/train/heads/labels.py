"""The labels of each classifier, and its way to read a text longer than a window."""

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
    "prompt-attack-encoder": ["attack"],
}
# The name for a text to which the single label does not apply.
OTHERWISE = {"toxicity": "not-toxic", "spam": "ham", "prompt-attack": "benign", "prompt-attack-encoder": "benign"}
# The number of tokens in a window. It is even, because windows overlap by half.
WINDOW = {"toxicity": 34, "spam": 40, "prompt-attack": 40, "topic": 100}
# How the windows of a text make one answer: the highest one where a single sentence decides, and the mean of all for a
# subject.
COMBINE = {"toxicity": "highest", "spam": "highest", "prompt-attack": "highest", "topic": "mean"}
# The number of tokens that an encoder of its own reads at once.
ENCODER_TOKENS = {"sentiment": 64, "toxicity": 64, "prompt-attack-encoder": 96}
# The encoders in which the highest logit of a token is the logit of the window. In the others it is that of the mean state.
OF_HIGHEST_TOKEN = {"prompt-attack-encoder"}
# Each kind of harmless text limits the thresholds of these, and not only each length.
LIMITED_BY_KIND = {"prompt-attack-encoder"}
# The share of each kind of harmless text that these may flag at each length. The training of `toxicity` reads other pages of the same
# novels, and novels that are new to it look worse. So no page of the development part is flagged at 'balanced'.
OF_ONE_KIND = {
    "spam": {"high-precision": 0.02, "balanced": 0.02, "high-recall": 0.1},
    "toxicity": {"high-precision": 0, "balanced": 0, "high-recall": 0.3},
}
MULTI_LABEL = {"emotion"}
# The version in the manifest. It grows with each training that changes the answers of the model.
VERSION = {"sentiment": 5, "emotion": 4, "toxicity": 4, "topic": 2, "spam": 5, "prompt-attack": 3, "prompt-attack-encoder": 1}
