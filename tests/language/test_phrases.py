"""Does every rule say yes to its yes and no to its no? The table of phrases is its own test."""

from __future__ import annotations

import pytest

from models.language.phrases import RULES, Rule, rule


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


def test_a_rule_that_would_match_nothing_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="says yes to nothing"):
        rule("broken", "(?:谢谢)*", yes="谢谢", no="鸡蛋", whole=True).says_yes("谢谢")
