"""Is a text said to the bot, and what is it without that? A slash, or the bot's name, in front."""

from __future__ import annotations

from handlers.house import House
from models.values import Incoming


def without_slash(text: str) -> str:
    return text.strip().removeprefix("/").removeprefix("／")


def is_addressed(incoming: Incoming, house: House) -> bool:
    text = incoming.text.strip()
    return (
        text.startswith(("/", "／"))
        or incoming.account in incoming.mention_ids
        or any(text.startswith(f"@{name}") for name in house.bot_names)
    )


def without_calls(text: str, house: House) -> str:
    """The text without the bot's own name in front."""
    stripped = text.strip()
    for name in house.bot_names:
        stripped = stripped.removeprefix(f"@{name}").strip(" \u2005")
    return stripped
