"""Is it a machine that speaks? Then it is logged, and nothing is said, asked or booked by it: no bot answers a bot.

Known by name or id (`other_bots`), by WeChat's own accounts, by repeating our posts, by writing back like a clerk, or
by saying the same again and again within seconds of our posts. What looks like an order in it is shown to the
organizer, who may take it: nothing is lost, and nothing goes round in a circle.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum

from handlers.open_goods import together
from handlers.replies.from_machines import MACHINES_SAID, machines_said, values_of
from handlers.turn import Turn
from handlers.which_group_buy import live_here
from models.acts import Ask, Cancel, Context, Jielong, Order
from models.language import read
from models.language.clerk import writes_like_a_clerk
from models.language.normalize import simplify
from models.mail import ChatLine, message_ref, person_ref
from models.values import Incoming, MessageKind, Role

_TEXTS = frozenset({MessageKind.TEXT, MessageKind.GROUP_NOTE})
#: Official accounts, and the accounts by which WeChat itself speaks.
_OFFICIAL = re.compile(
    r"gh_|(?:weixin|notifymessage|notification_messages|fmessage|medianote|newsapp|mphelper|qmessage|tmessage|qqmail"
    r"|brandsessionholder|officialaccounts|service_officialaccounts)$"
)
_OFFICIAL_NAMES = frozenset({"服务通知", "微信团队", "微信支付", "公众号", "订阅号消息"})
#: Shorter texts of ours are anybody's words (`8点截。`).
_SHORTEST_OF_OURS = 8
_OURS_FOR = timedelta(days=1)
#: A machine answers at once, and with the same words.
_AT_ONCE = timedelta(seconds=10)
#: Gateways tell the second in which something was said.
_CLOCKS_APART = timedelta(seconds=1)
_TIMES = 3
_LOOKED_BACK = 60
#: The organizer is shown what machines ordered, so often at most.
_SHOWN_AFTER = timedelta(minutes=30)


class Sign(StrEnum):
    """By what a machine is known."""

    NAMED = "named"
    OFFICIAL = "official"
    OUR_WORDS = "our_words"
    CLERK = "clerk"
    REPEATS = "repeats"


def is_our_echo(incoming: Incoming, turn: Turn) -> bool:
    """Whether the account itself says what the bot has said from it, though the echo comes late or was not known: on
    the organizer's own number that is never her word."""
    group = turn.speaker.group
    if not incoming.from_self or group is None or len(_bare(incoming.text)) < _SHORTEST_OF_OURS:
        return False
    return turn.unit.outbox.has_said(group.id, incoming.text, turn.now - _OURS_FOR, unheard=True)


def heard_from(incoming: Incoming, turn: Turn) -> Sign | None:
    """By what the speaker of a message is known as a machine; None where it is a person, as far as can be told."""
    if turn.speaker.role is not Role.RESIDENT:
        return None
    if {incoming.sender_id, incoming.sender_name} & turn.house.other_bots:
        return Sign.NAMED
    if _OFFICIAL.match(incoming.sender_id) is not None or incoming.sender_name in _OFFICIAL_NAMES:
        return Sign.OFFICIAL
    if incoming.kind not in _TEXTS:
        return None
    if writes_like_a_clerk(incoming.text):
        return Sign.CLERK
    if turn.speaker.group is None:
        return None
    return _by_our_posts(incoming, turn)


def _by_our_posts(incoming: Incoming, turn: Turn) -> Sign | None:
    assert turn.speaker.group is not None
    group, written = turn.speaker.group.id, _bare(incoming.text)
    last = turn.unit.outbox.last_post(group)
    if last is None:
        return None
    ours = _bare(last.text_sent or "")
    if len(written) >= _SHORTEST_OF_OURS:
        if len(ours) >= _SHORTEST_OF_OURS and ours in written:
            return Sign.OUR_WORDS
        if turn.unit.outbox.has_said(group, incoming.text, turn.now - _OURS_FOR):
            return Sign.OUR_WORDS
    soon = last.sent_at is not None and turn.speaker.at - last.sent_at <= _AT_ONCE
    return Sign.REPEATS if soon and _repeats(incoming, turn) else None


def _repeats(incoming: Incoming, turn: Turn) -> bool:
    """The same words by the same sender, each time within seconds of a post of ours."""
    assert turn.speaker.group is not None
    pattern = _without_figures(incoming.text)
    before = turn.unit.chat_log.recent(turn.speaker.group.id, before=turn.speaker.message, limit=_LOOKED_BACK)
    alike = [line for line in before if line.person == turn.person and _without_figures(line.text or "") == pattern]
    return bool(pattern) and sum(_came_at_once(line, turn) for line in alike) + 1 >= _TIMES


def _came_at_once(line: ChatLine, turn: Turn) -> bool:
    assert turn.speaker.group is not None
    outbox, group = turn.unit.outbox, turn.speaker.group.id
    return outbox.count_since(group, line.sent_at - _AT_ONCE) > outbox.count_since(group, line.sent_at + _CLOCKS_APART)


def _bare(text: str) -> str:
    return "".join(simplify(text).split())


def _without_figures(text: str) -> str:
    return re.sub(r"[0-9]+", "#", _bare(text))


def note(incoming: Incoming, turn: Turn, sign: Sign) -> None:
    """Have a machine's message stand in the log as talk; the organizer is shown what looks like an order in it."""
    turn.unit.chat_log.note_acts(turn.speaker.message, ("chat",))
    if (
        sign is Sign.OFFICIAL
        or _is_a_copy(incoming, turn, sign)
        or incoming.kind not in _TEXTS
        or not _looks_like_an_order(incoming, turn)
    ):
        return
    her = turn.reader
    said = {"who": person_ref(turn.person), "text": message_ref(turn.speaker.message)}
    waiting = turn.unit.outbox.waiting(person=her, merge_key=MACHINES_SAID)
    if waiting is None:
        turn.tell(machines_said(her, [said], turn.now + _SHOWN_AFTER))
    else:
        values = values_of([*waiting.post.values["said"], said], waiting.post.values["more"])
        turn.unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)


def _is_a_copy(incoming: Incoming, turn: Turn, sign: Sign) -> bool:
    """A post of ours and nothing else; where somebody has written something beside it, that may be an order."""
    group = turn.speaker.group
    if sign is not Sign.OUR_WORDS or group is None:
        return False
    return turn.unit.outbox.has_said(group.id, incoming.text, turn.now - _OURS_FOR)


def _looks_like_an_order(incoming: Incoming, turn: Turn) -> bool:
    live = live_here(turn)
    if not live:
        return False
    acts = read(incoming.text, together(live, turn), Context(at=turn.speaker.at))
    return any(isinstance(act, Order | Cancel | Jielong | Ask) for act in acts)
