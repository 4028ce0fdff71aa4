"""What is the usual? `老样子`, `跟上周一样，鸡蛋多一板`: one's own last order, at today's prices, said back first.

Goods that are not on sale any more are named; nothing is ordered before `对` (organizer-notes, section 2, 12).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from handlers import telling
from handlers.addressing import without_calls
from handlers.forms import folded
from handlers.open_goods import catalog_of
from handlers.ordering import open_book
from handlers.replies.on_selling import the_usual, the_usual_privately
from handlers.replies.parts import amount_value, cost_fen, short_name
from handlers.targets import locked
from handlers.turn import Turn
from handlers.which_group_buy import known_here
from models.acts import Context, Line, Op, Order, Standing
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.said import Said
from models.groupbuy.stages import Stage
from models.language import read
from models.language.normalize import simplify
from models.mail import Json
from models.values import GroupBuyId, Incoming, Product, ProductId, Quantity, Role

_USUAL = re.compile(
    r"(?:我|还是|就|还|那|给我|帮我|来个?)*(?:老样子|老规矩|照旧|照常|照老样|(?:跟|和|同|按|照)?上(?:次|回|周|星期|礼拜|一次)(?:的|那些?)?一?样|跟以前一样|同上次)"
    r"(?:的|吧|哈|啊|就行|就好|谢谢|来一份)*(?:[,，。;；、\s]+(?P<more>.+))?"
)
#: `鸡蛋多一板`: on top of the usual.
_MORE, _LESS = re.compile(r"多(?=[\d一二两三半])"), re.compile(r"少(?=[\d一二两三半])")
_YES = frozenset(
    {
        "对",
        "对的",
        "对对",
        "好",
        "好的",
        "嗯",
        "嗯嗯",
        "是",
        "是的",
        "行",
        "可以",
        "没错",
        "就这样",
        "记吧",
        "对,就这样",
        "ok",
        "OK",
    }
)
_NO = frozenset({"不对", "不是", "算了", "不要", "不要了", "不用", "不用了", "取消", "不"})
_USUAL_KIND = "usual"
_LASTS = timedelta(hours=2)
_LOOKED_BACK = 10


def asked(incoming: Incoming, turn: Turn) -> bool:
    """Say back what somebody usually takes, as they ask for it; False where they ask nothing of the kind, or nothing is
    known of them."""
    found = _USUAL.fullmatch(simplify(folded(without_calls(incoming.text, turn.house))))
    if found is None or turn.speaker.role is not Role.RESIDENT:
        return False
    group_buy = next((one for one in known_here(turn) if one.stage is Stage.OPEN), None)
    last = None if group_buy is None else _last_order(group_buy, turn)
    if group_buy is None or last is None:
        return False
    lines, gone = _today(last, group_buy)
    lines = _changed(lines, found["more"] or "", group_buy, turn)
    if not lines:
        return False
    _say_back(lines, gone, group_buy, turn)
    turn.unit.chat_log.note_acts(turn.speaker.message, ("query",))
    state = {"group_buy": group_buy.id, "lines": [[product, str(quantity)] for product, quantity in lines.items()]}
    turn.unit.conversations.put(turn.person, _USUAL_KIND, state, turn.now + _LASTS)
    return True


def _last_order(group_buy: GroupBuy, turn: Turn) -> list[tuple[Product, Quantity]] | None:
    """What they took last, of this organizer's lists; for themselves."""
    for one in turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=_LOOKED_BACK):
        if one.id == group_buy.id or one.stage in (Stage.DRAFT, Stage.CANCELLED):
            continue
        orders = [each for each in turn.unit.books.read(one.id).order_of(turn.person) if not each.for_other]
        products = {each.id: each for each in one.products}
        lines = [
            (products[line.product], line.total) for each in orders for line in each.lines if line.product in products
        ]
        if lines:
            return lines
    return None


def _today(last: list[tuple[Product, Quantity]], group_buy: GroupBuy) -> tuple[dict[ProductId, Quantity], list[str]]:
    """The same goods on today's list, and the names of those that are not on it."""
    lines: dict[ProductId, Quantity] = {}
    gone: list[str] = []
    for product, quantity in last:
        now = next((one for one in group_buy.products if not one.off and _is_same(one, product)), None)
        if now is None:
            gone.append(short_name(product))
        else:
            lines[now.id] = lines.get(now.id, Decimal(0)) + quantity
    return lines, gone


def _is_same(one: Product, other: Product) -> bool:
    return one.name == other.name or (short_name(one) == short_name(other) and one.unit == other.unit)


def _changed(lines: dict[ProductId, Quantity], more: str, group_buy: GroupBuy, turn: Turn) -> dict[ProductId, Quantity]:
    """`鸡蛋多一板`, `不要豆腐`, on top of the usual."""
    if not more:
        return lines
    mine = tuple(Standing(product, quantity) for product, quantity in lines.items())
    acts = read(
        _MORE.sub("多加", _LESS.sub("少要", simplify(more))),
        catalog_of(group_buy, turn),
        Context(at=turn.speaker.at, mine=mine),
    )
    found = dict(lines)
    for line in (line for act in acts if isinstance(act, Order) for line in act.lines):
        held = found.get(line.product, Decimal(0))
        quantity = held if line.quantity is None else line.quantity
        match line.op:
            case Op.ADD:
                found[line.product] = held + quantity
            case Op.REMOVE:
                found[line.product] = max(held - quantity, Decimal(0))
            case _:
                found[line.product] = quantity
    return {product: quantity for product, quantity in found.items() if quantity}


def _say_back(lines: Mapping[ProductId, Quantity], gone: list[str], group_buy: GroupBuy, turn: Turn) -> None:
    products = {one.id: one for one in group_buy.products}
    values: dict[str, Json] = {
        "lines": [amount_value(products[product], quantity) for product, quantity in lines.items()],
        "gone": gone,
    }
    group = turn.speaker.group
    if group is None:
        fen = cost_fen(products, [Standing(product, quantity) for product, quantity in lines.items()])
        turn.tell(the_usual_privately(turn.person, {**values, "sum_fen": fen}))
    else:
        turn.tell(the_usual(group.id, turn.person, values))


def confirmed(incoming: Incoming, turn: Turn) -> bool:
    """`对`: it is ordered, as said back; `不对` leaves it. False where nothing was said back to them."""
    text = folded(without_calls(incoming.text, turn.house))
    if text not in _YES | _NO or turn.speaker.role is not Role.RESIDENT:
        return False
    state = turn.unit.conversations.get(turn.person, _USUAL_KIND, turn.now)
    group_buy = None if state is None else locked(turn, GroupBuyId(state["group_buy"]))
    if state is None or group_buy is None:
        return False
    turn.unit.conversations.end(turn.person, _USUAL_KIND)
    if text in _NO:
        return True
    lines = tuple(Line(ProductId(product), Op.ORDER, Decimal(quantity)) for product, quantity in state["lines"])
    book = open_book(group_buy, turn.speaker.group, turn)
    said = Said(
        turn.speaker.message,
        turn.person,
        turn.speaker.at,
        (Order(lines),),
        name=turn.speaker.person.nickname,
        text=text,
    )
    events = book.take(said)
    turn.unit.books.record(group_buy.id, events)
    turn.unit.chat_log.note_acts(turn.speaker.message, ("order",))
    telling.tell(events, turn.speaker.group, group_buy, turn)
    return True
