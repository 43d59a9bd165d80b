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


def words_of_signs() -> dict[str, str]:
    """{piece: the word whose vector it starts from}, each sign also as the end of a word."""
    return {piece: word for word, signs in STARTS_AS.items() for sign in signs for piece in (sign, f"##{sign}")}
