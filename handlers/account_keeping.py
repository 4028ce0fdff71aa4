"""How do accounts follow the books? What orders come to is posted whenever somebody asks about money.

A book may change at any time: by an order, a price, a shortage, a group-buy that is called off. Instead of posting at
each of these places, what the book comes to is compared with what was posted for it, and the difference is posted; the
account of a household is then the sum of its entries, whoever reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from handlers.targets import first_group
from handlers.turn import Turn
from models.groupbuy.book import Book
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.mail import Json, person_ref, recipient_ref
from models.money.accounts import Cause, Entry, Posting, PostingKind, allowed, charged, moved, set_aside
from models.money.charges import called_off, came_back, costs, costs_mark, unposted
from models.money.statement import due_fen, is_due
from models.ports import MoneyStanding
from models.values import GroupBuyId, OrderId, PersonId

#: Books of group-buys that were made so long ago change no more.
_STILL_CHANGE = timedelta(days=60)
_MOST_BOOKS = 100
#: Group-buys in which a household's name and address are looked for.
LOOKED_BACK = 6


def follow_books(turn: Turn) -> None:
    """Post what orders have come to cost since the last time."""
    accounts, organizer = turn.unit.accounts, turn.speaker.organizer.id
    since = turn.now - _STILL_CHANGE
    recent = turn.unit.group_buys.made_since(organizer, since, limit=_MOST_BOOKS)
    known = accounts.charged_as_of(one.id for one in recent)
    stale = [one.id for one in recent if one.stage is not Stage.DRAFT and known.get(one.id) != costs_mark(one)]
    for group_buy in turn.unit.group_buys.lock(stale):
        _follow(group_buy, turn)
        accounts.mark_charged(group_buy.id, organizer, costs_mark(group_buy))


def _follow(group_buy: GroupBuy, turn: Turn) -> None:
    book = turn.unit.books.read(group_buy.id)
    wanted = {
        PostingKind.GOODS: costs(group_buy, book.orders()),
        PostingKind.CAME_BACK: {who: -fen for who, fen in came_back(group_buy, book).items()},
    }
    changed: set[PersonId] = set()
    for kind, sums in wanted.items():
        changes = unposted(sums, turn.unit.accounts.charged(group_buy.id, kind))
        mark = f"{kind.value}:{group_buy.id}:{costs_mark(group_buy)}"
        for number, (household, fen) in enumerate(sorted(changes.items())):
            entries = charged(household, fen) if kind is PostingKind.GOODS else allowed(household, -fen)
            post(kind, entries, Cause(mark, number), turn, group_buy=group_buy.id, by=None)
        changed |= changes.keys()
    for household in sorted(changed):
        _move_what_was_paid(household, book, turn)
    _set_aside_what_was_asked_back(group_buy, book, turn)


def _set_aside_what_was_asked_back(group_buy: GroupBuy, book: Book, turn: Turn) -> None:
    """Who wants money back for what was called off gets it back, as far as it was paid; of others it is credit."""
    for order, (household, fen) in called_off(book).items():
        left = min(fen, -owed_by(household, turn))
        if left > 0:
            cause = Cause(f"asked_back:{group_buy.id}:{order}")
            post(PostingKind.SET_ASIDE, set_aside(household, left), cause, turn, group_buy=group_buy.id, by=None)


def _move_what_was_paid(stand_in: PersonId, book: Book, turn: Turn) -> None:
    """Who was known by name alone, and has spoken since: what was paid under the name goes where the orders went."""
    member = book.known_as(stand_in)
    if member is None or member == stand_in:
        return
    balance = owed_by(stand_in, turn)
    if balance:
        cause = Cause(f"known:{stand_in}:{member}:{turn.unit.ids.new()}")
        post(PostingKind.MOVED, moved(stand_in, balance, member), cause, turn, by=None)


def post(
    kind: PostingKind,
    entries: tuple[Entry, ...],
    cause: Cause,
    turn: Turn,
    *,
    group_buy: GroupBuyId | None = None,
    by: PersonId | None,
    reverses: str | None = None,
) -> Posting | None:
    """Move money by a cause; None where this cause has moved it before."""
    made = Posting(
        turn.unit.ids.new(),
        turn.speaker.organizer.id,
        kind,
        cause,
        turn.now,
        entries,
        by=by,
        group_buy=group_buy,
        reverses=reverses,
    )
    return made if turn.unit.accounts.post(made) else None


def standing_of(household: PersonId, turn: Turn) -> MoneyStanding:
    found = turn.unit.accounts.standing(turn.speaker.organizer.id, [household])
    return found.get(household, MoneyStanding(household))


def owed_by(household: PersonId, turn: Turn) -> int:
    """What stands on a household's account: owed above zero, left to it below, in fen."""
    return standing_of(household, turn).owed


# Who they are


@dataclass(frozen=True, slots=True)
class Home:
    """The last order of a household, which says where it lives."""

    order: OrderId
    group_buy: GroupBuyId


@dataclass(frozen=True, slots=True)
class Lately:
    """The organizer's last group-buys, read once however many households are told of."""

    group_buys: tuple[GroupBuy, ...]
    homes: Mapping[PersonId, Home]

    def whom(self, household: PersonId) -> dict[str, Json]:
        """A household as replies tell it: {who, recipient}."""
        home = self.homes.get(household)
        return {"who": person_ref(household), "recipient": None if home is None else recipient_ref(home.order)}

    def group_buy_of(self, household: PersonId) -> GroupBuyId | None:
        home = self.homes.get(household)
        return None if home is None else home.group_buy


def lately(turn: Turn) -> Lately:
    latest = turn.unit.group_buys.latest_of(turn.speaker.organizer.id, limit=LOOKED_BACK)
    group_buys = tuple(one for one in latest if one.stage is not Stage.DRAFT)
    homes: dict[PersonId, Home] = {}
    for group_buy in group_buys:
        # Their own household tells better where they live than one that they order for.
        for order in sorted(turn.unit.books.read(group_buy.id).orders(), key=lambda order: order.for_other):
            homes.setdefault(order.member, Home(order.id, group_buy.id))
    return Lately(group_buys, homes)


# What is due


def not_due_yet(known: Lately, turn: Turn) -> dict[PersonId, int]:
    """What of the goods on the accounts is not to be paid yet, by household."""
    found: dict[PersonId, int] = {}
    for group_buy in known.group_buys:
        group = first_group(turn, group_buy)
        settings = turn.settings if group is None else group.settings
        if is_due(group_buy.stage, settings.pay_mode):
            continue
        for household, fen in turn.unit.accounts.charged(group_buy.id).items():
            found[household] = found.get(household, 0) + fen
    return found


def due_now(standings: Iterable[MoneyStanding], known: Lately, turn: Turn) -> dict[PersonId, int]:
    """How much each of these is to pay now, the highest sum first; who owes nothing yet is left out."""
    waiting = not_due_yet(known, turn)
    due = {one.household: due_fen(one.owed, waiting.get(one.household, 0)) for one in standings}
    return {household: fen for household, fen in sorted(due.items(), key=lambda each: -each[1]) if fen}
