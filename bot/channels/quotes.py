"""Which part of a reply is the quoted message? Gateways give both as one text; the quoted part makes no act."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from models.values import Quote

#: ``「王芳：鸡蛋2盒」`` and the like: what opens a quote, and what closes it.
_BRACKETS = {"「": "」", "『": "』", "“": "”", '"': '"'}
#: The line of dashes that clients write between the quote and the reply. Texts that were flattened have a written
#: ``\n`` or nothing in place of the line breaks; that nobody puts 「」 and dashes into a sentence makes it safe there.
_DASHES = r"\s{0,8}(?:\\n)?\s{0,8}(?:[-－—–─][ \t]?){3,}(?:\\n)?"
_DASHES_ON_THEIR_LINE = r"[ \t]{0,8}(?:\\n|\r?\n)\s{0,8}(?:[-－—–─][ \t]?){3,}(?:\\n|\n|$)"
_ENDS = {
    closing: re.compile(re.escape(closing) + (_DASHES if closing in "」』" else _DASHES_ON_THEIR_LINE))
    for closing in _BRACKETS.values()
}
#: A name is short and stands on the first line; the colon of a link does not follow one.
_NAMED = re.compile(r"(?!https?:)(?P<name>[^：:\n]{1,40})(?:：|: ?)(?P<text>.*)", re.DOTALL)


def take_quote(text: str) -> tuple[Quote | None, str]:
    """Split a text into its quote and the reply; without a quote the text comes back as it was.

    Reads ``「name：text」`` (also in 『』, “” and straight quotes), dashes, reply; a quote within the quote stays
    part of it. Reads the XML of a reply as well, which alone tells the id of the quoted message.
    """
    stripped = text.lstrip()
    if stripped.startswith("<") and "<refermsg>" in stripped:
        return _from_xml(stripped) or (None, text)
    closing = _BRACKETS.get(stripped[:1])
    if closing is None:
        return None, text
    end = _end_of_quote(stripped, closing)
    if end is None:
        return None, text
    return _quote(stripped[1 : end.start()]), stripped[end.end() :].strip()


def _end_of_quote(text: str, closing: str) -> re.Match[str] | None:
    """The closing bracket with its dashes: the one that balances the first bracket, else the first that there is."""
    ends = list(_ENDS[closing].finditer(text, 1))
    opening = text[0]
    for end in ends:
        if opening == closing or text.count(opening, 0, end.start()) <= text.count(closing, 0, end.start() + 1):
            return end
    return ends[0] if ends else None


def _quote(inside: str) -> Quote:
    named = _NAMED.fullmatch(inside)
    if named is None:
        return Quote(text=inside.strip())
    return Quote(text=named["text"].strip(), name=named["name"].strip())


def _from_xml(text: str) -> tuple[Quote, str] | None:
    try:
        # Expat holds entities that grow on unfolding itself (2.4.1 and later).
        message = ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError:
        return None
    referred = message.find(".//refermsg")
    title = message.findtext(".//appmsg/title")
    if referred is None or title is None:
        return None
    quote = Quote(
        text=_shown(referred.findtext("content") or ""),
        name=referred.findtext("displayname") or None,
        message_id=referred.findtext("svrid") or None,
    )
    return quote, title.strip()


def _shown(content: str) -> str:
    """What people saw of a quoted app message (a chain, a link): its title."""
    if not content.lstrip().startswith("<"):
        return content.strip()
    try:
        title = ElementTree.fromstring(content.strip()).findtext(".//title")  # noqa: S314
    except ElementTree.ParseError:
        return content.strip()
    return title.strip() if title else ""
