"""Emoji as word pieces of their own. MiniLM knows no emoji, and a word that ends with one is unknown as a whole. Each emoji starts from the
vector of a word."""

from __future__ import annotations

STARTS_AS = {
    "happy": "😀😃😄😁😊☺🙂😌😺",
    "funny": "😂🤣😆😹😅😜😝😛🤪",
    "love": "❤♥💕💖💗💙💚💛💜🧡🖤💓💞💘❣🥰😍😘😻💝",
    "great": "👍👌💯🔥🤩🙌👏💪✨🌟⭐👑🏆💎",
    "celebrate": "🎉🎊🥳🍾🥂🎂",
    "thanks": "🙏🤗",
    "cool": "😎🤠😏😉😇",
    "sad": "😢😔😞😟🙁☹😥😿😪🥺",
    "crying": "😭",
    "terrible": "😩😫😖😣😱😰😨😓",
    "angry": "😡😠🤬😤👿",
    "disgusting": "🤢🤮💩",
    "bad": "👎😒🙄😑😕🤦",
    "broken": "💔",
    "dead": "💀☠",
    "thinking": "🤔😐😶🤷😬😳👀🙃🙈",
    "hope": "🤞🍀☀🌈🌸🌹🌻",
    "sick": "🤒🤕😷🥴😴🥱",
    "music": "🎶🎵💃🕺",
    "yes": "✔✅☑",
    "no": "❌🚫⚠",
    "here": "👋👆👇👉👈📍📅⏰📎✌👊🤝",
    "person": "🏻🏼🏽🏾🏿",
}
# Signs of insults, threats and hate, and what they are pointed at.
IN_HATE = {
    "knife": "🔪🗡",
    "gun": "🔫",
    "bomb": "💣💥🧨",
    "poison": "💉",
    "rats": "🐀🐁",
    "snake": "🐍",
    "monkey": "🐒🐵🙊🙉",
    "ape": "🦍🦧",
    "pig": "🐖🐷🐽",
    "dog": "🐶🐕",
    "bug": "🐛🪳🐜🕷",
    "clown": "🤡",
    "garbage": "🗑🚮",
    "devil": "😈👹👺",
    "liar": "🤥",
    "fuck": "🖕",
    "ass": "🍑",
    "dick": "🍆",
    "kiss": "💋",
    "man": "👨👦👴🧔♂",
    "woman": "👩👧👵♀",
    "child": "👶",
    "muslim": "👳🧕🕌☪🕋",
    "jewish": "✡🕍",
    "church": "⛪✝",
    "disabled": "♿",
    "gay": "👬👭🏳",
    "police": "👮🚔",
    "alien": "👽",
    "brain": "🧠",
    "money": "💰💲🤑",
    "plane": "✈",
    "robot": "🤖",
}


def words_of_signs(starts_as: dict[str, str] = STARTS_AS) -> dict[str, str]:
    """{piece: the word whose vector it starts from}, each sign also as the end of a word."""
    return {piece: word for word, signs in starts_as.items() for sign in signs for piece in (sign, f"##{sign}")}
