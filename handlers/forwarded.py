"""Whose order is this? One that came to the organizer's own chat, and that she hands on to the bot.

Where the text does not say whose it is, it is held until she does, or is read as that of whom she has named first
(organizer-notes, section 2, 1). Two that came apart are two orders, until she says that they are of one household.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers import book_commands as b
from handlers.book_words import Said, read_goods
from handlers.conversation import Choice, remember_menu
from handlers.held_orders import HeldOrder, ask_whose, expect, held_by, hold, note_named, stop_asking
from handlers.households import Whose, meant_households, whose_with
from handlers.kept_text import whom
from handlers.noting_down import MOST_SHOWN, take
from handlers.replies import on_orders, to_organizer
from handlers.targets import candidates
from handlers.turn import Turn
from handlers.whose import her_own, names_for, whole_whose
from models.acts import Ask, Order
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE
from models.language.normalize import simplify
from models.mail import Json, message_ref
from models.values import Recipient

#: `1 王芳 3-501`, `2、老周`: the number of one of several, and whose it is; `2-301` and `2号楼301` are addresses.
_NUMBERED = re.compile(r"\s*(\d)(?:\s*[.、:，,]\s*|\s+|(?=[\u4e00-\u9fff])(?![号栋幢座楼弄单]))(\D.*|\d.*)")
_ALL_OF_THEM = re.compile(r"\s*(?:都是|全是|全都是|[两三四]条都是)\s*(\S.*)")


def handed_on(text: str, turn: Turn) -> bool:
    """Take a text as an order that was handed on, or as the word whose it is; False where it is neither."""
    held = held_by(turn)
    answer = _answer(text, held.nobodys, turn)
    if answer is not None:
        _named(*answer, turn)
        return True
    if not any(_said(text, Whose(), one, turn) for one in candidates(turn, LIVE)):
        return False
    order = hold(text, turn)
    if held.whose:
        expect(Whose(), turn)
        _read_back([order], held.whose, turn)
    else:
        ask_whose(turn)
    return True


def _answer(text: str, orders: Sequence[HeldOrder], turn: Turn) -> tuple[Whose, Sequence[HeldOrder]] | None:
    """Whom a text names, and of which orders: of all that are held, or of the one that it numbers."""
    numbered, together = _NUMBERED.fullmatch(simplify(text)), _ALL_OF_THEM.fullmatch(simplify(text))
    if numbered is not None and len(orders) > 1 and 1 <= int(numbered[1]) <= len(orders):
        whose = _whose(numbered[2], turn)
        return None if whose is None else (whose, [orders[int(numbered[1]) - 1]])
    if together is not None and orders:
        whose = _whose(together[1], turn)
        return None if whose is None else (whose, [note_named(orders, turn)])
    whose = _whose(text, turn)
    return None if whose is None else (whose, orders)


def _whose(text: str, turn: Turn) -> Whose | None:
    for one in candidates(turn, LIVE):
        names = names_for(one, turn)
        whose = her_own(text, names) or whole_whose(text, names)
        if whose is not None:
            return whose
    return None


def _named(whose: Whose, orders: Sequence[HeldOrder], turn: Turn) -> None:
    if not orders:
        expect(whose_with(whose, held_by(turn).whose), turn)
        turn.tell(on_orders.what_do_they_want(turn.person, _shown(whose, turn)))
        return
    stop_asking(turn)
    if len(orders) == 1:
        _read_back(orders, whose, turn)
    else:
        _ask_which(whose, orders[: MOST_SHOWN - 1], turn)


def _shown(whose: Whose, turn: Turn) -> dict[str, Json]:
    found = meant_households(whose, next(iter(candidates(turn, LIVE))), turn)
    return whom(found[0] if len(found) == 1 else _as_named(whose), turn)


def _as_named(whose: Whose) -> b.Household:
    where = whose.recipient or Recipient()
    return b.Household(name=whose.name, building=where.building, unit=where.unit, room=where.room, phone=where.phone)


def _ask_which(whose: Whose, orders: Sequence[HeldOrder], turn: Turn) -> None:
    """`哪条是王芳的？`, of several that came apart."""
    named = b.NameHeld(messages=(), household=_as_named(whose), is_own=whose.is_own)
    each = [named.model_copy(update={"messages": (order.message,)}) for order in orders]
    together = named.model_copy(update={"messages": tuple(order.message for order in orders)})
    remember_menu(turn, [*(Choice("", command) for command in each), Choice("都是", together, words=("都是",))])
    texts = [[message_ref(message) for message, _ in order.texts] for order in orders]
    turn.tell(on_orders.which_forwarded(turn.person, _shown(whose, turn), texts))


def name_held(command: b.NameHeld, turn: Turn) -> None:
    """Which of them are this one's, picked by a digit."""
    found = [order for order in held_by(turn).orders if order.message in command.messages]
    named = command.household
    where = Recipient(named.building, named.unit, named.room, None, named.phone)
    if found:
        _read_back(found, Whose(named.name, where or None, command.is_own), turn)
    else:
        turn.tell(to_organizer.refused(turn.person, "word_not_understood", example="501 鸡蛋2"))


def _said(text: str, whose: Whose, group_buy: GroupBuy, turn: Turn) -> Said | None:
    """What a handed on text orders of a group-buy's goods; None where it orders nothing."""
    acts = read_goods(text, turn.house.memory.catalog(group_buy.products), turn)
    wanted = [act for act in acts if isinstance(act, Ask) or (isinstance(act, Order) and act.lines)]
    if not wanted:
        return None
    told = next((act.recipient for act in wanted if isinstance(act, Order) and act.recipient), None)
    return Said(whose_with(whose, Whose(None if told is None else told.name, told)), tuple(wanted))


def _read_back(orders: Sequence[HeldOrder], whose: Whose, turn: Turn) -> None:
    """What they want is read back before it counts; until then it is held on."""
    order = note_named(orders, turn)
    readings = [
        (one, (said,)) for one in candidates(turn, LIVE) if (said := _said(order.text, whose, one, turn)) is not None
    ]
    if not readings or not take(readings, order.text, turn, message=order.message, named_in=turn.speaker.message):
        turn.tell(to_organizer.refused(turn.person, "word_not_understood", example="501 鸡蛋2"))
