"""Who is reminded of money, by whom, and when? `催一下` by her word; by itself after a day, and on the fourth.

Whoever is the bot's friend reads it privately; of the others she gets a text to forward. Nobody is reminded in the
group, of a few yuan, while a claim of theirs is open or they say that they have paid, or twice within a day; and nobody
reads of money at night (organizer-notes, section 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from handlers import commands as c
from handlers import money_commands as m
from handlers import undoing
from handlers.account_keeping import Lately, due_now, follow_books, lately
from handlers.conversation import NO, YES, Choice, offer
from handlers.households import is_household
from handlers.much_at_once import MOST_AT_ONCE
from handlers.payers import the_one
from handlers.replies import on_money, to_organizer
from handlers.replies.parts import short_name
from handlers.turn import Turn
from models.community.people import Group, PayMode
from models.groupbuy.group_buy import GroupBuy
from models.mail import Json
from models.money.dunning import Debt, NoDun, hindrance, next_hour
from models.values import PersonId

#: Texts that she gets to forward at once; a screen full of them is forwarded by nobody.
_MOST_TEXTS = 20
_GOODS_NAMED = 3


def say_dun(command: m.SayDun, turn: Turn) -> None:
    follow_books(turn)
    known = lately(turn)
    if command.whose:
        household = the_one(command.whose, known, turn, lambda one: m.Dun(households=(one,)))
        if household is not None:
            dun(m.Dun(households=(household,)), turn)
        return
    due = due_now(turn.unit.accounts.owing(turn.speaker.organizer.id), known, turn)
    may = [one for one, why in _hindrances(due, turn).items() if why is None]
    if not due:
        turn.tell(to_organizer.refused(turn.person, "nobody_owes"))
    elif len(may) > MOST_AT_ONCE:
        choices = [
            Choice("催", m.Dun(households=tuple(may[:_MOST_TEXTS])), words=(*YES, "催")),
            Choice("先不催", m.LeavePayments(), words=(*NO, "不催", "先不催")),
        ]
        people = [known.whom(one) for one in may[:MOST_AT_ONCE]]
        offer(turn, "many_dunned", choices, count=min(len(may), _MOST_TEXTS), people=people)
    else:
        dun(m.Dun(households=tuple(due)), turn)


def dun(command: m.Dun, turn: Turn) -> None:
    """Remind them, as far as that may be; what was said can't be unsaid."""
    follow_books(turn)
    known = lately(turn)
    households = [PersonId(one) for one in command.households]
    standings = turn.unit.accounts.standing(turn.speaker.organizer.id, households).values()
    due = due_now(standings, known, turn)
    if not due:
        turn.tell(to_organizer.refused(turn.person, "owes_nothing", example="谁没付", **known.whom(households[0])))
        return
    if _remind(due, known, turn, due_id=None):
        undoing.remember(turn, "催款", c.KeepAsIs())


def remind_due(group_buy: GroupBuy, group: Group, turn: Turn, *, due_id: str) -> None:
    """By the clock: those of a group-buy who still owe; by the month nobody is reminded of single ones."""
    if group.settings.pay_mode is PayMode.MONTHLY:
        return
    follow_books(turn)
    known, charged = lately(turn), turn.unit.accounts.charged(group_buy.id)
    standings = turn.unit.accounts.standing(turn.speaker.organizer.id, charged).values()
    due = due_now(standings, known, turn)
    if any(why is None for why in _hindrances(due, turn).values()):
        _remind(due, known, turn, due_id=due_id)


def _hindrances(due: Mapping[PersonId, int], turn: Turn) -> dict[PersonId, NoDun | None]:
    organizer = turn.speaker.organizer.id
    standing = turn.unit.accounts.standing(organizer, due)
    claims = [one.household for one in turn.unit.claims.open_of(organizer, due)]
    told = [one.household for one in turn.unit.told_payments.waiting_of(organizer, due)]
    return {
        one: hindrance(Debt(fen, claims.count(one), told.count(one), standing[one].dunned_at), turn.now)
        for one, fen in due.items()
    }


def _remind(due: Mapping[PersonId, int], known: Lately, turn: Turn, *, due_id: str | None) -> bool:
    """Have them reminded; whether anybody was. She reads who was, who is hers to write to, and who is spared."""
    why_not = _hindrances(due, turn)
    meant = [one for one in due if why_not[one] is None][:_MOST_TEXTS]
    friends = [one for one in meant if _is_friend(one, turn)]
    forwarded = [one for one in meant if one not in friends]
    spared = [{**known.whom(one), "fen": due[one], "why": why.value} for one, why in why_not.items() if why is not None]
    people = {one: {**known.whom(one), "fen": due[one]} for one in meant}
    turn.tell(
        on_money.dunned(
            turn.reader,
            [people[one] for one in friends],
            [people[one] for one in forwarded],
            spared[:_MOST_TEXTS],
            due_id,
        )
    )
    for one in meant:
        _say(one, due[one], known, turn, due_id=due_id, privately=one in friends)
        turn.unit.accounts.note_dunned(turn.speaker.organizer.id, one, turn.now)
    return bool(meant)


def _is_friend(household: PersonId, turn: Turn) -> bool:
    person = turn.unit.people.get(household)
    return person is not None and person.is_friend and not is_household(household, turn)


def _say(household: PersonId, fen: int, known: Lately, turn: Turn, *, due_id: str | None, privately: bool) -> None:
    values = {**_about(household, known, turn), "fen": fen, "time_zone": turn.settings.time_zone}
    firing = None if due_id is None else f"{due_id}:{household}"
    if privately:
        turn.tell(on_money.dun(household, values, next_hour(turn.now, ZoneInfo(turn.settings.time_zone)), firing))
    else:
        turn.tell(on_money.dun_text(turn.reader, values, firing))


def _about(household: PersonId, known: Lately, turn: Turn) -> dict[str, Json]:
    """What it is about: the goods of the last group-buy, by name, and its day."""
    whom = known.whom(household)
    home = known.homes.get(household)
    group_buy = None if home is None else next(one for one in known.group_buys if one.id == home.group_buy)
    if group_buy is None:
        return {"who": whom["who"], "goods": [], "more": False, "bought_at": None}
    goods = _names(group_buy, household, turn)
    # Of goods that are still sold nobody says `昨天的`, whatever day the list is of.
    day = group_buy.arrived_at or group_buy.closed_at
    return {
        "who": whom["who"],
        "goods": goods[:_GOODS_NAMED],
        "more": len(goods) > _GOODS_NAMED,
        "bought_at": None if day is None else day.isoformat(),
    }


def _names(group_buy: GroupBuy, household: PersonId, turn: Turn) -> Sequence[str]:
    orders = turn.unit.books.read(group_buy.id).order_of(household)
    ordered = {line.product for order in orders for line in order.lines if line.standing}
    return _unique(short_name(product) for product in group_buy.products if product.id in ordered)


def _unique(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
