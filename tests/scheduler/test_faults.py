"""Does the log of a fault tell the engineer where, and nobody what a resident wrote?"""

from __future__ import annotations

from models.errors import NotSent, StoreError
from scheduler.faults import told, where


def test_our_own_words_are_kept() -> None:
    assert told(NotSent("the room is muted")) == "NotSent: the room is muted"


def test_what_people_wrote_is_blanked_in_foreign_messages() -> None:
    fault = ValueError("invalid literal for int() with base 10: '王芳 13812345678'")
    assert told(fault) == "ValueError: invalid literal for int() with base 10: '… #'"


def test_what_a_database_quotes_is_blanked() -> None:
    assert told(StoreError("duplicate key: (name)=(王芳)")) == "StoreError: duplicate key: (name)=(…)"


def test_a_fault_without_a_message_is_its_type() -> None:
    assert told(TimeoutError()) == "TimeoutError"


def test_where_names_the_line_and_no_values() -> None:
    try:
        int("王芳")
    except ValueError as fault:
        frames = where(fault)
    assert frames[-1].startswith("test_faults.py:")
    assert "王芳" not in "".join(frames)
