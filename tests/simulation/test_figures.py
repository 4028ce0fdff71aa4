"""Does each figure count what it says? Each is made to be what it is by a few posts and messages."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.simulation.calendar import ZONE
from bot.simulation.figures import add_up, look_at
from bot.simulation.manners import Manners, manners_of
from bot.simulation.organizers_day import Promise
from bot.simulation.profiles import HABITS, Character, profile_named
from bot.simulation.promises import Kept, held_against
from bot.simulation.record import Given, Record
from bot.simulation.residents import Manner, Resident, neighbourhood
from bot.simulation.sayings import Intent, Saying
from models.mail import Post

HABIT = HABITS[Character.SHOP]
FANG = Resident("wxid_fang", "芳芳妈", "3-501", Manner.PLAIN, 1.0)
ZHOU = Resident("wxid_zhou", "老周", "3-502", Manner.PLAIN, 1.0)
NIGHT = datetime(2026, 11, 25, tzinfo=ZONE)


def at(clock: str, day: int = 23) -> datetime:
    return datetime.combine(datetime(2026, 11, day), datetime.strptime(clock, "%H:%M").time(), ZONE)  # noqa: DTZ001, DTZ007


def post(clock: str, kind: str = "noted", *, answers: bool = False, day: int = 23, **more: object) -> Given:
    key = str(more.pop("key", f"{kind}-{day}-{clock}"))
    of_post = {name: more.pop(name) for name in ("harmless_twice",) if name in more}
    values: dict[str, object] = {"group": 0, "private": False, "text": "", **more}
    return Given(at(clock, day), key=key, post=Post(kind, answers=answers, **of_post), **values)  # type: ignore[arg-type]


def word(clock: str, text: str = "早", by: Resident = FANG, intent: Intent = Intent.CHAT, day: int = 23) -> Saying:
    return Saying(at(clock, day), by, text, intent)


def manners(*what: Given | Saying) -> Manners:
    said = [one for one in what if isinstance(one, Saying)]
    return manners_of(said, [one for one in what if isinstance(one, Given)], HABIT)


def test_answers_are_no_unasked_posts() -> None:
    found = manners(word("09:00"), post("09:05"), word("09:10"), post("09:15", "ask", answers=True))
    assert (found.messages, found.posts, found.unasked) == (2, 2, 1)


def test_the_most_unasked_posts_are_those_of_one_group_on_one_day() -> None:
    one, other = (neighbourhood(7, profile_named("20-shop"), group) for group in (0, 1))
    record = Record()
    for given in (post("09:00"), post("10:00"), post("11:00"), post("09:00", day=24)):
        record.note_given(given)
    for given in (post("09:00", group=1), post("10:00", "ask", answers=True, group=1)):
        record.note_given(given)
    record.said[0] += [word("08:00"), word("09:30"), word("10:30")]
    figures = add_up([look_at(place, record, (), NIGHT) for place in (one, other)], [at("00:00").date()])
    assert (figures.messages, figures.posts, figures.unasked) == (3, 6, 5)
    assert figures.posts_per_group_day_max == 3
    assert figures.posts_per_group_day_mean == 2
    assert figures.bot_share == round(5 / 9, 4)
    assert dict(figures.by_kind) == {"noted": 5, "ask": 1}


def test_what_is_said_at_midnight_is_of_the_groups_own_day() -> None:
    found = manners(post("23:59"), post("00:01", day=24))
    assert sorted(found.unasked_of_days.values()) == [1, 1]


def test_pressure_is_the_share_of_what_sells_where_people_talk() -> None:
    talk = [word(f"{8 + minute // 60:02}:{minute % 60:02}") for minute in range(48)]
    list_and_ack = (post("09:00", "list"), post("10:00"))
    assert manners(*talk, *list_and_ack).pressures == ()
    assert manners(*talk, word("12:00"), word("12:01"), *list_and_ack).pressures == (1 / 52,)


def test_answers_want_three_minutes_between_them() -> None:
    soon = manners(post("09:00", "ask", answers=True), post("09:02", "late", answers=True))
    assert [given.kind for given in soon.hasty_answers] == ["late"]
    assert not manners(post("09:00", "ask", answers=True), post("09:03", "late", answers=True)).hasty_answers
    # What answers nobody does not count, nor do later parts of a long post.
    assert not manners(post("09:00", "ask", answers=True), post("09:01")).hasty_answers
    assert not manners(
        post("09:00", "mine_in_group", answers=True), post("09:01", "mine_in_group", answers=True, later_part=True)
    ).hasty_answers


@pytest.mark.parametrize("kind", ["closed", "pickup_notice", "delayed", "list_poster"])
def test_two_posts_with_nobody_between_are_too_many(kind: str) -> None:
    assert [given.kind for given in manners(post("09:00", "list"), post("09:05")).in_a_row] == ["noted"]
    assert not manners(post("09:00", "list"), word("09:01"), post("09:05")).in_a_row
    assert not manners(post("09:00", "list"), post("09:05", kind)).in_a_row


def test_quiet_hours_are_the_groups_own() -> None:
    given = [post("07:29"), post("07:30"), post("21:29"), post("21:30"), post("00:10", day=24)]
    assert [one.at for one in manners(*given).in_quiet_hours] == [at("07:29"), at("21:30"), at("00:10", 24)]
    village = manners_of([], given, HABITS[Character.VILLAGE])
    assert [one.at for one in village.in_quiet_hours] == [at("21:29"), at("21:30"), at("00:10", 24)]


ORDER = word("09:00", "鸡蛋2板", intent=Intent.ORDER)


def test_an_order_that_nobody_speaks_of_is_unsaid() -> None:
    assert manners(ORDER).unsaid == (ORDER,)
    assert manners(ORDER, post("08:59", text="芳芳妈 鸡蛋2")).unsaid == (ORDER,)
    assert manners(ORDER, post("00:01", text="芳芳妈 鸡蛋2", day=24)).unsaid == (ORDER,)
    assert manners(ORDER, post("09:05", text="老周 鸡蛋2")).unsaid == (ORDER,)
    assert not manners(ORDER, post("09:05", text="记上了：芳芳妈 鸡蛋2。")).unsaid
    assert not manners(ORDER, post("09:05", "ask", answers=True, text="@芳芳妈 哪种鸡蛋？")).unsaid


def test_one_of_many_is_told_though_not_by_name() -> None:
    assert not manners(ORDER, post("09:05", text="刚才这23位都记上了", names=frozenset({"芳芳妈"}))).unsaid


@pytest.mark.parametrize("intent", [Intent.IN_CHAIN, Intent.CHAT, Intent.WITHDRAWAL, Intent.PAID])
def test_what_shows_in_a_chain_or_wants_nothing_is_not_unsaid(intent: Intent) -> None:
    assert not manners(word("09:00", intent=intent)).unsaid


def test_who_comes_late_twice_is_told_once() -> None:
    late = word("20:20", intent=Intent.LATE)
    assert not manners(post("20:05", "late", answers=True, text="@芳芳妈 8点截了"), late).unsaid
    assert manners(late).unsaid == (late,)


def promise(kind: str, clock: str, minutes: int = 60, *, group: int = 0, private: bool = False) -> Promise:
    return Promise(group, kind, at(clock), at(clock) + timedelta(minutes=minutes), private)


def held(promises: list[Promise], *given: Given) -> Kept:
    return held_against(promises, given, NIGHT)


def test_what_is_promised_and_posted_is_kept() -> None:
    kept = held([promise("list", "08:00"), promise("closed", "20:00")], post("08:00", "list"), post("20:00", "closed"))
    assert (kept.due, kept.lost, kept.doubled, kept.unplanned) == (2, (), (), ())


@pytest.mark.parametrize(
    "given", [[], [post("09:01", "list")], [post("07:50", "list")], [post("08:10", "list", group=1)]]
)
def test_what_does_not_come_in_its_time_is_lost(given: list[Given]) -> None:
    kept = held([promise("list", "08:00")], *given)
    assert (kept.due, [one.kind for one in kept.lost]) == (1, ["list"])


def test_what_is_still_to_come_is_not_due() -> None:
    kept = held_against([promise("pickup_notice", "23:00", minutes=240)], [], at("23:30"))
    assert (kept.due, kept.lost) == (0, ())


def test_what_is_said_again_is_doubled() -> None:
    kept = held([promise("list", "08:00")], post("08:00", "list", key="a"), post("08:04", "list", key="b"))
    assert [given.key for given in kept.doubled] == ["b"]
    again = held([promise("list", "08:00")], post("08:00", "list", key="a"), post("08:04", "list", key="a"))
    assert [given.key for given in again.doubled] == ["a"]


def test_an_acknowledgement_that_goes_out_twice_is_doubled_but_a_harmless_answer_is_not() -> None:
    assert len(held([], post("08:00", key="a"), post("08:01", key="a")).doubled) == 1
    harmless = [post(clock, "mine_in_group", key="a", harmless_twice=True) for clock in ("08:00", "08:01")]
    assert not held([], *harmless).doubled


def test_a_long_list_in_parts_is_one_list() -> None:
    parts = [post("08:00", "list", key="a"), post("08:00", "list", key="a/1", later_part=True)]
    assert not held([promise("list", "08:00")], *parts).doubled


def test_what_nothing_has_promised_is_unplanned() -> None:
    kept = held([promise("list", "08:00")], post("08:00", "list"), post("21:00", "list", key="b"))
    assert [given.key for given in kept.unplanned] == ["b"]
    elsewhere = held([promise("list", "08:00")], post("08:00", "list"), post("08:00", "list", group=1, key="c"))
    assert [given.key for given in elsewhere.unplanned] == ["c"]
