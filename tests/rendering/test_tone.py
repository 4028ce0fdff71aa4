"""Does the bot sound like a neighbour who helps, and never like a machine, a seller or a gossip?"""

from __future__ import annotations

import re
import unicodedata

import pytest

from bot.rendering.kinds import KINDS, Audience
from bot.rendering.samples.village import EGGS, GREENS, MILK
from bot.rendering.words import Text
from tests.rendering.golden import rendered

FORBIDDEN = (
    "系统",
    "已成功",
    "请注意",
    "亲",
    "您",
    "订单号",
    "用户",
    "感谢您",
    "温馨提示",
    "为您",
    "客服",
    "最后",
    "抢",
    "手慢",
)
PHONE = re.compile(r"1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}")
ROOM = re.compile(r"\d+\s*[-栋幢座#]\s*\d|\d{3,4}\s*室|单元")


TRACES = re.compile(r"，，|。。|、、|：。|，。|、。|，、|“”|「」|（）|None|Undefined|\{|\}|  |\n\n\n")

#: Where words in braces are shown, because she is told which there are, or typed one wrong.
WITH_BRACES = {"wording", "wording_preview", "wording_flaw"}
BRACED = re.compile(r"\{[^{}」]*[}」]|\{%")


def texts(kind: str) -> list[Text]:
    return [text for _, _, text in rendered(kind)]


def in_groups() -> list[str]:
    return sorted(kind for kind, known in KINDS.items() if known.audience is Audience.GROUP)


def pictures(text: str) -> list[str]:
    return [one for one in text if unicodedata.category(one) == "So" or ord(one) >= 0x1F000]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_word_of_a_machine(kind: str) -> None:
    for text in texts(kind):
        found = [word for word in FORBIDDEN if word in text.text]
        assert not found, f"{found} in {text.text}"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_at_most_one_picture_and_no_shouting(kind: str) -> None:
    for text in texts(kind):
        assert len(pictures(text.text)) <= 1, text.text
        assert "！" not in text.text
        assert "!" not in text.text


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_punctuation_is_whole(kind: str) -> None:
    """A value that was not there leaves no traces: doubled commas, empty quotes, a None."""
    for text in texts(kind):
        shown = BRACED.sub("〔〕", text.text) if kind in WITH_BRACES else text.text
        assert not TRACES.search(shown), text.text
        assert text.text == text.text.strip()


#: Prices of goods are everybody's; what somebody owes is not.
TELLS_PRICES = {"list", "answers", "leftovers_offered", "new_goods", "price_changed", "goods_came_true"}


@pytest.mark.parametrize("kind", in_groups())
def test_neighbours_read_no_phone_cost_or_sum(kind: str) -> None:
    assert texts(kind)
    for text in texts(kind):
        assert not PHONE.search(text.text)
        assert not re.search(r"进\d|赚|亏|成本|团长价|供货", text.text)
        assert kind in TELLS_PRICES or not re.search(r"\d+(\.\d+)?(块|元)", text.text), text.text


@pytest.mark.parametrize("kind", in_groups())
def test_neighbours_read_of_rooms_only_where_the_group_shows_them(kind: str) -> None:
    for sample, _, text in rendered(kind):
        assert bool(ROOM.search(text.text)) is ("'home'" in str(sample.values)), text.text


@pytest.mark.parametrize("kind", in_groups())
def test_nobody_calls_everybody(kind: str) -> None:
    assert all("所有人" not in text.text for text in texts(kind))


def test_samples_hold_what_must_not_be_seen() -> None:
    """The checks above would be empty if no sample had a cost."""
    assert all(product.cost_fen for product in (EGGS, GREENS, MILK))


def test_the_evening_is_told_in_twelve_lines() -> None:
    assert all(len(text.text.splitlines()) <= 12 for text in texts("summary"))


def test_a_supplier_reads_goods_and_nothing_else() -> None:
    for text in texts("purchase_list"):
        assert not re.search(r"块|元|排着|邻居|芳芳妈", text.text), text.text


def test_a_question_is_one_short_line() -> None:
    for text in texts("ask"):
        assert all(len(line) <= 50 for line in text.text.splitlines()), text.text
