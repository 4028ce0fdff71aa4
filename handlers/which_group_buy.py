"""Of which group-buy does a message speak, where several are open? A quote, a question, the chain, the text decide,
and where it names nothing, what was said before it.

Product numbers run on through a day, so that a number is one product's; a name that two lists hold means the newer one
(product, A day; order-language, section 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from handlers.room_talk import talk_before
from handlers.turn import Turn
from models.acts import Act, Ask, Cancel, Claim, Context, Jielong, Op, Order, Paid, Picked
from models.groupbuy.answers import Reply, meaning_of
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.hearing import Hearing
from models.groupbuy.parts import part_of
from models.groupbuy.stages import LIVE, Stage
from models.groupbuy.which_chain import holder_of
from models.language import Catalog, read
from models.language.jielong import read_chain
from models.language.normalize import simplify
from models.values import Incoming, MessageId, Product, ProductId

#: Where a question can still be answered: once the purchase list is taken it can't.
_ANSWERED_IN = (Stage.OPEN, Stage.CLOSED)
#: Of what was handed out before, nobody speaks any more.
_HANDED_OUT_MOST = 2


def known_here(turn: Turn) -> list[GroupBuy]:
    """Group-buys that are not over, newest first: of this group; in a private chat those of the groups in which they
    are, or of all where they are in none (family far away)."""
    group = turn.speaker.group
    if group is not None:
        known = turn.unit.group_buys.live_in(group.id)
        return [group_buy for group_buy in known if group_buy.stage in LIVE]
    latest = turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=10)
    live = [group_buy for group_buy in latest if group_buy.stage in LIVE]
    places = {place for group_buy in live for place in group_buy.groups}
    homes = {place for place in places if turn.person in turn.unit.people.names_in(place)}
    return [group_buy for group_buy in live if not homes or homes.intersection(group_buy.groups)]


def live_here(turn: Turn) -> list[GroupBuy]:
    """Group-buys that a word may be about: those that are open, else the one that was open last."""
    return _live(known_here(turn))


def _live(known: list[GroupBuy]) -> list[GroupBuy]:
    return [group_buy for group_buy in known if group_buy.stage is Stage.OPEN] or known[:1]


def meant_by(incoming: Incoming, turn: Turn) -> list[GroupBuy]:
    """The group-buy that a message is about; several where it names goods of several, newest first; none where
    nothing lasts here."""
    known = known_here(turn)
    live = _live(known)
    if len(known) <= 1:
        return live
    one = _received(incoming, known, turn) or _asked_in(incoming.text, known, turn)
    if one is not None or len(live) == 1:
        return [one or live[0]]
    one = _quoted(incoming, live, turn) or _chain_of(incoming.text, live, turn)
    if one is not None:
        return [one]
    naming = _naming(incoming.text, live, turn)
    if len(naming) > 1:
        return _each_with_its_own(incoming.text, naming, turn)
    return naming or [_rests_on(incoming.text, live, turn) or live[0]]


def _catalog(group_buy: GroupBuy, turn: Turn) -> Catalog:
    return turn.house.memory.catalog(group_buy.products)


def _received(incoming: Incoming, known: Sequence[GroupBuy], turn: Turn) -> GroupBuy | None:
    """The group-buy whose goods somebody has: what is said of goods received is said of those, and not of a list that
    was opened since."""
    handed_out = [one for one in known if one.stage is Stage.HANDING_OUT][:_HANDED_OUT_MOST]
    for one in handed_out:
        acts = read(incoming.text, _catalog(one, turn), Context(at=turn.speaker.at))
        if not all(isinstance(act, Claim | Picked) for act in acts):
            return None
        if turn.unit.books.read(one.id).order_of(turn.person):
            return one
    return None


def _asked_in(text: str, known: Sequence[GroupBuy], turn: Turn) -> GroupBuy | None:
    """The group-buy of the question that a message answers, the latest where it may answer several: a list that is out
    since does not take the answer away."""
    still = [one for one in known if one.stage in _ANSWERED_IN]
    if len(still) <= 1 and still == _live(list(known))[:1]:
        return None  # It is meant anyhow: nothing has to be looked up.
    books = [(one, turn.unit.books.read(one.id)) for one in still]
    asked = [(question, one) for one, book in books for question in book.answerable(turn.person, turn.speaker.at)]
    for question, one in sorted(asked, key=lambda each: each[0].at, reverse=True):
        catalog = _catalog(one, turn)
        chains = turn.unit.books.read(one.id).chains()
        title = next((each.title for each in chains if each.id == question.chain), "")
        reply = Reply(text, read(text, catalog, Context(at=turn.speaker.at)), catalog, title)
        if meaning_of(question, reply) is not None:
            return one
    return None


def _quoted(incoming: Incoming, live: Sequence[GroupBuy], turn: Turn) -> GroupBuy | None:
    quote = incoming.quote.text if incoming.quote else ""
    naming = [one for one in live if quote and _names_goods(quote, _catalog(one, turn))]
    return naming[0] if len(naming) == 1 else None


def _chain_of(text: str, live: Sequence[GroupBuy], turn: Turn) -> GroupBuy | None:
    """The group-buy that holds the chain which a text goes on with; a chain may name no goods at all."""
    if "1" not in text or "\n" not in text.strip():
        return None
    for one in live:
        chains = turn.unit.books.read(one.id).chains()
        post = read_chain(text, _catalog(one, turn), Context(at=turn.speaker.at)) if chains else None
        if isinstance(post, Jielong) and post.entries and holder_of(chains, post) is not None:
            return one
    return None


def _naming(text: str, live: Sequence[GroupBuy], turn: Turn) -> list[GroupBuy]:
    """Those of which a text names goods. ``2盒`` names none, also where one of them has one thing on sale."""
    named = _ordered(read(text, together(live, turn)))
    return [
        one
        for one in live
        if any(_catalog(one, turn).find_names(simplify(text)))
        or named.intersection(product.id for product in one.products)
    ]


def _ordered(acts: Iterable[Act]) -> set[ProductId]:
    return {line.product for act in acts if isinstance(act, Order) for line in act.lines}


def _names_goods(text: str, catalog: Catalog) -> bool:
    if any(catalog.find_names(simplify(text))):
        return True
    return any(isinstance(act, Order) and act.lines for act in read(text, catalog))


def _rests_on(text: str, live: Sequence[GroupBuy], turn: Turn) -> GroupBuy | None:
    """The group-buy of what was said before, on which a text without goods rests: the sender's own words, or the
    order of somebody else that stood last."""
    group = turn.speaker.group
    talk = Hearing() if group is None else talk_before(group, together(live, turn), turn)
    return (
        _of_its_name(text, live, talk, turn)
        or _of_own_words(text, live, talk, turn)
        or _of_the_order_above(text, live, talk, turn)
    )


def _of_its_name(text: str, live: Sequence[GroupBuy], talk: Hearing, turn: Turn) -> GroupBuy | None:
    """``草莓`` ``2盒``: parts of one message are about the goods that one of them names."""
    catalog = together(live, turn)
    part = part_of(text, read(text, catalog, Context(at=turn.speaker.at)), catalog)
    begun = talk.begun(turn.person, turn.speaker.at, part)
    return next((one for each in begun for one in _naming(each.text, live, turn)), None)


def _of_own_words(text: str, live: Sequence[GroupBuy], talk: Hearing, turn: Turn) -> GroupBuy | None:
    """A change or a withdrawal is about what the sender said last; else about what they have, where that is in one."""
    standing = [one for one in live if turn.unit.books.read(one.id).order_of(turn.person)]
    likely = [one for _, one in _spoken_in(live, turn)] + (standing if len(standing) == 1 else [])
    return next((one for one in likely if _goes_on(text, one, live, talk, turn)), None)


def _spoken_in(live: Sequence[GroupBuy], turn: Turn) -> list[tuple[tuple[datetime, MessageId], GroupBuy]]:
    """Where the sender's words did something, the latest first."""
    said = [(when, one) for one in live for when in _last_said(one, turn)]
    return sorted(said, key=lambda each: each[0], reverse=True)


def _last_said(group_buy: GroupBuy, turn: Turn) -> Iterable[tuple[datetime, MessageId]]:
    """The sender's last message that did something in this group-buy, and when it was sent; ids tell which of one
    second came first."""
    message = turn.unit.books.read(group_buy.id).last_message_of(turn.person)
    line = None if message is None else turn.unit.chat_log.get(message)
    return () if line is None else ((line.sent_at, line.message),)


def _goes_on(text: str, group_buy: GroupBuy, live: Sequence[GroupBuy], talk: Hearing, turn: Turn) -> bool:
    """Whether a text goes on with what its sender has in this group-buy. It is read against all goods that are open:
    ``+1`` means the one thing on sale only where it is the only one; and as if one thing stood: which of several it
    is about is asked at that counter."""
    goods = _first(group_buy, live, turn)
    mine = turn.unit.books.read(group_buy.id).standing_of(turn.person)[:1]
    context = Context(mine=mine, previous=talk.previous(turn.person, turn.speaker.at), at=turn.speaker.at)
    return any(
        isinstance(act, Paid)
        or (isinstance(act, Cancel) and (act.of_previous or bool(mine)))
        or (isinstance(act, Order) and (not act.lines or any(line.op is not Op.ORDER for line in act.lines)))
        for act in read(text, goods, context)
    )


def _first(group_buy: GroupBuy, live: Sequence[GroupBuy], turn: Turn) -> Catalog:
    """All goods that are open, one group-buy's before the others'."""
    return together([group_buy, *(one for one in live if one.id != group_buy.id)], turn)


def _of_the_order_above(text: str, live: Sequence[GroupBuy], talk: Hearing, turn: Turn) -> GroupBuy | None:
    """``同上`` is about the goods of the order that somebody else sent before it; ``+1``, which leaves them open, is
    about those of whichever order stood last, their own too. A list that came out since goes before both."""
    opened = [one.opened_at for one in live if one.opened_at is not None]
    for remark in talk.recent_orders(turn.person, turn.speaker.at):
        if opened and remark.at < max(opened):
            return None
        for one in live:
            above = turn.unit.books.read(one.id).recorded_by(remark.message_id)
            if above:
                acts = read(text, _first(one, live, turn), Context(above=above, follows="order", at=turn.speaker.at))
                own = [each for when, each in _spoken_in(live, turn) if when > (remark.at, remark.message_id)]
                if _ordered(acts):
                    return one
                return (own or [one])[0] if any(isinstance(act, Ask) for act in acts) else None
    return None


def _each_with_its_own(text: str, naming: Sequence[GroupBuy], turn: Turn) -> list[GroupBuy]:
    """Those of several of which the text, read against all their goods at once, orders something."""
    ordered = _ordered(read(text, together(naming, turn), Context(at=turn.speaker.at)))
    found = [one for one in naming if ordered.intersection(product.id for product in one.products)]
    return found or list(naming[:1])


def together(group_buys: Sequence[GroupBuy], turn: Turn) -> Catalog:
    """The goods of several group-buys as one list."""
    return turn.house.memory.catalog(goods_of(group_buys))


def goods_of(group_buys: Sequence[GroupBuy]) -> tuple[Product, ...]:
    """The goods of several group-buys, newest first: a name or a number that a newer one holds is its."""
    goods: list[Product] = []
    for group_buy in group_buys:
        names = set(chain.from_iterable(_called(product) for product in goods))
        numbers = {product.number for product in goods}
        goods += [
            replace(product, number="" if product.number in numbers else product.number)
            for product in group_buy.products
            if names.isdisjoint(_called(product))
        ]
    return tuple(goods)


def _called(product: Product) -> Iterable[str]:
    return (product.name, *product.aliases)
