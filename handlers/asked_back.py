"""What does a resident say to goods that come later, dearer, or not at all? `要`, `不要`, `退`, and late `退吗`.

These words mean something only where they can: to a price that they were asked about, of goods that were put off, or
of goods that were called off in the last days. Everywhere else they are talk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers import price_asking
from handlers.addressing import without_calls
from handlers.forms import folded
from handlers.goods_named import named_in
from handlers.ordering import open_book
from handlers.replies.on_selling import HEARD, offer_heard, offer_heard_privately, selling
from handlers.replies.parts import cost_fen, short_name
from handlers.targets import locked
from handlers.turn import Turn
from handlers.which_group_buy import known_here
from models.acts import Standing
from models.events import PriceAsked
from models.groupbuy.desk import Cause
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import LIVE, Stage
from models.mail import Json, person_ref
from models.values import Incoming, ProductId

_TAIL = r"(?:了|吧|啊|哈|哦|呀|的|，?谢谢)*"
_GOODS = r"(?P<goods>[\u4e00-\u9fffA-Za-z]{1,8}?)?的?"
_WANTED = re.compile(rf"(?:那|我|还是)*{_GOODS}(?:我|还|也|照)*(?:要|留着|留){_TAIL}")
_WANTED_FIRST = re.compile(rf"(?:那|我)*(?:还|照)?要(?P<goods>[\u4e00-\u9fff]{{1,8}}?){_TAIL}")
_NOT_WANTED = re.compile(rf"(?:那|我|太贵了?，?)*{_GOODS}(?:我|就|那|也)*(?:不要|不用|算|退掉?|取消|不拿){_TAIL}")
#: Said to anything; an answer only beside the question, quoted.
_YES, _NO = re.compile(rf"(?:好|行|可以|ok|OK|嗯){_TAIL}"), re.compile(rf"(?:不|不行|太贵){_TAIL}")
_BACK = re.compile(r"(?:那|我|我的|想|就|给我|帮我|请|麻烦)*退(?:掉|款|钱)?(?:了|吧|啊|哈|我的|一下|给我|，?谢谢)*")
_MAY_I = re.compile(
    r"(?:还|现在|那|我)*(?:能|可以|可不可以|能不能)?(?:不?)?退(?:款|钱|掉)?(?:吗|么|不|嘛)|怎么退(?:款|钱)?"
)
#: So long after goods were called off their money is still spoken of.
ASKED_WITHIN = timedelta(days=7)
_LOOKED_BACK = 10
#: Several answers are told together over this time.
_TOGETHER = timedelta(minutes=1)
_GATHERED_FOR = timedelta(minutes=10)
_WANT_BACK = "want_back"


@dataclass(frozen=True, slots=True)
class _Said:
    """What somebody says to an offer: ``wanted`` or not; ``goods`` where they name them."""

    wanted: bool
    goods: str = ""


def answered(incoming: Incoming, turn: Turn) -> bool:
    """Take a resident's short word as an answer to what became of their goods; False where it is none."""
    text = folded(without_calls(incoming.text, turn.house)).rstrip("?？")
    asks = bool(_MAY_I.fullmatch(text))
    back = bool(_BACK.fullmatch(text)) and not asks
    said = _read(text, quoting=incoming.quote is not None)
    if not asks and not back and said is None:
        return False
    known = known_here(turn)
    if said is not None and _answers_price(said, known, turn):
        return True
    if asks:
        return _tell_whether(known, turn)
    # `不要了` may be said of anything; beside the post that tells of the other day it is said of that.
    refuses = said is not None and not said.wanted and not said.goods and incoming.quote is not None
    return (back or refuses) and _gives_back(known, turn, back=back)


def _read(text: str, *, quoting: bool) -> _Said | None:
    if quoting and _YES.fullmatch(text):
        return _Said(wanted=True)
    if quoting and _NO.fullmatch(text):
        return _Said(wanted=False)
    for shape, wanted in ((_NOT_WANTED, False), (_WANTED, True), (_WANTED_FIRST, True)):
        found = shape.fullmatch(text)
        if found:
            return _Said(wanted, (found["goods"] or "").strip())
    return _Said(wanted=False) if _BACK.fullmatch(text) else None


def _answers_price(said: _Said, known: Sequence[GroupBuy], turn: Turn) -> bool:
    """Of what they were asked about: what they name, else all of it."""
    for group_buy in known:
        asked = turn.unit.books.read(group_buy.id).prices_asked(turn.person, turn.speaker.at)
        meant = _meant(said, asked, group_buy, turn)
        now = locked(turn, group_buy.id) if meant else None
        if now is not None:
            book = open_book(now, turn.speaker.group, turn)
            cause = Cause(turn.speaker.message, turn.person, turn.speaker.at)
            turn.unit.books.record(now.id, book.answer_price(meant, cause, wanted=said.wanted))
            products = {one.id: one for one in now.products}
            names = "、".join(short_name(products[one.product]) for one in meant if one.product in products)
            _acknowledge("kept" if said.wanted else "gone", names, turn)
            for product in dict.fromkeys(one.product for one in meant):
                price_asking.answered_all(now, product, turn)
            return True
    return False


def _meant(said: _Said, asked: Sequence[PriceAsked], group_buy: GroupBuy, turn: Turn) -> list[PriceAsked]:
    if not asked or not said.goods:
        return list(asked)
    goods: set[ProductId] = {one.id for one in named_in(said.goods, group_buy, turn)}
    return [one for one in asked if one.product in goods]


def _gives_back(known: Sequence[GroupBuy], turn: Turn, *, back: bool) -> bool:
    """`退`: of goods that were put off, the order; of goods that were called off, the money."""
    for group_buy in known:
        orders = turn.unit.books.read(group_buy.id).order_of(turn.person) if group_buy.stage is Stage.POSTPONED else ()
        now = locked(turn, group_buy.id) if orders else None
        if now is not None and now.stage is Stage.POSTPONED:
            products = {one.id: one for one in now.products}
            fen = cost_fen(products, [Standing(line.product, line.standing) for one in orders for line in one.lines])
            book = open_book(now, turn.speaker.group, turn)
            cause = Cause(turn.speaker.message, turn.person, turn.speaker.at)
            turn.unit.books.record(now.id, book.ask_back([one.id for one in orders], cause))
            _acknowledge("back", "", turn)
            _tell_her(fen, turn)
            return True
    return back and _asks_for_money(turn)


def _called_off(turn: Turn) -> list[GroupBuy]:
    """Where something of theirs was called off lately, newest first."""
    since = turn.now - ASKED_WITHIN
    latest = turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=_LOOKED_BACK)
    group = turn.speaker.group
    here = [one for one in latest if group is None or group.id in one.groups]
    found = []
    for one in here:
        if one.stage is Stage.CANCELLED or one.stage in LIVE:
            gone = turn.unit.books.read(one.id).called_off(turn.person)
            if any(event.at >= since for event in gone):
                found.append(one)
    return found


def _asks_for_money(turn: Turn) -> bool:
    for group_buy in _called_off(turn):
        reader = turn.unit.books.read(group_buy.id)
        gone = [event for event in reader.called_off(turn.person) if event.order_id not in reader.refunds_asked()]
        if gone and locked(turn, group_buy.id) is not None:
            book = open_book(group_buy, turn.speaker.group, turn)
            cause = Cause(turn.speaker.message, turn.person, turn.speaker.at)
            orders = dict.fromkeys(event.order_id for event in gone)
            turn.unit.books.record(group_buy.id, book.ask_refund(orders, cause))
            _tell_her(sum(event.amount_fen for event in gone), turn)
        _acknowledge("refund", "", turn)
        return True
    return False


def _tell_whether(known: Sequence[GroupBuy], turn: Turn) -> bool:
    """`退吗`, also days later: it is answered from what was said then."""
    put_off = any(one.stage is Stage.POSTPONED and turn.unit.books.read(one.id).order_of(turn.person) for one in known)
    if not put_off and not _called_off(turn):
        return False
    _acknowledge("may_put_off" if put_off else "may", "", turn)
    return True


def _acknowledge(what: str, goods: str, turn: Turn) -> None:
    """Told in the group with others who answer in the same minute; in a private chat at once."""
    said: Json = {"who": person_ref(turn.person), "person": turn.person, "what": what, "goods": goods}
    group = turn.speaker.group
    turn.unit.chat_log.note_acts(turn.speaker.message, ("order" if what in ("kept", "gone", "back") else "query",))
    if group is None:
        turn.tell(offer_heard_privately(turn.person, [said]))
        return
    waiting = turn.unit.outbox.waiting(group=group.id, merge_key=HEARD)
    if waiting is None:
        turn.tell(offer_heard(group.id, [said], turn.now + _TOGETHER))
        return
    before = [one for one in waiting.post.values["said"] if (one["person"], one["goods"]) != (turn.person, goods)]
    values = {**waiting.post.values, "said": [*before, said]}
    turn.unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)


def _tell_her(fen: int, turn: Turn) -> None:
    """Who wants it back, several together."""
    reader = turn.speaker.organizer.person
    row: Json = {"who": person_ref(turn.person), "sum_fen": fen}
    waiting = turn.unit.outbox.waiting(person=reader, merge_key=_WANT_BACK)
    if waiting is None:
        post = selling(reader, "want_back", orders=[row], sum_fen=fen)
        turn.tell(replace(post, merge_key=_WANT_BACK, not_before=turn.now + _GATHERED_FOR))
        return
    orders = [*waiting.post.values["orders"], row]
    values = {**waiting.post.values, "orders": orders, "sum_fen": sum(one["sum_fen"] for one in orders)}
    turn.unit.outbox.amend(waiting.id, values=values, not_before=waiting.post.not_before)
