"""May this post go now, should it wait, or is it no longer worth saying? One test for each rule of docs/tact.md."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.community.manners import MANNERS, Sort, Why, sort_of
from models.community.peace import Peace
from models.community.people import GroupSettings
from models.community.pressure import GivenOut, Talk
from models.community.tact import Go, Hold, Leave, Scene, Verdict, Waiting, judge
from models.values import GroupId

SHANGHAI = ZoneInfo("Asia/Shanghai")
GROUP = GroupId("g")


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def scene(
    now: datetime, *posts: GivenOut, spoke_at: datetime | None = None, messages: int = 80, **more: object
) -> Scene:
    """A group that has been known for long, in which somebody spoke a moment ago unless told otherwise."""
    talk = Talk(messages, spoke_at or now, now - timedelta(days=30))
    return Scene(now, GroupSettings(), Peace(GROUP), posts, talk, **more)  # type: ignore[arg-type]


def waiting(sort: Sort, made_at: datetime, **more: object) -> Waiting:
    return Waiting(sort, made_at, **more)  # type: ignore[arg-type]


def verdict(sort: Sort, where: Scene, **more: object) -> Verdict:
    return judge(waiting(sort, where.now, **more), where)


CAN_WAIT = (Sort.ACKNOWLEDGEMENT, Sort.COURTESY)
TO_PERSONS = (Sort.ANSWER, Sort.WORD)
BY_PLAN = (Sort.REMINDER, Sort.CLOSING, Sort.ARRIVAL, Sort.CHANGE)
CANNOT_WAIT = (*BY_PLAN, Sort.DECISION)


@pytest.mark.parametrize("sort", [*CAN_WAIT, *TO_PERSONS, Sort.LIST, Sort.NOTICE])
def test_at_night_it_waits_for_the_morning(sort: Sort) -> None:
    assert verdict(sort, scene(at(21, 29))) == Go()
    assert verdict(sort, scene(at(21, 30))) == Hold(
        min(at(7, 30, 24), at(21, 30) + MANNERS[sort].worth - timedelta()), Why.NIGHT
    )
    assert verdict(sort, scene(at(7, 30))) == Go()


@pytest.mark.parametrize("sort", CANNOT_WAIT)
def test_what_cannot_wait_goes_at_night_too(sort: Sort) -> None:
    assert verdict(sort, scene(at(22))) == Go()


@pytest.mark.parametrize("sort", CAN_WAIT)
def test_at_noon_what_can_wait_waits(sort: Sort) -> None:
    assert verdict(sort, scene(at(13))) == Hold(at(14), Why.NOON)


@pytest.mark.parametrize("sort", [*TO_PERSONS, *CANNOT_WAIT, Sort.LIST])
def test_at_noon_everything_else_goes(sort: Sort) -> None:
    assert verdict(sort, scene(at(13))) == Go()


def unasked(*moments: datetime, kind: str = "noted") -> list[GivenOut]:
    return [GivenOut(kind, answers=False, at=moment) for moment in moments]


@pytest.mark.parametrize("sort", CAN_WAIT)
def test_past_the_ceiling_what_can_wait_waits(sort: Sort) -> None:
    six = unasked(*(at(hour) for hour in range(8, 14)))
    assert verdict(sort, scene(at(15), *six[:5])) == Go()
    assert verdict(sort, scene(at(15), *six)) == Hold(at(16), Why.CEILING)
    assert verdict(sort, scene(at(15), *unasked(*[at(20, day=22)] * 9))) == Go(), "yesterday is over"


@pytest.mark.parametrize("sort", [*TO_PERSONS, *CANNOT_WAIT, Sort.LIST, Sort.NOTICE])
def test_past_the_ceiling_what_cannot_wait_goes(sort: Sort) -> None:
    assert verdict(sort, scene(at(15), *unasked(*[at(9)] * 12))) == Go()


def test_who_was_promised_a_word_gets_it_up_to_the_hard_ceiling() -> None:
    six = unasked(*(at(hour) for hour in range(8, 14)))
    assert verdict(Sort.ACKNOWLEDGEMENT, scene(at(15), *six), promised=True) == Go()
    assert isinstance(verdict(Sort.ACKNOWLEDGEMENT, scene(at(15), *six, *six[:2]), promised=True), Hold)


def test_a_still_group_hears_what_it_needs() -> None:
    one = unasked(at(9), kind="list")
    assert verdict(Sort.ACKNOWLEDGEMENT, scene(at(15), *one, messages=29, to_come=2)) == Go()
    assert isinstance(verdict(Sort.ACKNOWLEDGEMENT, scene(at(15), *one, messages=29, to_come=3)), Hold)
    assert verdict(Sort.ACKNOWLEDGEMENT, scene(at(15), *one, messages=30, to_come=3)) == Go()


@pytest.mark.parametrize("sort", [*TO_PERSONS, Sort.DECISION])
def test_answers_to_persons_are_three_minutes_apart(sort: Sort) -> None:
    answer = GivenOut("ask", answers=True, at=at(10))
    assert verdict(sort, scene(at(10, 2), answer)) == Hold(at(10, 3), Why.APART)
    assert verdict(sort, scene(at(10, 3), answer)) == Go()
    assert verdict(sort, scene(at(10, 2), *unasked(at(10)))) == Go(), "what answers nobody is none"


@pytest.mark.parametrize("sort", [*CAN_WAIT, *TO_PERSONS])
def test_no_two_posts_in_a_row(sort: Sort) -> None:
    before = unasked(at(10))
    found = verdict(sort, scene(at(10, 5), *before, spoke_at=at(9, 59)))
    assert isinstance(found, Hold)
    assert found.why is Why.OWN_WORD
    assert verdict(sort, scene(at(10, 5), *before, spoke_at=at(10, 1))) == Go()
    assert verdict(sort, scene(at(10, 5), spoke_at=at(9))) == Go(), "the bot has said nothing yet"


@pytest.mark.parametrize("sort", [*BY_PLAN, Sort.LIST, Sort.NOTICE])
def test_what_is_due_follows_its_own_word(sort: Sort) -> None:
    assert verdict(sort, scene(at(10, 5), *unasked(at(10)), spoke_at=at(9))) == Go()


@pytest.mark.parametrize("sort", TO_PERSONS)
def test_somebody_who_waits_is_answered_after_a_while_all_the_same(sort: Sort) -> None:
    where = scene(at(10, 20), *unasked(at(10)), spoke_at=at(9))
    assert judge(waiting(sort, at(10, 1)), where) == Hold(at(10, 21), Why.OWN_WORD)
    assert judge(waiting(sort, at(10)), where) == Go()
    assert judge(waiting(Sort.ACKNOWLEDGEMENT, at(10), promised=True), where) == Go()
    assert isinstance(judge(waiting(Sort.ACKNOWLEDGEMENT, at(10)), where), Hold), "the reminder takes it along"


def test_her_decision_waits_for_a_human_word_and_is_said_the_same_evening() -> None:
    def decided(at_: datetime, where: Scene) -> Verdict:
        return judge(waiting(Sort.DECISION, at_), where)

    late = GivenOut("late", answers=True, at=at(20, 5))
    assert decided(at(20, 20), scene(at(20, 20), late, spoke_at=at(20))) == Hold(at(21, 20), Why.OWN_WORD)
    assert decided(at(20, 20), scene(at(20, 30), late, spoke_at=at(20, 25))) == Go()
    assert decided(at(20, 20), scene(at(21, 20), late, spoke_at=at(20))) == Go()
    # Not into the quiet hours for a word that may never come; nor any longer where she decides in the midst of them.
    assert decided(at(20, 50), scene(at(20, 50), late, spoke_at=at(20))) == Hold(at(21, 25), Why.OWN_WORD)
    assert decided(at(21, 50), scene(at(21, 50), late, spoke_at=at(20))) == Go()


@pytest.mark.parametrize(("sort", "minutes"), [(Sort.ACKNOWLEDGEMENT, 5), (Sort.WORD, 5), (Sort.ANSWER, 3)])
def test_what_can_be_said_with_the_next_post_waits_for_it(sort: Sort, minutes: int) -> None:
    where = scene(at(19, 20), next_post_at=at(19, 20 + minutes))
    assert verdict(sort, where) == Hold(at(19, 21 + minutes), Why.TOGETHER)
    assert verdict(sort, replace(where, next_post_at=at(19, 21 + minutes))) == Go()
    assert verdict(sort, where, promised=True) == Go()
    its_turn_comes = replace(where, now=at(19, 30), next_post_at=at(19, 30))
    assert verdict(sort, its_turn_comes) == Hold(at(19, 31), Why.TOGETHER)
    assert verdict(sort, replace(its_turn_comes, now=at(19, 31))) == Go(), "it did not come after all"


def test_who_has_not_come_is_called_with_what_is_due_at_the_same_moment() -> None:
    assert verdict(Sort.NOTICE, scene(at(19), next_post_at=at(19))) == Hold(at(19, 1), Why.TOGETHER)
    assert verdict(Sort.NOTICE, scene(at(19), next_post_at=at(19, 1))) == Go()


@pytest.mark.parametrize("sort", [*CANNOT_WAIT, Sort.LIST])
def test_what_is_due_waits_for_no_other(sort: Sort) -> None:
    assert verdict(sort, scene(at(19, 20), next_post_at=at(19, 21))) == Go()


@pytest.mark.parametrize("sort", Sort)
def test_after_a_complaint_only_list_arrival_and_answers(sort: Sort) -> None:
    where = replace(scene(at(10)), peace=Peace(GROUP, noisy_until=at(10, day=24)))
    found = verdict(sort, where)
    said = {Sort.LIST, Sort.ARRIVAL, Sort.CHANGE, Sort.ANSWER, Sort.WORD, Sort.DECISION}
    assert (found == Go()) is (sort in said)


@pytest.mark.parametrize("sort", Sort)
def test_in_a_quarrel_what_can_wait_waits(sort: Sort) -> None:
    where = replace(scene(at(10)), peace=Peace(GROUP, quarrel_until=at(10, 30)))
    said = {Sort.CLOSING, Sort.ARRIVAL, Sort.CHANGE, Sort.ANSWER, Sort.DECISION}
    assert verdict(sort, where) == (Go() if sort in said else Hold(at(10, 30), Why.QUARREL))


@pytest.mark.parametrize("sort", [one for one in Sort if one is not Sort.CHANGE])
def test_told_to_be_silent_it_is(sort: Sort) -> None:
    where = replace(scene(at(10)), peace=Peace(GROUP, muted_until=at(10, 40)))
    assert verdict(sort, where) == Hold(at(10, 40), Why.MUTED)
    assert verdict(sort, replace(where, now=at(10, 40))) == Go()


def test_a_reminder_that_comes_too_late_is_left() -> None:
    where = replace(scene(at(19, 30)), peace=Peace(GROUP, quarrel_until=at(20, 30)))
    post = waiting(Sort.REMINDER, at(19, 30), lapses_at=at(20))
    held = judge(post, where)
    assert isinstance(held, Hold)
    assert held.until < at(20), "before it lapses it is looked at once more"
    assert judge(post, replace(where, now=held.until)) == Leave(Why.QUARREL)


def test_a_list_that_waited_for_an_hour_is_no_list_of_this_hour() -> None:
    where = replace(scene(at(9)), peace=Peace(GROUP, muted_until=at(12)))
    assert verdict(Sort.LIST, where) == Hold(at(10), Why.MUTED)
    assert judge(waiting(Sort.LIST, at(9)), replace(where, now=at(10))) == Leave(Why.MUTED)


def test_each_kind_has_its_sort() -> None:
    assert sort_of("noted", answers=False, is_notice=False) is Sort.ACKNOWLEDGEMENT
    assert sort_of("noted", answers=True, is_notice=False) is Sort.DECISION
    assert sort_of("pickup_notice", answers=False, is_notice=True) is Sort.ARRIVAL
    assert sort_of("something_new", answers=True, is_notice=False) is Sort.ANSWER
    assert sort_of("something_new", answers=False, is_notice=True) is Sort.NOTICE
    assert sort_of("something_new", answers=False, is_notice=False) is Sort.COURTESY


MOMENTS = st.integers(0, 60 * 48).map(lambda minutes: at(0) + timedelta(minutes=minutes))


@given(
    st.sampled_from(Sort),
    MOMENTS,
    st.lists(st.tuples(st.integers(1, 900), st.booleans()), max_size=12),
    st.integers(0, 200),
    st.one_of(st.none(), st.integers(1, 900)),
    st.tuples(*[st.one_of(st.none(), st.integers(-60, 3000))] * 3),
    st.integers(0, 4),
    st.booleans(),
)
def test_whatever_waits_is_decided_in_the_end(  # noqa: PLR0917
    sort: Sort,
    made_at: datetime,
    earlier: list[tuple[int, bool]],
    messages: int,
    spoke: int | None,
    ends: tuple[int | None, int | None, int | None],
    to_come: int,
    promised: bool,
) -> None:
    """Each look at a held post is later than the one before, and in the end it goes or is left: nothing waits for
    ever, though nobody should ever speak again."""
    posts = sorted(
        (GivenOut("noted", answers, made_at - timedelta(minutes=ago)) for ago, answers in earlier),
        key=lambda post: post.at,
    )
    muted, noisy, quarrel = (None if one is None else made_at + timedelta(minutes=one) for one in ends)
    said_at = None if spoke is None else made_at - timedelta(minutes=spoke)
    post, now = waiting(sort, made_at, promised=promised), made_at
    for _ in range(200):
        where = Scene(
            now=now,
            settings=GroupSettings(),
            peace=Peace(GROUP, None, muted, noisy, quarrel),
            posts=[one for one in posts if one.at >= now - timedelta(days=1)],
            talk=Talk(messages, said_at, made_at - timedelta(days=9)),
            to_come=to_come,
        )
        found = judge(post, where)
        if not isinstance(found, Hold):
            assert now - made_at <= MANNERS[sort].worth
            return
        assert found.until > now, "the next look is later"
        now = found.until
    raise AssertionError("it waits for ever")
