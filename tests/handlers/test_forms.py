"""Is a command read however it is typed or dictated?"""

from __future__ import annotations

import pytest

from handlers.forms import folded, in_figures


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("三号楼五零一，拿了。", "三号楼五零一,拿了"),
        ("統計。", "统计"),
        ("0.5斤。好", "0.5斤 好"),
        ("A4", "A4"),
        ("501拿了。502拿了。", "501拿了 502拿了"),
        ("\u200b撤。", "撤"),
        ("１２：３０　截", "12:30 截"),
    ],
)
def test_stops_widths_and_script_do_not_matter(typed: str, read: str) -> None:
    assert folded(typed) == read


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("停二到周五", "停2到周五"),
        ("收三、五", "收3、5"),
        ("三号楼五零一", "3号楼501"),
        ("十二", "12"),
        ("统计", "统计"),
    ],
)
def test_numbers_in_words_are_figures_too(said: str, figures: str) -> None:
    assert in_figures(said) == figures
