"""What is this message: a command, a word in a conversation, or talk? One ordered way, first match wins.

1. what happened to a room, and recalls;
2. what cannot be read: kept, and shown to the organizer; what machines say: kept;
3. the organizer in private: copied talk, menu digits, draft words, commands, words on somebody's order, a pasted list,
   an order that was handed on;
4. the organizer in a group: words beside a quoted message, and commands, where the bot is addressed;
5. everything else is talk, and goes to the counter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from handlers import (
    asked_back,
    catching_up,
    dispatch,
    enquiries,
    forwarded,
    given_on,
    goods_words,
    her_own_word,
    machines,
    mishaps,
    noting_down,
    open_questions,
    opening,
    ordering,
    overhearing,
    peacekeeping,
    polling,
    product_pictures,
    usual,
)
from handlers import commands as c
from handlers.addressing import is_addressed, without_calls, without_slash
from handlers.command_reading import read_command, read_quoted
from handlers.command_table.spec import Spec
from handlers.conversation import YES, Choice, draft_talk, offer, pick
from handlers.draft_words import SAID_ABOUT_ANYTHING, read_draft_word
from handlers.forms import Moment, WrongForm, folded
from handlers.house import House
from handlers.listings import tells_times
from handlers.place import find_speaker, is_to_somebody_else
from handlers.replies import to_organizer, to_resident
from handlers.room_changes import room_changed
from handlers.turn import Turn
from models.language.listing import read_listing
from models.mail import ChatLine, InboxRow, person_ref
from models.ports import UnitOfWork
from models.values import Incoming, MessageKind

_ROOM_EVENTS = frozenset({MessageKind.JOIN, MessageKind.LEAVE, MessageKind.TOPIC})
_WITH_TEXT = frozenset({MessageKind.TEXT, MessageKind.GROUP_NOTE})
_WITH_TALK = _WITH_TEXT | {MessageKind.CHAT_HISTORY}
#: What people say to be polite needs no answer from a machine.
COURTESIES = frozenset(
    {"", "你好", "您好", "在吗", "在不", "嗯", "嗯嗯", "哦", "噢", "好", "好的", "好吧", "行", "可以", "ok", "OK"}
    | {"谢谢", "谢谢你", "谢了", "辛苦了", "辛苦", "收到", "知道了", "哈哈", "哈哈哈", "早", "早上好", "晚安", "再见"}
)
SENDS_A_DRAFT = frozenset({"发", "发吧", "发出去", "发到群里", "发群里"})
#: Words by which somebody asks after what is kept on them; never an order, whatever else they may look like.
ASKS_FOR_DATA = frozenset({"我的资料", "看我的资料", "查我的资料", "我的信息"})
ASKS_TO_FORGET = frozenset({"删我的", "删掉我的", "删除我的", "删我的资料", "删除我的资料", "把我的删了", "忘了我"})
#: Words by which a resident asks for what stands for them.
ASKS_FOR_MINE = frozenset({"我的订单", "我的单", "我的单子", "查我的单", "查订单", "我订了啥", "我订了什么"})
DRAFT_USAGE = "3号 12.8 · 删5 · 每样加3 · 8点发 · 发"
#: Commands that may have several lines.
_WITH_LINES = ("开团", "模板")
_PRICED = re.compile(r"元|块|¥|￥|/")
#: A pasted list has at least so many products with a price or a cost; fewer may be a remark.
_LEAST_OF_A_LIST = 2


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of somebody known: the row, and the turn that it gives them."""

    row: InboxRow
    turn: Turn

    @property
    def incoming(self) -> Incoming:
        return self.row.incoming


def receive(row: InboxRow, unit: UnitOfWork, now: datetime, house: House) -> None:
    """Do all that one message asks for. Whatever it does, it does through ``unit``."""
    incoming = row.incoming
    if incoming.from_self and unit.outbox.settle_echo(incoming, now) is not None:
        return
    if incoming.from_self and is_to_somebody_else(incoming):
        return
    speaker = find_speaker(incoming, row.id, unit, now, house)
    if speaker is None or (incoming.from_self and not speaker.commands):
        return
    heard = Heard(row, Turn(speaker, unit, now, house))
    if machines.is_our_echo(incoming, heard.turn):
        return
    if incoming.kind is MessageKind.RECALL:
        ordering.recalled(incoming, heard.turn)
        return
    if incoming.kind in _ROOM_EVENTS:
        room_changed(incoming, heard.turn)
        return
    log(heard)
    peacekeeping.somebody_spoke(heard.turn)
    next(way for way in _WAYS if way(heard))


def log(heard: Heard) -> None:
    """Every message is logged, whatever it is."""
    incoming, turn = heard.incoming, heard.turn
    if heard.row.attempts and turn.unit.chat_log.get(heard.row.id) is not None:
        # It failed before, and was logged when the organizer was told.
        return
    group = turn.speaker.group
    turn.unit.chat_log.add(
        ChatLine(
            message=heard.row.id,
            group=None if group is None else group.id,
            person=turn.person,
            role=turn.speaker.role,
            kind=incoming.kind.value,
            text=incoming.text,
            sent_at=incoming.sent_at,
            quoted_text=None if incoming.quote is None else incoming.quote.text,
        )
    )


def unreadable(heard: Heard) -> bool:
    if heard.incoming.fault is None:
        return False
    turn = heard.turn
    mishaps.tell_failed(heard.row.id, turn.person, turn.speaker.organizer, turn.unit, turn.now)
    return True


def said_by_a_machine(heard: Heard) -> bool:
    """Another bot, or an account of WeChat's own: logged, and never answered."""
    sign = machines.heard_from(heard.incoming, heard.turn)
    if sign is not None:
        machines.note(heard.incoming, heard.turn, sign)
    return sign is not None


def handed_in(heard: Heard) -> bool:
    """Talk that she copied out of WeChat; a merged forward is nothing else."""
    turn, incoming = heard.turn, heard.incoming
    if not turn.speaker.commands or turn.speaker.group is not None:
        return False
    return incoming.kind in _WITH_TALK and catching_up.handed_in(incoming.text, turn)


def commanded_in_private(heard: Heard) -> bool:
    """Her private chat: no slash is needed, and a pasted list speaks for itself."""
    turn, incoming = heard.turn, heard.incoming
    if not turn.speaker.commands or turn.speaker.group is not None or incoming.kind not in _WITH_TEXT:
        return False
    text = folded(without_slash(incoming.text))
    picked = pick(turn, text)
    if picked is not None:
        group = None if picked.group is None else turn.unit.groups.get(picked.group)
        dispatch.handle(picked.command, replace(turn.in_group(group), group_buy=picked.group_buy))
        return True
    # A list may begin like a command (`清单`) or end like one (`今晚8点截单`); few commands have several lines.
    if _has_lines(text, incoming.text) and _several_lines(incoming.text, turn):
        return True
    if _draft_word(text, turn) or _command(text, incoming.text, turn) or _pasted_list(incoming.text, turn):
        return True
    if text not in COURTESIES | set(YES) and forwarded.handed_on(incoming.text, turn):
        return True
    if text in SENDS_A_DRAFT:
        dispatch.handle(c.PublishDraft(), turn)
    elif text in YES:
        turn.tell(to_organizer.done(turn.person, "nothing_waits"))
    elif text not in COURTESIES:
        turn.tell(to_organizer.refused(turn.person, "not_understood", example="帮助"))
    return True


def _has_lines(text: str, written: str) -> bool:
    return "\n" in written.strip() and not text.startswith(_WITH_LINES)


def _several_lines(written: str, turn: Turn) -> bool:
    """Orders of several households, `501 鸡蛋2` under `502 苹果1`, would make a list of two products."""
    return _book_word(written, turn) or _pasted_list(written, turn)


def _draft_word(text: str, turn: Turn) -> bool:
    """Short words that mend a draft, while one is open; `取消` or `好` mean nothing of that kind otherwise."""
    talk = draft_talk(turn)
    if talk is None or (text in SAID_ABOUT_ANYTHING and not talk.is_fresh(turn.now)):
        return False
    meant = read_draft_word(text, _moment(turn))
    if meant is None:
        return False
    if isinstance(meant, WrongForm):
        turn.tell(to_organizer.wrong_form(turn.person, "草稿", DRAFT_USAGE, "3号 12.8", meant.what))
    else:
        dispatch.handle(meant, turn)
    return True


def _moment(turn: Turn) -> Moment:
    return Moment(turn.speaker.at, turn.zone)


def _command(text: str, written: str, turn: Turn) -> bool:
    """A command; or words on somebody's order, which begin with whose it is. Who is called 周芳 is no day of the week:
    what only looks like a command goes after them."""
    found = read_command(text, _moment(turn), without_slash(written))
    if found is not None and not isinstance(found[1], WrongForm):
        _do(*found, turn)
        return True
    if open_questions.answered(text, turn) or _goods_word(text, turn) or _book_word(written, turn):
        return True
    if found is not None:
        _do(*found, turn)
    return found is not None


def _goods_word(text: str, turn: Turn) -> bool:
    """A word on goods: what becomes of them, or that those are to be had for which people have raised their hands."""
    command = goods_words.meant(text, turn) or polling.came_true(text, turn)
    if command is not None:
        dispatch.handle(command, turn)
    return command is not None


def _book_word(written: str, turn: Turn) -> bool:
    """A word on somebody's order; goods with their prices are a list."""
    if _PRICED.search(written):
        return False
    if given_on.is_outright(written) and given_on.given(written, turn):
        return True
    return noting_down.said(written, turn) or given_on.given(written, turn)


def _do(spec: Spec, meant: c.AnyCommand | WrongForm, turn: Turn) -> None:
    if turn.speaker.role not in spec.rights:
        turn.tell(to_organizer.refused(turn.person, "not_yours", command=spec.name))
    elif isinstance(meant, WrongForm):
        turn.tell(to_organizer.wrong_form(turn.person, spec.name, spec.usage, max(spec.examples, key=len), meant.what))
    else:
        dispatch.handle(meant, turn)


def _pasted_list(text: str, turn: Turn) -> bool:
    talk = draft_talk(turn)
    listing = read_listing(text, turn.said_at)
    priced = sum(product.price_fen is not None or product.cost_fen is not None for product in listing.products)
    if priced >= _LEAST_OF_A_LIST or (talk is not None and (priced or tells_times(listing))):
        opening.take_listing(listing, turn)
        return True
    return False


def commanded_in_group(heard: Heard) -> bool:
    """In the group she has to turn to the bot: a slash, its name, or a quote and one word. What can't be read there
    is talk, never an error message in front of residents. A public word said to nobody is asked about, privately."""
    turn, incoming = heard.turn, heard.incoming
    if not turn.speaker.commands or turn.speaker.group is None or incoming.kind is not MessageKind.TEXT:
        return False
    addressed = is_addressed(incoming, turn.house)
    written = without_slash(without_calls(incoming.text, turn.house))
    text = folded(written)
    beside = read_quoted(text, _moment(turn)) if incoming.quote is not None else None
    if beside is not None:
        _do(*beside, turn)
        return True
    found = read_command(text, _moment(turn), written)
    if found is None:
        if addressed:
            return _goods_word(text, turn) or _book_word(written, turn)
        return incoming.quote is None and _overheard(written, turn)
    spec, meant = found
    if addressed:
        _do(spec, meant, turn)
        return True
    if spec.public and not isinstance(meant, WrongForm) and len(text) <= 8:
        offer(turn, "heard_you_say", [Choice(spec.name, meant, turn.speaker.group.id)], said=text)
    return False


def _overheard(written: str, turn: Turn) -> bool:
    """Plain words of hers to nobody: on goods they are still to be read as talk is, on an order of somebody's not."""
    polling.asked(written, turn)
    if goods_words.overheard(written, turn) or polling.overheard(written, turn):
        return False
    return overhearing.overheard(written, turn)


def answered_an_offer(heard: Heard) -> bool:
    """A word that means something only to whom something was put: a raised hand, `退`, `要` at another price, `对`."""
    turn, incoming = heard.turn, heard.incoming
    if incoming.kind is not MessageKind.TEXT or turn.speaker.commands:
        return False
    ways = (polling.raised, usual.confirmed, asked_back.answered, usual.asked)
    return any(way(incoming, turn) for way in ways)


def talked(heard: Heard) -> bool:
    """Everything else goes to the counter, where orders are taken and chat is left alone; what it asks waits for an
    answer."""
    product_pictures.noted(heard.incoming, heard.turn)
    if heard.incoming.kind in _WITH_TEXT:
        acts = ordering.heard(heard.incoming, heard.turn)
        enquiries.asked(heard.incoming, acts, heard.turn)
        her_own_word.answered_herself(heard.incoming, heard.turn)
        peacekeeping.overheard(heard.incoming, heard.turn)
    return True


def asked_about_data(heard: Heard) -> bool:
    """`我的资料`, `删我的`: the organizer's to answer, and said so to whoever can be written to."""
    turn = heard.turn
    text = folded(without_slash(without_calls(heard.incoming.text, turn.house)))
    if text not in ASKS_FOR_DATA | ASKS_TO_FORGET:
        return False
    what = "erase" if text in ASKS_TO_FORGET else "show"
    turn.tell(to_organizer.data_request(turn.speaker.organizer.person, person_ref(turn.person), what))
    if turn.speaker.group is None:
        turn.tell(to_resident.data_request_heard(turn.person))
    return True


def asked_for_own_order(heard: Heard) -> bool:
    """The one command that every resident has, as our own posts advise it."""
    text = folded(without_slash(without_calls(heard.incoming.text, heard.turn.house)))
    return text in ASKS_FOR_MINE and ordering.mine_asked(heard.turn)


_WAYS: tuple[Callable[[Heard], bool], ...] = (
    unreadable,
    said_by_a_machine,
    handed_in,
    commanded_in_private,
    commanded_in_group,
    asked_about_data,
    asked_for_own_order,
    answered_an_offer,
    talked,
)
