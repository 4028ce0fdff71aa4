"""What of a text is the sender's own? A reply arrives with what it quotes, and the quoted part makes no act."""

from __future__ import annotations

from models.language.chain_xml import quoted_reply
from models.language.patterns import unhurried

_CLOSING = {"「": "」", "『": "』", "“": "”", '"': '"'}
#: The line of dashes between the quote and the reply, also where line breaks were flattened.
_DASHES = unhurried(r"\s{0,8}(?:\\n)?\s{0,8}(?:[-－—–─][ \t]?){3,}(?:\\n)?\s*")
_REPLY_IN_XML = unhurried(r"<type>\s*57\s*</type>")


def own_words(text: str) -> str:
    """The reply alone where ``text`` is one; else the text as it is.

    >>> own_words("「王芳：鸡蛋2盒」\\n- - - - - -\\n我也要")
    '我也要'
    """
    closing = _CLOSING.get(text.lstrip()[:1])
    if closing is not None:
        return _behind_quote(text, closing)
    if "<" in text and _REPLY_IN_XML.search(text) is not None:
        reply = quoted_reply(text)
        return text if reply is None else reply[0]
    return text


def _behind_quote(text: str, closing: str) -> str:
    """What stands behind the closing bracket that dashes follow; of quotes within quotes, behind the outer one."""
    place, depth, opening = len(text) - len(text.lstrip()), 0, text.lstrip()[0]
    dashes = None
    for index in range(place, len(text)):
        depth += (text[index] == opening) - (text[index] == closing and opening != closing)
        if index > place and text[index] == closing and (opening == closing or depth <= 0):
            dashes = _DASHES.match(text, index + 1)
            if dashes is not None:
                return text[dashes.end() :]
    return text
