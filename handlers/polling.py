"""Who raises a hand? `要牛腩的扣1` counts who would want it, with names and without an order; `收到扣1` counts readers.

A count is no order (organizer-notes, section 2, 7): what comes of it, `牛腩谈下来了 58一斤`, is put to them once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from handlers import goods, opening
from handlers import polling_commands as q
from handlers.conversation import Choice, offer
from handlers.forms import folded, read_fen
from handlers.replies.on_selling import goods_came_true, selling
from handlers.turn import Turn
from models.community.people import Group
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.language.normalize import simplify
from models.language.units import UNIT_PATTERN, WEIGHTS
from models.mail import Json, person_ref
from models.values import GroupBuyId, Incoming, PersonId, Product, ProductId, Quantity, Role, decimal_text

#: In what she says: that whoever means it is to raise a hand.
_ASKS = re.compile(r"[扣打回敲](?:个|一个|一下)?[1１一](?![0-9]|[点号栋楼]|\d)")
_RECEIPT = re.compile(r"收到|看到|知道|明白|已读|看见")
_GOODS = re.compile(
    r"(?:有人|有没有人|谁|大家|有谁)?(?:想)?要(?:不要)?(?P<first>[\u4e00-\u9fff]{1,8}?)(?:的)?(?:吗|不|么|嘛|，|,|。|？|\?|$|扣|[0-9])"
    r"|(?P<second>[\u4e00-\u9fff]{1,8}?)(?:有人要|要的|想要的)"
)
_WANTED = re.compile(r"(?:够|满|凑够|凑满|凑齐)\s*(\d{1,3})")
_HAND = re.compile(
    r"(?:扣|打)?\s*(?P<plus>[+＋➕])?\s*(?P<n>\d{1,3})|(?P<word>我?要|算我一个|算上我|加我|带我一个|收到|看到了|知道了)"
)
_CAME_TRUE = re.compile(
    r"(?P<goods>[\u4e00-\u9fff]{1,8}?)(?:谈|拿|搞|弄)(?:下来|妥|成|定|好)了?\s*[,，:：。]?\s*"
    rf"(?P<price>\d{{1,5}}(?:\.\d{{1,2}})?)\s*(?:元|块钱?)?\s*(?:一|每|/)?\s*(?P<unit>{UNIT_PATTERN}|份)?"
)
_LASTS = timedelta(hours=24)
#: A bare figure is a raised hand so long after she asked; with one thing on sale it may be an order sooner.
_FRESH, _OPEN = timedelta(minutes=30), timedelta(hours=12)
_NAMED_MOST = 30
_INTEREST, _RECEIPTS = "interest", "receipts"


@dataclass(frozen=True, slots=True)
class Poll:
    """What she asked in a group, and who has raised a hand, for how much; ``wanted``: so much is enough. ``put``: what
    came of it was put to them."""

    kind: str
    goods: str
    at: datetime
    hands: Mapping[PersonId, str]
    wanted: int | None = None
    put: bool = False

    @property
    def total(self) -> Quantity:
        return sum((Decimal(each) for each in self.hands.values()), Decimal(0))


def asked(text: str, turn: Turn) -> None:
    """Remember what she asks a group for a show of hands about; another question takes its place."""
    plain, group = simplify(text), turn.speaker.group
    if group is None or not _ASKS.search(plain):
        return
    receipts = _RECEIPT.search(plain) is not None
    found, enough = _GOODS.search(plain), _WANTED.search(plain)
    called = "" if found is None or receipts else (found["first"] or found["second"] or "")
    poll = Poll(_RECEIPTS if receipts else _INTEREST, called, turn.speaker.at, {}, int(enough[1]) if enough else None)
    _keep(poll, group, turn)


def raised(incoming: Incoming, turn: Turn) -> bool:
    """Count a resident's raised hand; False where it is none, or may be an order of the one thing on sale."""
    group, shape = turn.speaker.group, _HAND.fullmatch(folded(incoming.text))
    if group is None or turn.speaker.role is not Role.RESIDENT or shape is None or incoming.quote is not None:
        return False
    poll = _poll_of(group, turn)
    if poll is None or turn.speaker.at - poll.at > _OPEN or (shape["word"] and poll.kind != _meant_by(shape["word"])):
        return False
    if turn.speaker.at - poll.at > _FRESH and any(len(one.products) == 1 for one in _open_lists(group, turn)):
        return False
    counted = replace(poll, hands={**poll.hands, turn.person: _quantity(shape)})
    _keep(counted, group, turn)
    turn.unit.chat_log.note_acts(turn.speaker.message, ("chat",))
    if poll.wanted is not None and poll.total < poll.wanted <= counted.total:
        reader, due = turn.speaker.organizer.person, f"hands:{group.id}:{poll.at.isoformat()}"
        total, people = decimal_text(counted.total), len(counted.hands)
        turn.tell(selling(reader, "enough_hands", due_id=due, goods=poll.goods, total=total, count=people))
    return True


def _meant_by(word: str) -> str:
    return _RECEIPTS if _RECEIPT.search(word) else _INTEREST


def _quantity(shape: re.Match[str]) -> str:
    """`1`, and `11` in one's zeal, is one; `+2` and `3` are what they say."""
    figures = shape["n"]
    return "1" if not figures or set(figures) == {"1"} or int(figures) == 0 else str(int(figures))


def _keep(poll: Poll, group: Group, turn: Turn) -> None:
    state: dict[str, Json] = {
        "kind": poll.kind,
        "goods": poll.goods,
        "at": poll.at.isoformat(),
        "hands": dict(poll.hands),
        "wanted": poll.wanted,
        "put": poll.put,
    }
    turn.unit.conversations.put(turn.speaker.organizer.person, f"poll:{group.id}", state, poll.at + _LASTS)


def _poll_of(group: Group, turn: Turn) -> Poll | None:
    state = turn.unit.conversations.get(turn.speaker.organizer.person, f"poll:{group.id}", turn.now)
    if state is None:
        return None
    hands = {PersonId(person): str(count) for person, count in state["hands"].items()}
    at = datetime.fromisoformat(state["at"])
    return Poll(state["kind"], state["goods"], at, hands, state["wanted"], state["put"])


def _polls(turn: Turn) -> list[tuple[Group, Poll]]:
    """What she has asked, in the group where she speaks or in any of hers."""
    here = turn.speaker.group
    groups = [here] if here is not None else list(turn.unit.groups.of_organizer(turn.speaker.organizer.id))
    found = [(group, _poll_of(group, turn)) for group in groups]
    return sorted(
        ((group, poll) for group, poll in found if poll is not None), key=lambda each: each[1].at, reverse=True
    )


def tell_silent(command: q.TellSilent, turn: Turn) -> None:
    """`谁没回`: of what she asked last: who has raised a hand, and who has not."""
    polls = _polls(turn)
    if not polls:
        turn.tell(selling(turn.person, "nothing_polled"))
        return
    group, poll = polls[0]
    silent = [person for person in turn.unit.people.names_in(group.id) if person not in poll.hands]
    silent = [person for person in silent if person != turn.speaker.organizer.person]
    turn.tell(
        selling(
            turn.person,
            "hands",
            kind=poll.kind,
            goods=poll.goods,
            total=decimal_text(poll.total),
            count=len(poll.hands),
            raised=[{"who": person_ref(person)} for person in list(poll.hands)[:_NAMED_MOST]],
            silent=[{"who": person_ref(person)} for person in silent[:_NAMED_MOST]],
            silent_count=len(silent),
        )
    )


# What came of it


def came_true(text: str, turn: Turn) -> q.SellWanted | None:
    """`牛腩谈下来了 58一斤`, of what people have raised their hands for; None where it is nothing of the kind."""
    found = _CAME_TRUE.fullmatch(simplify(text).strip(" 。.!！~～"))
    fen = read_fen(found["price"]) if found else None
    if found is None or fen is None or _about(found["goods"], turn) is None:
        return None
    return q.SellWanted(goods=found["goods"], price_fen=fen, unit=found["unit"] or "份")


def overheard(text: str, turn: Turn) -> bool:
    """Said in the group to nobody: she is asked privately whether those people are to be asked."""
    command, group = came_true(text, turn), turn.speaker.group
    about = None if command is None else _about(command.goods, turn)
    if command is None or about is None or group is None:
        return False
    label = f"上架{command.goods}，问一下扣1的{len(about[1].hands)}位"
    offer(turn, "heard_you_say", [Choice(label, command, group.id)], said=text)
    return True


def _about(called: str, turn: Turn) -> tuple[Group, Poll] | None:
    for group, poll in _polls(turn):
        known = poll.goods and (poll.goods in called or called in poll.goods)
        if poll.kind == _INTEREST and poll.hands and not poll.put and (known or not poll.goods):
            return group, poll
    return None


def sell_wanted(command: q.SellWanted, turn: Turn) -> None:
    """The goods join the list that is open, or make one of their own; those who wanted them are asked, once."""
    about = _about(command.goods, turn)
    if about is None:
        turn.tell(selling(turn.person, "nothing_polled"))
        return
    group, poll = about
    here = turn.in_group(group)
    lists = _open_lists(group, turn)
    product = _product(command, lists[0] if lists else None, turn)
    if lists:
        (before,) = turn.unit.group_buys.lock([lists[0].id])
        after = replace(before, products=(*before.products, product))
        goods.put_goods(before, after, f"上架{command.goods}", turn)
    else:
        _open_alone(product, group, here)
    _keep(replace(poll, put=True), group, turn)
    turn.tell(goods_came_true(group.id, list(poll.hands)[:_NAMED_MOST], product))
    turn.tell(selling(turn.person, "wanted_asked", product=product.name, count=len(poll.hands)))


def _open_lists(group: Group, turn: Turn) -> list[GroupBuy]:
    return [one for one in turn.unit.group_buys.live_in(group.id) if one.stage is Stage.OPEN]


def _product(command: q.SellWanted, group_buy: GroupBuy | None, turn: Turn) -> Product:
    taken = opening.numbers_taken(None if group_buy is None else group_buy.closes_at, turn)
    number = str(max(taken, default=0) + 1)
    loose = command.unit in WEIGHTS
    return Product(ProductId(turn.unit.ids.new()), number, command.goods, command.unit, command.price_fen, loose=loose)


def _open_alone(product: Product, group: Group, turn: Turn) -> None:
    made = GroupBuy(
        id=GroupBuyId(turn.unit.ids.new()),
        organizer=turn.speaker.organizer.id,
        groups=(group.id,),
        title="",
        products=(product,),
        created_at=turn.now,
    )
    turn.unit.group_buys.put(made)
    opening.open_now(made, turn)
