"""Is what did not go out sent again, and what may have gone out not?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.errors import NoSuchPlace, NotSent, RenderError, SendUnknown
from models.mail import Post
from scheduler.retry import DELAYS, ECHO_WINDOW, GiveUp, Retry, Unsure, decide, may_go_again


def test_what_was_refused_is_sent_again_soon_and_in_order() -> None:
    assert decide(NotSent("busy"), 1) == Retry(timedelta(seconds=5), keeps_order=True)


def test_delays_grow_and_later_ones_let_others_by() -> None:
    decisions = [decide(NotSent("busy"), attempts) for attempts in range(1, len(DELAYS) + 1)]
    retries = [decision for decision in decisions if isinstance(decision, Retry)]
    assert [retry.after for retry in retries] == sorted(DELAYS)
    assert [retry.keeps_order for retry in retries] == [True] * 3 + [False] * 5


def test_after_the_last_delay_it_is_given_up() -> None:
    assert decide(NotSent("busy"), len(DELAYS) + 1) == GiveUp("NotSent: busy")


@pytest.mark.parametrize("fault", [NoSuchPlace("left the room"), RenderError("no such field")])
def test_what_can_never_go_out_fails_at_once(fault: Exception) -> None:
    assert isinstance(decide(fault, 1), GiveUp)


@pytest.mark.parametrize("fault", [SendUnknown("no answer"), TimeoutError(), ConnectionResetError("by peer")])
def test_what_may_have_gone_out_is_unsure(fault: Exception) -> None:
    assert decide(fault, 1) == Unsure(ECHO_WINDOW)


def test_only_the_harmless_goes_again_and_not_for_ever() -> None:
    assert not may_go_again(Post("pickup_notice"), 1)
    assert may_go_again(Post("list", harmless_twice=True), 1)
    assert not may_go_again(Post("list", harmless_twice=True), 3)
