"""Does the verdict see what is lost and what is doubled, and what only stands there as unsure?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.simulation.command import plan_of
from bot.simulation.organizers_day import Promise
from bot.simulation.record import Given, Record
from bot.simulation.town import promised
from models.mail import Post
from tests.crash.driver import Lived
from tests.crash.verdict import judged
from tests.crash.words import Standing, Unsettled

PLAN = plan_of(days=2, groups=2, profile="20-shop", seed=7)
PROMISES = [promise for place in PLAN.places() for promise in promised(PLAN, place)]
A_LIST = next(promise for promise in PROMISES if promise.kind == "list")
BOOKS = {0: ["eggs"], 1: ["milk"]}


def given(promise: Promise, key: str, *, harmless: bool = False) -> Given:
    post = Post(promise.kind, harmless_twice=harmless)
    return Given(promise.due_at, promise.group, promise.private, key, "text", post)


def every() -> list[Given]:
    return [given(promise, f"row {number}") for number, promise in enumerate(PROMISES)]


def week(posts: list[Given], unsure: tuple[Unsettled, ...] = (), books: dict[int, list[str]] | None = None) -> Lived:
    record = Record()
    for post in posts:
        record.note_given(post)
    standing = Standing(books or BOOKS, unsure, failed_posts=0, failed_messages=0)
    return Lived(record, standing, kills=1, over_a_post=1, slowest_take_over=timedelta())


CALM = week(every())
A_LIST_UNSURE = Unsettled("row x", A_LIST.group, private=False, kind="list", made_at=A_LIST.due_at)


def without_a_list() -> list[Given]:
    return [one for one in every() if (one.kind, one.group, one.at) != ("list", A_LIST.group, A_LIST.due_at)]


def told_of(post: Unsettled) -> Given:
    said = Post("not_sent", {"posts": [{"row": post.key}]})
    return Given(post.made_at + timedelta(minutes=1), post.group, True, f"told {post.key}", "text", said)


def test_a_week_that_kept_everything_is_good() -> None:
    verdict = judged(PLAN, CALM, CALM)
    assert verdict.due == len(PROMISES)
    assert verdict.is_good


def test_what_nobody_has_read_is_lost() -> None:
    verdict = judged(PLAN, week(without_a_list()), CALM)
    assert verdict.lost == (A_LIST,)
    assert not verdict.is_good


def test_what_is_unsure_is_not_lost_but_has_to_be_asked_about() -> None:
    silent = judged(PLAN, week(without_a_list(), (A_LIST_UNSURE,)), CALM)
    assert (silent.lost, silent.unasked) == ((), (A_LIST_UNSURE,))
    assert not silent.is_good
    asked = judged(PLAN, week([*without_a_list(), told_of(A_LIST_UNSURE)], (A_LIST_UNSURE,)), CALM)
    assert (asked.lost, asked.unasked) == ((), ())
    assert asked.is_good


def test_an_unsure_post_accounts_for_its_own_promise_alone() -> None:
    elsewhere = replace(A_LIST_UNSURE, group=1 - A_LIST.group)
    later = replace(A_LIST_UNSURE, made_at=A_LIST.until + timedelta(minutes=1))
    for other in (elsewhere, later, replace(A_LIST_UNSURE, kind="closed"), replace(A_LIST_UNSURE, private=True)):
        assert judged(PLAN, week(without_a_list(), (other,)), CALM).lost == (A_LIST,)


def test_more_unsure_posts_than_kills_are_too_many() -> None:
    unsure = (A_LIST_UNSURE, replace(A_LIST_UNSURE, key="row y"))
    posts = [*every(), *map(told_of, unsure)]
    assert judged(PLAN, week(posts, unsure[:1]), CALM).is_good
    assert not judged(PLAN, week(posts, unsure), CALM).is_good


def test_what_went_out_twice_is_doubled_but_for_what_does_no_harm() -> None:
    again = given(A_LIST, next(one.key for one in every() if one.kind == "list"))
    assert judged(PLAN, week([*every(), again]), CALM).doubled == (again,)
    anew = given(A_LIST, "another row")
    assert judged(PLAN, week([*every(), anew]), CALM).doubled == (anew,)
    answer = Given(A_LIST.due_at, 0, False, "answer", "text", Post("answers", harmless_twice=True))
    assert judged(PLAN, week([*every(), answer, answer]), CALM).is_good


def test_other_orders_are_told_by_their_group() -> None:
    verdict = judged(PLAN, week(every(), books={0: ["eggs"], 1: ["no milk"]}), CALM)
    assert verdict.other_books == (1,)
    assert not verdict.is_good
