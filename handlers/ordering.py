"""How does a message get to the counter? Which group-buy it means, what it quotes, and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers import asking, known_by_name, telling
from handlers.asked_mine import tell_mine
from handlers.open_goods import together
from handlers.product_pictures import quoted_picture
from handlers.replies import to_resident
from handlers.room_talk import keep_talk, recall_talk
from handlers.turn import Turn
from handlers.unclear import Unclear, is_unclear
from handlers.which_group_buy import known_here, meant_by
from models.acts import Act, Chat, Query, QueryAbout, TalkStage
from models.community.people import Group
from models.groupbuy.book import Book
from models.groupbuy.counter import Counter, Heard, Spoken
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.hearing import Hearing
from models.groupbuy.shown_product import shown_product
from models.groupbuy.stages import Stage
from models.groupbuy.terms import Bounds, Terms
from models.language import Catalog
from models.values import Incoming, MessageKind, ProductId, Quantity, Quote, Role

#: In XML of a chain, where ids of people stand: who started it, and each entry's author.
_IDS_IN_XML = re.compile(r"(<(u|au)>)\s*([^<\s]{1,80})\s*(</\2>)")


def heard(incoming: Incoming, turn: Turn) -> tuple[Act, ...]:
    """A message that is talk: read it, enter it, and have told who should be. Returns what was read in it."""
    group = turn.speaker.group
    asking.put_off(group, turn)
    stand_in = known_by_name.link_speaker(turn)
    meant = meant_by(incoming, turn)
    if not meant:
        turn.unit.chat_log.note_acts(turn.speaker.message, ("chat",))
        return ()
    group_buy = meant[0]
    if len(meant) > 1:
        found = _at_several_counters(incoming, meant, turn)
    else:
        found = _at_the_counter(incoming, group_buy, turn)
        turn.unit.books.record(group_buy.id, found.events)
        telling.tell(found.events, group, group_buy, turn)
    turn.unit.chat_log.note_acts(turn.speaker.message, tuple(type(act).__name__.lower() for act in found.acts))
    if stand_in is not None and not all(isinstance(act, Chat) for act in found.acts):
        known_by_name.tell_if_unsure(stand_in, group_buy, turn)
    _note_if_unclear(found.acts, group_buy, turn)
    if _asks_for_mine(found.acts):
        tell_mine(group, known_here(turn), turn)
    return found.acts


def _note_if_unclear(acts: Sequence[Act], group_buy: GroupBuy, turn: Turn) -> None:
    """What the rules leave open is looked at a second time, where there is a second reader."""
    group, unclear = turn.speaker.group, turn.house.unclear
    if unclear is not None and is_unclear(acts):
        unclear.note(Unclear(turn.speaker.message, group_buy.id, None if group is None else group.id))


def mine_asked(turn: Turn) -> bool:
    """`我的订单`: answered from the group-buys that they can mean; where there is none, said so privately."""
    stand_in = known_by_name.link_speaker(turn)
    known = known_here(turn)
    if stand_in is not None:
        for group_buy in known:
            known_by_name.tell_if_unsure(stand_in, group_buy, turn)
    turn.unit.chat_log.note_acts(turn.speaker.message, ("query",))
    if known:
        tell_mine(turn.speaker.group, known, turn)
    elif turn.speaker.group is None:
        turn.tell(to_resident.nothing_open(turn.person))
    return True


def _asks_for_mine(acts: Sequence[Act]) -> bool:
    return any(isinstance(act, Query) and act.about is QueryAbout.MINE for act in acts)


def _at_the_counter(incoming: Incoming, group_buy: GroupBuy, turn: Turn) -> Heard:
    group = turn.speaker.group
    catalog = turn.house.memory.catalog(group_buy.products)
    book = open_book(group_buy, group, turn)
    spoken = _spoken(incoming, catalog, turn, [group_buy])
    stage: TalkStage | None = "handing_out" if group_buy.stage is Stage.HANDING_OUT else None
    entries = turn.house.memory.entries(catalog)
    if group is None:
        return Counter(book, Hearing(), catalog, entries=entries).hear(spoken, stage=stage)
    talk = recall_talk(group, group_buy, catalog, turn)
    found = Counter(book, talk.hearing, catalog, entries=entries).hear(spoken, stage=stage)
    keep_talk(group, talk, turn)
    return found


def _at_several_counters(incoming: Incoming, meant: Sequence[GroupBuy], turn: Turn) -> Heard:
    """A message that names goods of several group-buys: read against all of them, and each book gets what is its."""
    group, catalog = turn.speaker.group, together(meant, turn)
    turn.unit.group_buys.lock([one.id for one in meant])
    books = [(one, open_book(one, group, turn)) for one in meant]
    talk = None if group is None else recall_talk(group, meant[0], catalog, turn)
    counter = Counter(books[0][1], Hearing() if talk is None else talk.hearing, catalog)
    others = {one.id: (book, frozenset(product.id for product in one.products)) for one, book in books[1:]}
    found = counter.hear_among(_spoken(incoming, catalog, turn, meant), others)
    for one in meant:
        turn.unit.books.record(one.id, found.events.get(one.id, found.own))
        telling.tell(found.events.get(one.id, found.own), group, one, turn)
    if group is not None and talk is not None:
        keep_talk(group, talk, turn)
    return Heard(found.acts, found.own)


def _spoken(incoming: Incoming, catalog: Catalog, turn: Turn, meant: Sequence[GroupBuy]) -> Spoken:
    speaker = turn.speaker
    return Spoken(
        speaker.message,
        speaker.person.id,
        speaker.at,
        _with_our_ids(incoming, turn),
        name=speaker.person.nickname,
        role=speaker.role if speaker.role is Role.ORGANIZER else Role.RESIDENT,
        quoted=quoted_picture(incoming.quote, meant, turn) or quoted_product(incoming.quote, catalog),
        picture=incoming.kind is MessageKind.IMAGE,
    )


def open_book(group_buy: GroupBuy, group: Group | None, turn: Turn) -> Book:
    """A group-buy's book, to be written in, by its terms as they are seen from a group."""
    book = turn.unit.books.open(group_buy.id)
    go_by(terms_of(group_buy, group, turn), book)
    return book


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
    for group_buy in known_here(turn):
        group = turn.speaker.group
        book = open_book(group_buy, group, turn)
        catalog = turn.house.memory.catalog(group_buy.products)
        hearing = Hearing() if group is None else recall_talk(group, group_buy, catalog, turn).hearing
        counter = Counter(book, hearing, catalog)
        found = counter.recall(gone, by=turn.speaker.message, at=turn.speaker.at, member=turn.person)
        turn.unit.books.record(group_buy.id, found.events)
        telling.tell(found.events, group, group_buy, turn)
