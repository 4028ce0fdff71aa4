"""What was just said in this room? The recent talk as the counter needs it, kept up to date from the chat log."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.memory import HeardSoFar
from handlers.turn import Turn
from models.acts import Context
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.hearing import Hearing, Remark
from models.groupbuy.parts import part_of
from models.language import Catalog, read
from models.mail import HANDED_IN, NO_ACTS, NOT_SEEN, ChatLine
from models.values import MessageId, MessageKind, PersonId, Role

#: Lines that are read again after a start; more than any rule looks back. What was handed in later stands among them
#: where it was said, and is not counted.
_LOOKED_BACK = 16
_PAGE, _MOST_PAGES = 64, 8
#: Posts of the bot that stand for the organizer's list, its picture too, or for a word of hers on the cut-off.
_LIKE_THE_LIST = frozenset({"list", "list_poster", "reminder", "closed", "reopened"})


def recall_talk(group: Group, group_buy: GroupBuy, catalog: Catalog, turn: Turn) -> HeardSoFar:
    """The room's talk before the message of this turn, as the counter of a group-buy needs it."""
    kept = _heard_so_far(group, catalog, turn)
    if kept.closed_at != group_buy.closed_at:
        kept.hearing.mark(group_buy.closed_at or turn.now)
        kept.closed_at = group_buy.closed_at
    _note_own_post(group, kept.hearing, turn)
    return kept


def talk_before(group: Group, catalog: Catalog, turn: Turn) -> Hearing:
    """The room's talk before the message of this turn, whichever counter it is for; to look at only."""
    return _heard_so_far(group, catalog, turn).hearing


def keep_talk(group: Group, heard: HeardSoFar, turn: Turn) -> None:
    """The message of this turn is part of the talk from now on."""
    heard.last = turn.speaker.message
    turn.house.memory.keep_hearing(group.id, heard)


def _heard_so_far(group: Group, catalog: Catalog, turn: Turn) -> HeardSoFar:
    kept = turn.house.memory.hearing(group.id)
    last = turn.unit.chat_log.last(group.id, before=turn.speaker.message)
    return kept if kept is not None and kept.last == last else _rebuilt(group, catalog, last, turn)


def _rebuilt(group: Group, catalog: Catalog, last: MessageId | None, turn: Turn) -> HeardSoFar:
    recent = list(turn.unit.chat_log.recent(group.id, before=turn.speaker.message, limit=_LOOKED_BACK))
    pages = 0
    while recent and pages < _MOST_PAGES and sum(HANDED_IN not in line.acts for line in recent) < _LOOKED_BACK:
        page = turn.unit.chat_log.recent(group.id, before=recent[0].message, limit=_PAGE)
        recent, pages = [*page, *recent], pages + 1
        if len(page) < _PAGE:
            break
    return HeardSoFar(talk_of(recent, catalog), last)


def talk_of(lines: Iterable[ChatLine], catalog: Catalog) -> Hearing:
    """The talk that lines of the chat log were, as people see it there: without what was recalled, and what nobody is
    known to have seen."""
    hearing = Hearing()
    for line in lines:
        if line.person is not None and not line.recalled and NOT_SEEN not in line.acts:
            hearing.note(_remark(line, hearing, catalog))
    return hearing


def _remark(line: ChatLine, hearing: Hearing, catalog: Catalog) -> Remark:
    assert line.person is not None
    text = line.text or ""
    part = None if line.quoted_text else part_of(text, read(text, catalog, Context(at=line.sent_at)), catalog)
    return Remark(
        line.message,
        line.person,
        line.sent_at,
        text,
        tuple(act for act in line.acts if act not in NO_ACTS) or ("chat",),
        by_organizer=line.role is Role.ORGANIZER,
        picture=line.kind == MessageKind.IMAGE.value,
        part=part,
        group=hearing.begun(line.person, line.sent_at, part),
    )


def _note_own_post(group: Group, hearing: Hearing, turn: Turn) -> None:
    """A list that the bot posted stands in the room like the organizer's own."""
    post = turn.unit.outbox.last_post(group.id)
    if post is None or post.sent_at is None or post.post.kind not in _LIKE_THE_LIST:
        return
    said = hearing.remarks()
    if said and (said[-1].at >= post.sent_at or said[-1].message_id == post.id):
        return
    hearing.note(Remark(MessageId(post.id), PersonId(""), post.sent_at, "", acts=("listing",), by_organizer=True))
