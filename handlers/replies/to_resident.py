"""What does a resident read in a private chat? Their own order with its sum, acknowledgements, facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from models.mail import Json, Post, PostClass, person_ref
from models.values import GroupBuyId, PersonId


def mine(
    person: PersonId,
    lines: Sequence[Json],
    waiting: Sequence[Json],
    sum_fen: int,
    *,
    paid: bool,
    unpriced: bool,
    by_others: Sequence[Json] = (),
) -> Post:
    """`你这边：鸡蛋2板、牛奶1箱，130块，还没付。` ``by_others``: what neighbours wrote for them, [{who, lines}]."""
    return Post(
        kind="mine",
        values={
            "lines": list(lines),
            "waiting": list(waiting),
            "sum_fen": sum_fen,
            "paid": paid,
            "unpriced": unpriced,
            "by_others": list(by_others),
        },
        person=person,
        harmless_twice=True,
    )


def not_taken_privately(person: PersonId) -> Post:
    """A late order from a private chat that the organizer did not take in."""
    return Post(kind="not_taken_privately", person=person, harmless_twice=True)


def data_request_heard(person: PersonId) -> Post:
    """Whoever asks after what is kept on them hears that it was passed on."""
    return Post(kind="data_request_heard", person=person, harmless_twice=True)


def nothing_open(person: PersonId) -> Post:
    """No group-buy is open of which they could be told."""
    return Post(kind="nothing_open", person=person, harmless_twice=True)


def noted_privately(
    person: PersonId, lines: Sequence[Json], not_before: datetime, group_buy: GroupBuyId | None = None
) -> Post:
    """An order given in a private chat: acknowledged there, within ten seconds."""
    return Post(
        kind="noted_privately",
        values={"lines": list(lines)} if group_buy is None else lines_of({group_buy: lines}),
        person=person,
        merge_key="noted_privately",
        not_before=not_before,
        post_class=PostClass.ANSWER,
    )


def lines_of(each: Mapping[GroupBuyId, Sequence[Json]]) -> dict[str, Json]:
    """The lines of several group-buys as one acknowledgement tells them; ``each`` is kept to be added to."""
    return {"lines": [line for lines in each.values() for line in lines], "each": dict(each)}


def asked_privately(person: PersonId, questions: Sequence[Json], not_before: datetime) -> Post:
    """A question to somebody who ordered in a private chat."""
    return Post(
        kind="ask_privately",
        values={"questions": list(questions)},
        person=person,
        merge_key="ask_privately",
        not_before=not_before,
    )


def came_late_privately(
    person: PersonId, lines: Sequence[Json], closed_at: datetime, time_zone: str, not_before: datetime
) -> Post:
    """`8点截了，你的牛奶1箱先排着，能不能加等团长看一眼。`, to somebody who ordered in a private chat."""
    return Post(
        kind="late_privately",
        values={"lines": list(lines), "closed_at": closed_at.isoformat(), "time_zone": time_zone},
        person=person,
        not_before=not_before,
    )


def lack_settled(person: PersonId, choice: str, fen: int) -> Post:
    """`好，退你32块。`: what becomes of goods that did not come; ``choice`` is a LackChoice."""
    return Post(kind="lack_settled", values={"choice": choice, "sum_fen": fen}, person=person, harmless_twice=True)


def bag_kept(person: PersonId, until: datetime, time_zone: str) -> Post:
    """`好，给你留着，明早9点起来拿。`"""
    return Post(
        kind="bag_kept",
        values={"until_at": until.isoformat(), "time_zone": time_zone},
        person=person,
        harmless_twice=True,
    )


def who_has_mine(person: PersonId, by: PersonId | None, at: datetime | None, time_zone: str) -> Post:
    """`阿明帮你带上去了。`"""
    return Post(
        kind="who_has_mine_privately",
        values={
            "by": None if by is None else person_ref(by),
            "at": None if at is None else at.isoformat(),
            "time_zone": time_zone,
        },
        person=person,
        harmless_twice=True,
    )
