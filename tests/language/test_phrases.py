"""Does every rule say yes to its yes and no to its no? The table of phrases is its own test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language.phrases import RULES, Rule, rule, words_apart


def _examples(answer: str) -> list[tuple[Rule, str]]:
    return [(own, clause) for own in RULES for clause in getattr(own, answer)]


@pytest.mark.parametrize(("own", "clause"), _examples("yes"), ids=lambda value: getattr(value, "name", value))
def test_a_rule_says_yes(own: Rule, clause: str) -> None:
    assert own.says_yes(clause)


@pytest.mark.parametrize(("own", "clause"), _examples("no"), ids=lambda value: getattr(value, "name", value))
def test_a_rule_says_no(own: Rule, clause: str) -> None:
    assert not own.says_yes(clause)


def test_every_rule_has_examples_of_both_kinds_and_a_name_of_its_own() -> None:
    assert all(own.yes and own.no for own in RULES)
    assert len({own.name for own in RULES}) == len(RULES)


@given(st.sampled_from([own for own in RULES if not own.whole and len(words_apart(own.written)[0]) > 3]), st.data())
def test_words_looked_for_at_once_are_the_expressions_alternatives(own: Rule, data: st.DataObject) -> None:
    words = st.sampled_from(words_apart(own.written)[0])
    text = "".join(data.draw(st.lists(words | st.text("吃了PQN的不昨天买", max_size=3), max_size=4)))
    may = own.may_be(text)
    assert own.says_yes(text) == (may and own.pattern.search(text) is not None)


def test_an_expression_is_cut_at_its_own_bars_only() -> None:
    written = r"昨天|(?:买|订)了|[要|来]Q|\||超市"
    assert words_apart(written) == (["昨天", "超市"], ["(?:买|订)了", "[要|来]Q", r"\|"])


def test_a_rule_that_would_match_nothing_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="says yes to nothing"):
        rule("broken", "(?:谢谢)*", yes="谢谢", no="鸡蛋", whole=True).says_yes("谢谢")
