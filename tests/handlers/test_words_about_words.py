"""Is a word about other words said again where it may not be out?"""

from __future__ import annotations

from datetime import UTC, datetime

from handlers.mishaps import LAST_WORD
from handlers.replies import on_mishaps, on_peace
from models.mail import Post, message_ref, person_ref, post_ref
from models.values import MessageId, PersonId
from scheduler.retry import may_go_again

NOW = datetime(2026, 11, 23, tzinfo=UTC)
HER = PersonId("her")
WORDS: tuple[Post, ...] = (
    on_mishaps.not_sent(HER, [], NOW),
    on_mishaps.to_forward(HER, person_ref(PersonId("王芳")), post_ref("row"), "row:forward"),
    on_mishaps.could_not_handle(HER, [on_mishaps.failed_message(message_ref(MessageId("1")), None, "1")], NOW),
    on_peace.left_unsaid(HER, [], NOW),
    on_peace.peace(HER, "hushed", {"group": "阳光小区"}),
)


def test_the_one_of_which_nobody_is_told_is_among_them() -> None:
    assert LAST_WORD in {post.kind for post in WORDS}


def test_each_goes_out_again() -> None:
    assert [post.kind for post in WORDS if not may_go_again(post, 1)] == []
