"""On what was said before does a message rest that names no goods, where several group-buys are open?

Its sender's own words, or the order of somebody else that stood last. What was said of several lists at once is gone on
with in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers.open_goods import goods_named, ordered_in, together
from handlers.room_talk import talk_before
from handlers.turn import Turn
from models.acts import Ask, Cancel, Context, Op, Order, Paid, Standing
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.hearing import Hearing
from models.groupbuy.parts import part_of
from models.groupbuy.same_as import same_as
from models.language import Catalog, read
from models.values import MessageId

#: Cheap sign of a text that copies what somebody else has ordered.
_COPIES = re.compile("同上|一样|同款|照")


def copies_above(text: str) -> bool:
    """Whether a text may say that somebody wants what another has ordered."""
    return _COPIES.search(text) is not None


def rests_on(text: str, live: Sequence[GroupBuy], turn: Turn) -> list[GroupBuy]:
    """The group-buys of what was said before, on which a text without goods rests; none where it rests on nothing."""
    group = turn.speaker.group
    talk = Hearing() if group is None else talk_before(group, together(live, turn), turn)
    return (
        _of_its_name(text, live, talk, turn)
        or _of_own_words(text, live, talk, turn)
        or _of_the_order_above(text, live, talk, turn)
    )


def _of_its_name(text: str, live: Sequence[GroupBuy], talk: Hearing, turn: Turn) -> list[GroupBuy]:
    """``草莓`` ``2盒``: parts of one message are about the goods that one of them names."""
    catalog = together(live, turn)
    part = part_of(text, read(text, catalog, Context(at=turn.speaker.at)), catalog)
    begun = talk.begun(turn.person, turn.speaker.at, part)
    return next(([one] for each in begun for one in goods_named(each.text, live, turn)), [])


def _of_own_words(text: str, live: Sequence[GroupBuy], talk: Hearing, turn: Turn) -> list[GroupBuy]:
    """A change or a withdrawal is about what the sender said last, in each list of which that was; else about what they
    have, where that is in one."""
    standing = [one for one in live if turn.unit.books.read(one.id).order_of(turn.person)]
    likely = [each for _, each in _spoken_in(live, turn)] + ([standing] if len(standing) == 1 else [])
    return next((each for each in likely if _goes_on(text, each, live, talk, turn)), [])


def _spoken_in(live: Sequence[GroupBuy], turn: Turn) -> list[tuple[tuple[datetime, MessageId], list[GroupBuy]]]:
    """Where the sender's words did something, the latest first: each message with the group-buys that it spoke of."""
    said: dict[tuple[datetime, MessageId], list[GroupBuy]] = {}
    for one in live:
        for when in _last_said(one, turn):
            said.setdefault(when, []).append(one)
    return sorted(said.items(), key=lambda each: each[0], reverse=True)


def _last_said(group_buy: GroupBuy, turn: Turn) -> Iterable[tuple[datetime, MessageId]]:
    """The sender's last message that did something in this group-buy, and when it was sent; ids tell which of one
    second came first."""
    message = turn.unit.books.read(group_buy.id).last_message_of(turn.person)
    line = None if message is None else turn.unit.chat_log.get(message)
    return () if line is None else ((line.sent_at, line.message),)


def _goes_on(text: str, own: Sequence[GroupBuy], live: Sequence[GroupBuy], talk: Hearing, turn: Turn) -> bool:
    """Whether a text goes on with what its sender has in these group-buys. It is read against all goods that are open:
    ``+1`` means the one thing on sale only where it is the only one; and as if one thing stood: which of several it
    is about is asked at that counter."""
    goods = _first(own, live, turn)
    mine = _mine(own, turn)[:1]
    context = Context(mine=mine, previous=talk.previous(turn.person, turn.speaker.at), at=turn.speaker.at)
    return any(
        isinstance(act, Paid)
        or (isinstance(act, Cancel) and (act.of_previous or bool(mine)))
        or (isinstance(act, Order) and (not act.lines or any(line.op is not Op.ORDER for line in act.lines)))
        for act in read(text, goods, context)
    )


def _mine(own: Sequence[GroupBuy], turn: Turn) -> tuple[Standing, ...]:
    return tuple(line for one in own for line in turn.unit.books.read(one.id).standing_of(turn.person))


def _first(first: Sequence[GroupBuy], live: Sequence[GroupBuy], turn: Turn) -> Catalog:
    """All goods that are open, these group-buys' before the others'."""
    known = {one.id for one in first}
    return together([*first, *(one for one in live if one.id not in known)], turn)


def _of_the_order_above(text: str, live: Sequence[GroupBuy], talk: Hearing, turn: Turn) -> list[GroupBuy]:
    """``同上`` is about the goods of the order that somebody else sent before it, of every list of which that was;
    ``+1``, which leaves them open, is about those of whichever order stood last, their own too. A list that came out
    since goes before both."""
    opened = [one.opened_at for one in live if one.opened_at is not None]
    group = turn.speaker.group
    names = {} if group is None else turn.unit.people.names_in(group.id)
    named = same_as(text, turn.person, names) if copies_above(text) else None
    for remark in talk.recent_orders(turn.person, turn.speaker.at):
        if opened and remark.at < max(opened) and named is None:
            return []
        if named is not None and remark.member != named.member:
            continue
        spoken_of = [one for one in live if turn.unit.books.read(one.id).recorded_by(remark.message_id)]
        if spoken_of:
            above = tuple(
                line for one in spoken_of for line in turn.unit.books.read(one.id).recorded_by(remark.message_id)
            )
            context = Context(above=above, follows="order", at=turn.speaker.at)
            acts = read(text if named is None else named.text, _first(spoken_of, live, turn), context)
            own = [each for when, each in _spoken_in(live, turn) if when > (remark.at, remark.message_id)]
            if ordered_in(acts):
                return spoken_of
            return (own or [spoken_of])[0] if any(isinstance(act, Ask) for act in acts) else []
    return []
