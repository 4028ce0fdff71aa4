"""Do names on a list get the short ones that people use, and only where they are sure?"""

from __future__ import annotations

from handlers.aliases import aliases_of


def test_a_name_is_shortened_to_the_plain_word_that_it_ends_in() -> None:
    found = aliases_of(["散养土鸡蛋", "丹东草莓", "纯牛奶", "黑猪五花肉", "老豆腐"])
    assert list(found.values()) == [("鸡蛋",), ("草莓",), ("牛奶",), ("五花肉",), ("豆腐",)]


def test_a_word_that_two_names_hold_shortens_neither() -> None:
    assert aliases_of(["白菜水饺", "三鲜水饺"]) == {"白菜水饺": (), "三鲜水饺": ()}


def test_a_name_that_is_no_compound_keeps_its_whole() -> None:
    assert aliases_of(["上海青", "草莓", "A套餐"]) == {"上海青": (), "草莓": (), "A套餐": ()}
