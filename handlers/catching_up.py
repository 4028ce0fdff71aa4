"""How does the bot take in what it missed? Copied talk is shown as it would be entered, and counts at her `好`.

The gateway replays nothing after a gap: what was said meanwhile comes back as the organizer copies it out of WeChat.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers import catch_up_commands as u
from handlers import known_by_name, telling, undoing
from handlers.caught_up import Entered, enter, values_of
from handlers.conversation import CATCH_UP, MENU_LIVES, NO, YES, Choice, remember_menu
from handlers.forms import folded
from handlers.history import events_of
from handlers.missed_talk import TAKEN_BACK, MissedTalk, missed_in, names_of
from handlers.ordering import open_book, terms_of
from handlers.replies import to_organizer
from handlers.targets import candidates, find, locked
from handlers.turn import Turn
from handlers.whole_chain import kept
from models.community.people import Group
from models.events import BookEvent, Reported
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.names import name_key
from models.groupbuy.pasted_talk import PastedLine, forwarded_from, is_timed, read_pasted
from models.groupbuy.stages import LIVE
from models.groupbuy.undoing import Hindrance, Refusal
from models.mail import ChatLine
from models.values import GroupBuyId, GroupId, MessageId, MessageKind, PersonId, Role

WORD = "补录"
#: More than this nobody reads through; it is handed in in parts.
_MOST_LINES = 300
_LEAVE = Choice("不记", u.LeaveCaughtUp(), words=NO)


def handed_in(text: str, turn: Turn) -> bool:
    """Take a private text of hers as copied talk; False where it is something else.

    Behind `补录` any copied talk is taken; without it only what speaks for itself.
    """
    head, _, rest = text.strip().removeprefix("/").partition("\n")
    if folded(head) == WORD and rest.strip():
        say_catch_up(u.SayCatchUp(text=rest), turn)
        return True
    waited_for = _waited_for(turn)
    if waited_for is None and "\n" not in text.strip() and "<dataitem" not in text:
        return False
    for group_buy in candidates(turn, LIVE):
        pasted = _read(text, group_buy, turn)
        if pasted and (waited_for is not None or _speaks_for_itself(text, head, pasted, group_buy, turn)):
            _show(text, pasted, waited_for or group_buy, turn)
            return True
    return False


def _waited_for(turn: Turn) -> GroupBuy | None:
    """The group-buy for which she said `补录`, and nothing behind it yet."""
    state = turn.unit.conversations.get(turn.person, CATCH_UP, turn.now)
    return None if state is None else turn.unit.group_buys.get(GroupBuyId(state["group_buy"]))


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
        turn.unit.conversations.put(turn.person, CATCH_UP, {"group_buy": group_buy.id}, turn.now + MENU_LIVES)
        remember_menu(turn, [_LEAVE])
        turn.tell(to_organizer.done(turn.person, "catch_up_wanted"))
        return
    pasted = _read(command.text, group_buy, turn)
    if pasted:
        _show(command.text, pasted, group_buy, turn)
    else:
        turn.tell(to_organizer.refused(turn.person, "no_copied_talk"))


def _read(text: str, group_buy: GroupBuy, turn: Turn) -> tuple[PastedLine, ...]:
    return read_pasted(text, now=turn.said_at, names=names_of(group_buy, turn))


# The preview


def _show(text: str, pasted: Sequence[PastedLine], group_buy: GroupBuy, turn: Turn) -> None:
    """Show what would become of copied talk; nothing of it counts yet."""
    missed = missed_in(pasted, group_buy, turn, head=forwarded_from(text.strip()))
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
    turn.unit.conversations.end(turn.person, CATCH_UP)
    before = turn.unit.books.read(group_buy.id)
    trial = Book(terms_of(group_buy, None, turn), events_of(group_buy, turn))
    ids = [MessageId(f"{turn.speaker.message}:{number}") for number, _ in enumerate(missed.lines)]
    known_by_name.link_all(trial, _names(missed.lines), group_buy, turn)
    entered = enter(trial, missed.lines, ids, missed.group, group_buy, turn, private=missed.private)
    if not any(each.events for each in entered):
        turn.tell(to_organizer.done(turn.person, "only_talk", count=len(missed.lines)))
        return
    counted = u.CountCaughtUp(group_buy=group_buy.id, group=missed.group.id, lines=missed.lines, private=missed.private)
    remember_menu(turn, [Choice("记", counted, words=YES), _LEAVE])
    values = values_of(entered, before, trial, group_buy, lambda text: kept(text, turn))
    turn.tell(to_organizer.catch_up(turn.person, {"known": missed.known, **values}))


# Her word


def count_caught_up(command: u.CountCaughtUp, turn: Turn) -> None:
    """`好`: each message is entered as its sender's word, at the time when it was said."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    group = turn.unit.groups.get(GroupId(command.group))
    if group_buy is None or group is None or group_buy.stage not in LIVE:
        turn.tell(to_organizer.refused(turn.person, "no_group_buy", example="开团"))
        return
    book = turn.unit.books.open(group_buy.id)
    ids = [MessageId(turn.unit.ids.new()) for _ in command.lines]
    linked = known_by_name.link_all(book, _names(command.lines), group_buy, turn)
    entered = enter(book, command.lines, ids, group, group_buy, turn, private=command.private)
    events = [event for each in entered for event in each.events]
    turn.unit.books.record(group_buy.id, [*linked, *events])
    # What was said to her alone is nothing for the group: neither its words, nor a word about it.
    room = None if command.private else group
    for each in entered:
        _log(each, room, turn)
    telling.tell_caught_up(events, room, group_buy, turn.in_group(group) if room else turn)
    inverse = u.TakeBackCaughtUp(group_buy=group_buy.id, messages=tuple(ids))
    undoing.remember(turn, "补录", inverse)
    turn.tell(to_organizer.done(turn.person, "caught_up", count=sum(bool(each.events) for each in entered)))


def _names(lines: Sequence[u.MissedLine]) -> dict[PersonId, str]:
    """Who speaks in a talk, but for those who are known by name alone."""
    return {line.person: line.name for line in lines if not line.stranger}


def _log(entered: Entered, group: Group | None, turn: Turn) -> None:
    line = entered.line
    role = Role.ORGANIZER if line.person == turn.speaker.organizer.person else Role.RESIDENT
    turn.unit.chat_log.add(
        ChatLine(
            message=entered.message_id,
            group=group.id if group else None,
            person=line.person,
            role=role,
            kind=MessageKind.TEXT.value,
            text=line.text,
            sent_at=line.at,
            quoted_text=line.quoted,
            acts=entered.acts,
        )
    )


def leave_caught_up(command: u.LeaveCaughtUp, turn: Turn) -> None:
    """`算了`: nothing of it counts, and nothing more is waited for."""
    turn.unit.conversations.end(turn.person, CATCH_UP)
    turn.tell(to_organizer.done(turn.person, "catch_up_left"))


def take_back_caught_up(command: u.TakeBackCaughtUp, turn: Turn) -> bool:
    """`撤`: what the messages did is taken back, but for those on which something rests by now."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None:
        return undoing.refuse(turn, "no_group_buy")
    book = open_book(group_buy, None, turn)
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
