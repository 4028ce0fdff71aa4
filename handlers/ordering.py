"""How does a message get to the counter? Which group-buy it means, what it quotes, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers import asking, telling
from handlers.asked_mine import tell_mine
from handlers.replies import to_resident
from handlers.room_talk import keep_talk, recall_talk
from handlers.turn import Turn
from handlers.unclear import Unclear, is_unclear
from models.acts import Act, Claim, Context, Order, Picked, Query, QueryAbout, TalkStage
from models.community.people import Group
from models.groupbuy.book import Book
from models.groupbuy.counter import Counter, Heard, Spoken
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.hearing import Hearing
from models.groupbuy.shown_product import shown_product
from models.groupbuy.stages import LIVE, Stage
from models.groupbuy.terms import Bounds, Terms
from models.language import Catalog, read
from models.language.normalize import simplify
from models.values import Incoming, MessageKind, ProductId, Quantity, Quote, Role

#: In XML of a chain, where ids of people stand: who started it, and each entry's author.
_IDS_IN_XML = re.compile(r"(<(u|au)>)\s*([^<\s]{1,80})\s*(</\2>)")

#: Of what was handed out before, nobody speaks any more.
_HANDED_OUT_MOST = 2


def heard(incoming: Incoming, turn: Turn) -> None:
    """A message that is talk: read it, enter it, and have told who should be."""
    group = turn.speaker.group
    asking.put_off(group, turn)
    live = _live(turn)
    if not live:
        turn.unit.chat_log.note_acts(turn.speaker.message, ("chat",))
        return
    group_buy = _received(incoming, turn) or _meant(incoming, live, turn)
    found = _at_the_counter(incoming, group_buy, turn)
    turn.unit.books.record(group_buy.id, found.events)
    turn.unit.chat_log.note_acts(turn.speaker.message, tuple(type(act).__name__.lower() for act in found.acts))
    _note_if_unclear(found.acts, group_buy, turn)
    telling.tell(found.events, group, group_buy, turn)
    if _asks_for_mine(found.acts):
        tell_mine(group, _known(turn), turn)


def _note_if_unclear(acts: Sequence[Act], group_buy: GroupBuy, turn: Turn) -> None:
    """What the rules leave open is looked at a second time, where there is a second reader."""
    group, unclear = turn.speaker.group, turn.house.unclear
    if unclear is not None and is_unclear(acts):
        unclear.note(Unclear(turn.speaker.message, group_buy.id, None if group is None else group.id))


def mine_asked(turn: Turn) -> bool:
    """`我的订单`: answered from the group-buys that they can mean; where there is none, said so privately."""
    known = _known(turn)
    turn.unit.chat_log.note_acts(turn.speaker.message, ("query",))
    if known:
        tell_mine(turn.speaker.group, known, turn)
    elif turn.speaker.group is None:
        turn.tell(to_resident.nothing_open(turn.person))
    return True


def _asks_for_mine(acts: Sequence[Act]) -> bool:
    return any(isinstance(act, Query) and act.about is QueryAbout.MINE for act in acts)


def _live(turn: Turn) -> list[GroupBuy]:
    """Group-buys that a word may be about: those that are open, else the one that was open last."""
    live = _known(turn)
    return [group_buy for group_buy in live if group_buy.stage is Stage.OPEN] or live[:1]


def _known(turn: Turn) -> list[GroupBuy]:
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


def _meant(incoming: Incoming, live: list[GroupBuy], turn: Turn) -> GroupBuy:
    """The group-buy of which the quote, or else the text, names goods; the newest where that does not decide."""
    if len(live) == 1:
        return live[0]
    for text in (incoming.quote.text if incoming.quote else "", incoming.text):
        naming = [one for one in live if text and _names_goods(text, turn.house.memory.catalog(one.products))]
        if len(naming) == 1:
            return naming[0]
    return live[0]


def _received(incoming: Incoming, turn: Turn) -> GroupBuy | None:
    """The group-buy whose goods somebody has: what is said of goods received is said of those, and not of a list that
    was opened since."""
    handed_out = [one for one in _known(turn) if one.stage is Stage.HANDING_OUT][:_HANDED_OUT_MOST]
    for one in handed_out:
        acts = read(incoming.text, turn.house.memory.catalog(one.products), Context(at=turn.speaker.at))
        if not all(isinstance(act, Claim | Picked) for act in acts):
            return None
        if turn.unit.books.read(one.id).order_of(turn.person):
            return one
    return None


def _names_goods(text: str, catalog: Catalog) -> bool:
    if any(catalog.find_names(simplify(text))):
        return True
    return any(isinstance(act, Order) and act.lines for act in read(text, catalog))


def _at_the_counter(incoming: Incoming, group_buy: GroupBuy, turn: Turn) -> Heard:
    group, speaker = turn.speaker.group, turn.speaker
    catalog = turn.house.memory.catalog(group_buy.products)
    book = turn.unit.books.open(group_buy.id)
    go_by(terms_of(group_buy, group, turn), book)
    spoken = Spoken(
        speaker.message,
        speaker.person.id,
        speaker.at,
        _with_our_ids(incoming, turn),
        name=speaker.person.nickname,
        role=speaker.role if speaker.role is Role.ORGANIZER else Role.RESIDENT,
        quoted=quoted_product(incoming.quote, catalog),
        picture=incoming.kind is MessageKind.IMAGE,
    )
    stage: TalkStage | None = "handing_out" if group_buy.stage is Stage.HANDING_OUT else None
    entries = turn.house.memory.entries(catalog)
    if group is None:
        return Counter(book, Hearing(), catalog, entries=entries).hear(spoken, stage=stage)
    talk = recall_talk(group, group_buy, catalog, turn)
    found = Counter(book, talk.hearing, catalog, entries=entries).hear(spoken, stage=stage)
    keep_talk(group, talk, turn)
    return found


def go_by(terms: Terms, book: Book) -> None:
    """Have a book kept by these terms. They are seldom others than a moment ago, and laying them out takes as long as
    the group is large."""
    if book.terms != terms:
        book.use(terms)


def terms_of(group_buy: GroupBuy, group: Group | None, turn: Turn) -> Terms:
    """By which terms a group-buy's book is kept, seen from the group where somebody speaks."""
    settings = turn.settings
    return Terms(
        products=group_buy.products,
        bounds=Bounds(settings.doubt_above_fen, Quantity(settings.doubt_times_usual)),
        closes_at=group_buy.closes_at,
        organizers=frozenset({turn.speaker.organizer.person}),
        names={} if group is None else turn.unit.people.names_in(group.id),
        number_is_house=settings.number_is_house,
    )


def quoted_product(quote: Quote | None, catalog: Catalog) -> ProductId | None:
    """The one product that a quoted message shows; None where it shows several or none."""
    return None if quote is None or not quote.text else shown_product(quote.text, catalog)


def _with_our_ids(incoming: Incoming, turn: Turn) -> str:
    """A chain's XML tells its authors by the ids of WeChat: ours stand in their place before anything is read."""
    if "<solitaire" not in incoming.text:
        return incoming.text

    def ours(match: re.Match[str]) -> str:
        person = turn.unit.people.id_of(turn.speaker.organizer.id, incoming.channel, match[3])
        return f"{match[1]}{person}{match[4]}"

    return _IDS_IN_XML.sub(ours, incoming.text)


def recalled(incoming: Incoming, turn: Turn) -> None:
    """A message was taken back (撤回): what it did goes with it, unless something rests on it."""
    gone = (
        None if incoming.recalled_id is None else turn.unit.inbox.by_channel_id(incoming.channel, incoming.recalled_id)
    )
    if gone is None:
        return
    turn.unit.chat_log.mark_recalled(gone)
    for group_buy in _live(turn):
        book: Book = turn.unit.books.open(group_buy.id)
        group = turn.speaker.group
        go_by(terms_of(group_buy, group, turn), book)
        catalog = turn.house.memory.catalog(group_buy.products)
        hearing = Hearing() if group is None else recall_talk(group, group_buy, catalog, turn).hearing
        counter = Counter(book, hearing, catalog)
        found = counter.recall(gone, by=turn.speaker.message, at=turn.speaker.at, member=turn.person)
        turn.unit.books.record(group_buy.id, found.events)
        telling.tell(found.events, group, group_buy, turn)
