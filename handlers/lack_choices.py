"""What do people want in place of goods that did not come: their money back, the goods next time, or others?

Each says it by a word (`退`, `补`, `换牛奶`), in the group or privately; in the group nobody is answered, as the
apology was one post for all. She sees them together (`缺的`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers import hand_out_commands as h
from handlers import undoing
from handlers.book_commands import TakeBackWord
from handlers.goods_meant import all_goods_in, by_id
from handlers.losses import AFTER_CUT_OFF
from handlers.ordering import open_book
from handlers.replies import on_hand_out, to_organizer, to_resident
from handlers.replies.parts import amount_value, short_name
from handlers.targets import candidates, first_group, locked
from handlers.turn import Turn
from handlers.which_group_buy import known_here
from models.events import LackChoice
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.lacks import Lack
from models.language.normalize import simplify
from models.mail import Json, person_ref, recipient_ref
from models.values import GroupBuyId, Product

#: `退`, `退钱吧`, `鸡蛋退`, `下批补`, `那就补`, `换牛奶`, `换成牛奶吧`.
_CHOICE = re.compile(
    r"(?:我的?|那就|那|就|要|选|还是|算了)*(?P<goods>[^退补换下]{0,10}?)(?:我)?(?:那就|就|要|选|给我)?"
    r"(?:(?P<refund>退(?:钱|款|了|掉|我)?)|(?P<later>(?:下(?:次|批|回|趟)(?:再)?|等)?补(?:发|货|上|给我)?|下(?:次|批|回)(?:再)?给)"
    r"|(?P<exchange>换(?:成|个|一)?(?P<instead>.{0,10}?)))(?:吧|哈|好了|就行|一下|啦|谢谢)?"
)
MOST_SHOWN = 30


def chosen(text: str, turn: Turn) -> bool:
    """Take a resident's word as their choice; False where nothing of theirs is missing, or it says no such thing."""
    found = _CHOICE.fullmatch(simplify(text).strip(" 。.!！~～,，"))
    if found is None:
        return False
    for group_buy in known_here(turn):
        mine = [lack for lack in turn.unit.books.read(group_buy.id).lacks() if lack.member == turn.person]
        named = all_goods_in(found["goods"], group_buy, turn) if found["goods"] else []
        if not mine or (found["goods"] and not named):
            continue
        goods = {product.id for product in named}
        _choose([lack for lack in mine if not goods or lack.product in goods], found, group_buy, turn)
        return True
    return False


def _choose(lacks: Sequence[Lack], found: re.Match[str], group_buy: GroupBuy, turn: Turn) -> None:
    choice = _choice(found)
    instead = all_goods_in(found["instead"], group_buy, turn) if found["instead"] else []
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    events = [
        event
        for lack in lacks
        for event in book.settle_lack(
            lack,
            choice,
            at=turn.now,
            message_id=turn.speaker.message,
            instead=instead[0].id if len(instead) == 1 else None,
        )
    ]
    turn.unit.books.record(group_buy.id, events)
    if turn.speaker.group is None:
        turn.tell(to_resident.lack_settled(turn.person, choice.value, sum(lack.fen for lack in lacks)))
    for lack in lacks if choice is LackChoice.EXCHANGE and events else ():
        value = _value(lack, group_buy.products, choice, instead[0] if len(instead) == 1 else None)
        turn.tell(on_hand_out.lack_chosen(turn.speaker.organizer.person, value))


def _choice(found: re.Match[str]) -> LackChoice:
    if found["refund"]:
        return LackChoice.REFUND
    return LackChoice.LATER if found["later"] else LackChoice.EXCHANGE


def _value(
    lack: Lack, products: Sequence[Product], choice: LackChoice | None, instead: Product | None
) -> dict[str, Json]:
    product = by_id(products, lack.product)
    return {
        **({} if product is None else amount_value(product, lack.quantity)),
        "who": person_ref(lack.member),
        "recipient": recipient_ref(lack.order_id),
        "choice": None if choice is None else choice.value,
        "instead": None if instead is None else short_name(instead),
    }


# Hers


def settle_lack(command: h.SettleLack, turn: Turn) -> None:
    """Her digit for one bag."""
    group_buy = locked(turn, GroupBuyId(command.group_buy))
    if group_buy is None:
        turn.tell(to_organizer.refused(turn.person, "nothing_missing"))
        return
    book = open_book(group_buy, first_group(turn, group_buy), turn)
    mine = [one for one in book.lacks() if (one.told_by, one.order_id) == (command.lack, command.order)]
    events = [
        event
        for lack in mine
        for event in book.settle_lack(lack, command.choice, at=turn.now, message_id=turn.speaker.message)
    ]
    turn.unit.books.record(group_buy.id, events)
    if not events:
        turn.tell(to_organizer.refused(turn.person, "nothing_missing"))
        return
    undoing.remember(turn, "退补换", TakeBackWord(group_buy=group_buy.id, message=turn.speaker.message))
    _tell([lack for lack in book.lacks() if lack.order_id == command.order], group_buy, turn)


def settle_the_rest(command: h.SettleTheRest, turn: Turn) -> None:
    """`没回的都退`: for all who have said nothing."""
    for group_buy in candidates(turn, AFTER_CUT_OFF):
        book = open_book(group_buy, first_group(turn, group_buy), turn)
        silent = [lack for lack in book.lacks() if lack.choice is None]
        events = [
            event
            for lack in silent
            for event in book.settle_lack(lack, command.choice, at=turn.now, message_id=turn.speaker.message)
        ]
        turn.unit.books.record(group_buy.id, events)
        if events:
            undoing.remember(turn, "退补换", TakeBackWord(group_buy=group_buy.id, message=turn.speaker.message))
            _tell(book.lacks(), group_buy, turn)
            return
    turn.tell(to_organizer.refused(turn.person, "nothing_missing"))


def tell_lacks(command: h.TellLacks, turn: Turn) -> None:
    """`缺的`: who did not get what, and what they want."""
    for group_buy in candidates(turn, AFTER_CUT_OFF):
        lacks = turn.unit.books.read(group_buy.id).lacks()
        if lacks:
            _tell(lacks, group_buy, turn)
            return
    turn.tell(to_organizer.refused(turn.person, "nothing_missing"))


def _tell(lacks: Sequence[Lack], group_buy: GroupBuy, turn: Turn) -> None:
    shown = lacks[:MOST_SHOWN]
    values = {
        "lacks": [
            _value(lack, group_buy.products, lack.choice, by_id(group_buy.products, lack.instead or ""))
            for lack in shown
        ],
        "sum_fen": sum(lack.fen for lack in lacks if lack.choice in (LackChoice.REFUND, LackChoice.EXCHANGE)),
        "open": sum(lack.choice is None for lack in lacks),
        "more": len(lacks) - len(shown),
    }
    turn.tell(on_hand_out.lacks(turn.person, values))
