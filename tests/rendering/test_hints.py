"""Does everything that she is told to type mean something when she types it?"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest

from bot.rendering.samples.village import ZONE, at
from handlers.command_reading import read_command
from handlers.draft_words import read_draft_word
from handlers.forms import Moment, WrongForm, folded
from tests.rendering.golden import rendered

TELLING = (
    "draft",
    "collecting",
    "published",
    "closing_report",
    "totals",
    "summary",
    "late_list",
    "arrival_check",
    "done",
    "missed",
    "schedules",
    "help",
    "refused",
    "why",
)
#: Quoted because somebody said it, not because it should be typed.
QUOTED = {"飞", "鸡蛋 32元/板"}
#: Read against the list, as tests/flow/test_book_words.py types them.
ON_THE_BOOK = {"501 鸡蛋2", "3-501 鸡蛋2", "501鸡蛋改2", "李梅草莓1转给田田", "李梅草莓1转给3-501", "排骨2斤"}

#: Answers to what the same post asks; tests/flow/test_caught_up_talk.py types them.
ANSWERS = {"都算"}


def hints() -> list[tuple[str, str]]:
    texts = {(kind, text.text) for kind in TELLING for _, _, text in rendered(kind)}
    found = {(kind, hint) for kind, text in texts for hint in re.findall("“(.+?)”", text)}
    return sorted((kind, hint) for kind, hint in found if hint not in QUOTED | ON_THE_BOOK | ANSWERS)


@pytest.mark.parametrize(("kind", "hint"), hints())
def test_a_hint_is_a_command(kind: str, hint: str) -> None:
    sent = Moment(at(9), ZoneInfo(ZONE))
    typed = folded(hint)
    in_a_draft = read_draft_word(typed, sent)
    found = read_command(typed, sent)
    meant = in_a_draft if in_a_draft is not None else found and found[1]
    assert meant is not None
    assert not isinstance(meant, WrongForm), meant
