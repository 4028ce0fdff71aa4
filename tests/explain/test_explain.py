"""Does `tuan parse --explain` show what was read, where it stands, and why?"""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.__main__ import app
from bot.contract import MessageRow
from bot.explain import display_width, draw, shown
from bot.score import OWN_CORPUS, catalog_of, rows_of
from models.acts import Act
from models.language import read
from models.language.listing import read_listing
from models.language.meanings import MEANINGS
from tests.explain.golden import CATALOG, FOLDER, GOLDEN, explained

_INPUT = ("id", "text", *(name for name in MessageRow.model_fields if name not in {"id", "text"}))


def corpus_acts() -> list[tuple[str, Act]]:
    """Everything that the labelled texts say."""
    found = []
    for name in ("messages", "chat", "jielong"):
        for row in rows_of(OWN_CORPUS / f"{name}.jsonl"):
            message = MessageRow.model_validate_json(json.dumps({key: row[key] for key in _INPUT if key in row}))
            acts = read(message.text, catalog_of(OWN_CORPUS, row["catalog"]), message.context())
            found += [(message.text, act) for act in acts]
    found += [(row["text"], read_listing(row["text"], None)) for row in rows_of(OWN_CORPUS / "listings.jsonl")]
    return found


def test_messages_are_drawn_as_agreed() -> None:
    assert explained() == GOLDEN.read_text("utf-8")


def test_the_command_prints_the_same() -> None:
    told = CliRunner().invoke(app, ["parse", "--explain", "--catalog", str(CATALOG), str(FOLDER / "messages.jsonl")])
    assert (told.exit_code, told.stdout) == (0, GOLDEN.read_text("utf-8"))


def test_every_act_but_a_face_alone_says_why() -> None:
    silent = [text for text, act in corpus_acts() if not act.because]
    assert all(text.startswith("[") and text.endswith("]") for text in silent), silent
    assert len(silent) < 5


def test_every_rule_that_made_an_act_is_described() -> None:
    used = {each.rule for _, act in corpus_acts() for each in act.because}
    assert len(used) > 25
    assert used - set(MEANINGS) == set()


def test_every_span_lies_in_its_text() -> None:
    for text, act in corpus_acts():
        assert all(0 <= each.start < each.end <= len(text) for each in act.because), (text, act)


def test_a_meaning_is_one_short_line() -> None:
    assert all("\n" not in meaning and 10 < len(meaning) < 90 for meaning in MEANINGS.values())
    assert len(set(MEANINGS.values())) == len(MEANINGS)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("鸡蛋2盒", 7),
        ("ＡＢ", 4),
        ("e\u0301", 1),
        ("👍🏻", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("\u200b", 0),
    ],
)
def test_the_columns_of_a_text(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_carets_stand_under_their_words() -> None:
    assert draw("鸡蛋2盒 ok", [(0, 4), (5, 7)]) == ["  鸡蛋2盒 ok", "  ^^^^^^^ ^^"]


def test_touching_and_overlapping_spans_have_rows_of_their_own() -> None:
    assert draw("abcd", [(0, 2), (2, 4), (1, 3)]) == ["  abcd", "  ^^", "   ^^", "    ^^"]


def test_a_span_over_two_lines_is_marked_in_both() -> None:
    assert draw("ab\ncd", [(1, 4)]) == ["  ab", "   ^", "  cd", "  ^"]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_any_text_can_be_drawn(text: str, spans: list[tuple[int, int]]) -> None:
    drawn = "\n".join(draw(text, [(min(span), max(span)) for span in spans]))
    drawn.encode("utf-8")
    assert not {one for one in drawn if one != "\n" and unicodedata.category(one) in {"Cc", "Cs"}}
    assert display_width(shown(text)) == display_width(text)
