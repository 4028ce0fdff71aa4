"""Is every labelled message, and every piece of talk, read as it is labelled? One row, one test."""

from __future__ import annotations

from typing import Any

import pytest

from bot.score import OWN_CORPUS, acts_of, effects, rows_of, same_reading

MESSAGES = list(rows_of(OWN_CORPUS / "messages.jsonl"))
TALK = list(rows_of(OWN_CORPUS / "chat.jsonl"))
BOOKED = {"order", "cancel", "jielong", "paid", "picked", "claim", "ask"}


def _name(row: dict[str, Any]) -> str:
    return str(row["id"])


@pytest.mark.parametrize("row", MESSAGES, ids=_name)
def test_a_message_is_read_as_labelled(row: dict[str, Any]) -> None:
    got = acts_of(OWN_CORPUS, row)
    assert same_reading(row["expect"], got), f"{row['text']!r}\nwant {row['expect']}\ngot  {got}"


@pytest.mark.parametrize("row", TALK, ids=_name)
def test_talk_is_neither_booked_nor_asked_about(row: dict[str, Any]) -> None:
    got = acts_of(OWN_CORPUS, row)
    assert not {act["act"] for act in got} & BOOKED, f"{row['text']!r}: {got}"


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(MESSAGES) > 500
    assert len(TALK) > 200


def test_ids_are_unique() -> None:
    ids = [row["id"] for row in (*MESSAGES, *TALK)]
    assert len(ids) == len(set(ids))


def test_a_difference_in_effect_is_noticed() -> None:
    order = {"act": "order", "lines": [{"product": "toast", "op": "order", "quantity": "2"}]}
    other = {"act": "order", "lines": [{"product": "toast", "op": "order", "quantity": "3"}]}
    assert not same_reading([order], [other])
    assert effects([order]) != effects([other])
