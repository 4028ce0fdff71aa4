"""Where is a long text cut, so that each part is a message of a length that people read?"""

from __future__ import annotations

#: In a template, `{{ next_message }}`: what follows is a message of its own. No value can hold it.
NEXT_MESSAGE = "\ue002"

#: WeChat takes more, but shows a longer one folded.
LONGEST_MESSAGE = 2000

#: Where to cut, best first: between paragraphs, lines, sentences, things in a row.
_CUTS = ("\n\n", "\n", "。", "；", "，", "、", " ")


def in_parts(text: str, longest: int = LONGEST_MESSAGE) -> list[str]:
    """The text in order, in parts of at most ``longest`` characters, cut where a reader would."""
    wanted = [message.strip() for message in text.split(NEXT_MESSAGE)]
    return [part for message in wanted if message for part in _short_enough(message, longest)]


def _short_enough(rest: str, longest: int) -> list[str]:
    parts = []
    while len(rest) > longest:
        cut = _cut(rest, longest)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _cut(text: str, longest: int) -> int:
    """The last good place before ``longest``, in the second half of what fits; else just there."""
    for mark in _CUTS:
        found = text.rfind(mark, longest // 2, longest)
        if found > 0:
            return found + len(mark)
    return longest
