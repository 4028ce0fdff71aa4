"""How is a text recognized when it comes back? By its kind and its signs, without spaces and widths."""

from __future__ import annotations

import re
import unicodedata

from models.values import MessageKind

#: Spaces of every width, and what gateways put around names or at a text's end without showing it.
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufe0f\ufeff]+")
#: A room shows its own name for whom we call by another, long names whole, and calls of nobody in the text before it.
_MENTION = re.compile(r"@[^\u2005\n]{1,64}\u2005")
#: Some gateways give a plain space back for what closes a mention.
_MENTION_NARROWED = re.compile(r"@[^@\s]{1,64}\s")
#: A picture or a file has no text to compare: any in the same place is taken for it.
FILE_FORM = "file:"
_SHOWN = frozenset({MessageKind.IMAGE, MessageKind.FILE, MessageKind.VIDEO})


def spoken_form(text: str) -> str:
    """A text as it is compared: gateways widen, narrow, cut and add spaces on the way, and names are the room's."""
    mention = _MENTION if "\u2005" in text else _MENTION_NARROWED
    return "text:" + _UNSEEN.sub("", unicodedata.normalize("NFKC", mention.sub("", text)))


def form_of_echo(kind: MessageKind, text: str) -> str:
    return FILE_FORM if kind in _SHOWN else spoken_form(text)
