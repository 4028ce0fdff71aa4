"""How does the bot take in what it missed? Copied talk is shown as it would be entered, and counts at her `好`.

The gateway replays nothing after a gap: what was said meanwhile comes back as the organizer copies it out of WeChat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers import catch_up_commands as u
from handlers import telling, undoing
from handlers.caught_up import Entered, enter, values_of
from handlers.conversation import MENU_LIVES, draft_talk
from handlers.forms import folded
from handlers.missed_talk import TAKEN_BACK, MissedLine, MissedTalk, missed_in, names_of
from handlers.ordering import go_by, terms_of
from handlers.replies import to_organizer
from handlers.targets import candidates, find, locked
from handlers.turn import Turn
from models.community.people import Group
from models.events import BookEvent, Reported
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.names import name_key
from models.groupbuy.pasted_talk import PastedLine, is_timed, read_pasted
from models.groupbuy.stages import LIVE
from models.groupbuy.undoing import Hindrance, Refusal
from models.mail import ChatLine, Json
from models.values import GroupBuyId, GroupId, MessageId, MessageKind, PersonId, Role

#: The conversation in which copied talk is waited for, or was shown and waits for her word.
CATCH_UP = "catch_up"
WORD = "补录"
YES = frozenset({"好", "好的", "记", "记上", "记吧", "对", "对的", "行", "可以", "嗯", "ok", "OK"})
NO = frozenset({"算了", "不记", "不记了", "不用了", "不对", "取消", "不要"})
#: More than this nobody reads through; it is handed in in parts.
_MOST_LINES = 300
_LEDGER_PAGE = 500


@dataclass(frozen=True, slots=True)
class _Pending:
    """What was shown, and waits for her word; without lines, copied talk is waited for."""

    group_buy: GroupBuyId
    at: datetime
    group: GroupId | None = None
    lines: tuple[MissedLine, ...] = ()


def handed_in(text: str, turn: Turn) -> bool:
    """Take a private text of hers as copied talk, or as her word on what was shown; False where it is neither.

    Behind `补录` any copied talk is taken; without it only what speaks for itself.
    """
    pending, word = _pending(turn), folded(text)
    if pending is not None and pending.lines and word in YES | NO and not _draft_is_newer(pending, turn):
        (count_caught_up if word in YES else leave_caught_up)(None, turn)
        return True
    head, _, rest = text.strip().removeprefix("/").partition("\n")
    if folded(head) == WORD and rest.strip():
        say_catch_up(u.SayCatchUp(text=rest), turn)
        return True
    waited_for = pending is not None and not pending.lines
    if not waited_for and "\n" not in text.strip() and "<dataitem" not in text:
        return False
    for group_buy in candidates(turn, LIVE):
        pasted = _read(text, group_buy, turn)
        if pasted and (waited_for or _speaks_for_itself(text, head, pasted, group_buy, turn)):
            meant = None if pending is None else turn.unit.group_buys.get(pending.group_buy)
            _show(pasted, meant if meant is not None and waited_for else group_buy, turn)
            return True
    return False


def _speaks_for_itself(text: str, head: str, pasted: Sequence[PastedLine], group_buy: GroupBuy, turn: Turn) -> bool:
    """Whether a text can't be anything but copied talk: a merged forward, or times behind names of the group. A list
    may have times in it too."""
    if "<dataitem" in text or "聊天记录" in head:
        return True
    known = {name_key(name) for name in names_of(group_buy, turn)}
    return is_timed(pasted) and any(name_key(line.name) in known for line in pasted)


def say_catch_up(command: u.SayCatchUp, turn: Turn) -> None:
    """`补录`: take what comes with it, or wait for it."""
    group_buy = find(turn, LIVE, command, reason="no_group_buy")
    if group_buy is None:
        return
    if not command.text.strip():
        _keep(_Pending(group_buy.id, turn.now), turn)
        turn.tell(to_organizer.done(turn.person, "catch_up_wanted"))
        return
    pasted = _read(command.text, group_buy, turn)
    if pasted:
        _show(pasted, group_buy, turn)
    else:
        turn.tell(to_organizer.refused(turn.person, "no_copied_talk"))


def _read(text: str, group_buy: GroupBuy, turn: Turn) -> tuple[PastedLine, ...]:
    return read_pasted(text, now=turn.said_at, names=names_of(group_buy, turn))


def _draft_is_newer(pending: _Pending, turn: Turn) -> bool:
    draft = draft_talk(turn)
    return draft is not None and draft.at is not None and draft.at > pending.at


# The preview


def _show(pasted: Sequence[PastedLine], group_buy: GroupBuy, turn: Turn) -> None:
    """Show what would become of copied talk; nothing of it counts yet."""
    missed = missed_in(pasted, group_buy, turn)
    if missed is None:
        turn.tell(to_organizer.refused(turn.person, "no_group_yet"))
    elif len(missed.lines) > _MOST_LINES:
        turn.tell(to_organizer.refused(turn.person, "too_much_talk", count=len(missed.lines), most=_MOST_LINES))
    elif not missed.lines:
        turn.unit.conversations.end(turn.person, CATCH_UP)
        turn.tell(to_organizer.done(turn.person, "nothing_missed", count=missed.known))
    else:
        _preview(missed, group_buy, turn)


def _preview(missed: MissedTalk, group_buy: GroupBuy, turn: Turn) -> None:
    before, trial = _as_it_is(group_buy, turn), _as_it_is(group_buy, turn)
    ids = [MessageId(f"{turn.speaker.message}:{number}") for number, _ in enumerate(missed.lines)]
    entered = enter(trial, missed.lines, ids, missed.group, group_buy, turn)
    if not any(each.events for each in entered):
        turn.unit.conversations.end(turn.person, CATCH_UP)
        turn.tell(to_organizer.done(turn.person, "only_talk", count=len(missed.lines)))
        return
    _keep(_Pending(group_buy.id, turn.now, missed.group.id, missed.lines), turn)
    values = values_of(entered, before, trial, group_buy)
    turn.tell(to_organizer.catch_up(turn.person, {"known": missed.known, **values}))


def _as_it_is(group_buy: GroupBuy, turn: Turn) -> Book:
    """The book once more, to try things out in."""
    events: list[BookEvent] = []
    last = 0
    while page := turn.unit.books.ledger(group_buy.id, after=last, limit=_LEDGER_PAGE):
        events += [event for _, event in page]
        last = page[-1][0]
    return Book(terms_of(group_buy, None, turn), events)


# Her word


def count_caught_up(_command: u.CountCaughtUp | None, turn: Turn) -> None:
    """`好`: each message is entered as its sender's word, at the time when it was said."""
    pending = _pending(turn)
    group_buy = None if pending is None or not pending.lines else locked(turn, pending.group_buy)
    group = None if pending is None or pending.group is None else turn.unit.groups.get(pending.group)
    turn.unit.conversations.end(turn.person, CATCH_UP)
    if pending is None or group_buy is None or group is None or group_buy.stage not in LIVE:
        turn.tell(to_organizer.refused(turn.person, "no_group_buy", example="开团"))
        return
    book = turn.unit.books.open(group_buy.id)
    ids = [MessageId(turn.unit.ids.new()) for _ in pending.lines]
    entered = enter(book, pending.lines, ids, group, group_buy, turn)
    events = [event for each in entered for event in each.events]
    turn.unit.books.record(group_buy.id, events)
    for each in entered:
        _log(each, group, turn)
    telling.tell_caught_up(events, group, group_buy, turn.in_group(group))
    inverse = u.TakeBackCaughtUp(group_buy=group_buy.id, messages=tuple(ids))
    undoing.remember(turn, "补录", inverse)
    turn.tell(to_organizer.done(turn.person, "caught_up", count=sum(bool(each.events) for each in entered)))


def _log(entered: Entered, group: Group, turn: Turn) -> None:
    line = entered.line
    role = Role.ORGANIZER if line.person == turn.speaker.organizer.person else Role.RESIDENT
    turn.unit.chat_log.add(
        ChatLine(
            message=entered.message_id,
            group=group.id,
            person=line.person,
            role=role,
            kind=MessageKind.TEXT.value,
            text=line.text,
            sent_at=line.at,
            quoted_text=line.quoted,
            acts=entered.acts,
        )
    )


def leave_caught_up(_command: u.LeaveCaughtUp | None, turn: Turn) -> None:
    """`算了`: nothing of it counts."""
    turn.unit.conversations.end(turn.person, CATCH_UP)
    turn.tell(to_organizer.done(turn.person, "catch_up_left"))


def take_back_caught_up(command: u.TakeBackCaughtUp, turn: Turn) -> bool:
    """`撤`: what the messages did is taken back, but for those on which something rests by now."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None:
        return undoing.refuse(turn, "no_group_buy")
    book = turn.unit.books.open(group_buy.id)
    go_by(terms_of(group_buy, None, turn), book)
    events: list[BookEvent] = []
    rests = 0
    for message in map(MessageId, reversed(command.messages)):
        done = book.take_back(message, at=turn.now, by=turn.speaker.message)
        if isinstance(done, Refusal) and done.why is not Hindrance.NOTHING_DONE:
            rests += 1
            continue
        events += () if isinstance(done, Refusal) else done
        turn.unit.chat_log.note_acts(message, (TAKEN_BACK,))
        turn.unit.chat_log.mark_recalled(message)
    turn.unit.books.record(group_buy.id, events)
    if rests:
        turn.tell(to_organizer.refused(turn.person, "caught_up_rests", count=rests))
    telling.tell_caught_up([each for each in events if isinstance(each, Reported)], None, group_buy, turn)
    return rests < len(command.messages)


# What is kept meanwhile


def _keep(pending: _Pending, turn: Turn) -> None:
    state: dict[str, Json] = {
        "group_buy": pending.group_buy,
        "at": pending.at.isoformat(),
        "group": pending.group,
        "lines": [
            [line.person, line.name, line.text, line.at.isoformat(), line.quoted, line.stranger]
            for line in pending.lines
        ],
    }
    turn.unit.conversations.put(turn.person, CATCH_UP, state, turn.now + MENU_LIVES)


def _pending(turn: Turn) -> _Pending | None:
    state = turn.unit.conversations.get(turn.person, CATCH_UP, turn.now)
    if state is None:
        return None
    lines = tuple(
        MissedLine(PersonId(person), name, text, datetime.fromisoformat(at), quoted, stranger)
        for person, name, text, at, quoted, stranger in state["lines"]
    )
    group = None if state["group"] is None else GroupId(state["group"])
    return _Pending(GroupBuyId(state["group_buy"]), datetime.fromisoformat(state["at"]), group, lines)
