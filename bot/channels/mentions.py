"""How does a text call somebody? ``@name`` and U+2005, which clients show as a mention when the id goes beside it."""

from __future__ import annotations

from collections.abc import Iterable

MENTION_END = "\u2005"


def with_mentions(text: str, people: Iterable[tuple[str, str]]) -> str:
    """The text with each person's mention in it. ``people`` are pairs: the name as the text may have it already
    (``@王芳``), and the name that the room shows. Whom the text does not call yet is called before it.
    """
    before = ""
    for given, shown in people:
        mention = f"@{shown or given}{MENTION_END}"
        written = _written(text, given, shown)
        if written is not None:
            text = text.replace(written, mention, 1)
        elif shown or given:
            before += mention
    return before + text


def _written(text: str, *names: str) -> str | None:
    """How the mention stands in the text, with what closes it, if it does."""
    # The longer name first: one name may begin with the other.
    for name in sorted(filter(None, names), key=len, reverse=True):
        for end in (MENTION_END, " ", ""):
            if f"@{name}{end}" in text:
                return f"@{name}{end}"
    return None
