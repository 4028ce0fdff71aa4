"""Which message does a reply quote? By the channel's id where a gateway tells it, else by words and sender."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.turn import Turn
from models.language.normalize import simplify
from models.mail import ChatLine
from models.values import Quote

#: How far back a quoted text is looked for.
_LOOKED_BACK = 500
#: Clients shorten what they quote; a beginning of this length is enough to know it by.
_LEAST_OF_A_BEGINNING = 8


def find_quoted(turn: Turn) -> ChatLine | None:
    """The message that the one of this turn quotes, from its own group's log; None where it quotes none, or one that
    is not there (any more)."""
    return next(iter(find_all_quoted(turn)), None)


def find_all_quoted(turn: Turn) -> list[ChatLine]:
    """The same; where only words are quoted, with the earlier messages of the same words by the same person, newest
    first: people say it again where no answer came."""
    row = turn.unit.inbox.get(turn.speaker.message)
    quote = None if row is None else row.incoming.quote
    if row is None or quote is None or turn.speaker.group is None:
        return []
    known = quote.message_id and turn.unit.inbox.by_channel_id(row.incoming.channel, quote.message_id)
    if known:
        line = turn.unit.chat_log.get(known)
        return [] if line is None else [line]
    alike = list(_alike(quote, turn))
    first = next((line for line in alike if _is_by(line, quote, turn)), alike[0] if alike else None)
    return [line for line in alike if first is not None and line.person == first.person]


def _alike(quote: Quote, turn: Turn) -> Iterator[ChatLine]:
    """The lines with these words, newest first; nobody's where nothing was written."""
    assert turn.speaker.group is not None
    wanted = _bare(quote.text)
    before = turn.unit.chat_log.recent(turn.speaker.group.id, before=turn.speaker.message, limit=_LOOKED_BACK)
    for line in reversed(before):
        written = _bare(line.text or "")
        if wanted and not line.by_bot and (written == wanted or _begins(written, wanted)):
            yield line


def _bare(text: str) -> str:
    return "".join(simplify(text).split())


def _begins(written: str, quoted: str) -> bool:
    beginning = quoted.rstrip(".")
    return len(beginning) >= _LEAST_OF_A_BEGINNING and written.startswith(beginning)


def _is_by(line: ChatLine, quote: Quote, turn: Turn) -> bool:
    person = None if line.person is None else turn.unit.people.get(line.person)
    return person is not None and person.nickname == quote.name
