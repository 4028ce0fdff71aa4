"""Is a quarrel known from a joke, and from the price of eggs next door?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from models.community.quarrel import Said, is_quarrel
from tests.fakes.world import NOON

CORPUS = Path(__file__).parents[1] / "corpus"


def talk(*lines: str, minutes: float = 1) -> list[Said]:
    """`小美：隔壁群才29`, one line after the other."""
    said = (line.split("：", 1) for line in lines)
    return [Said(who, NOON + timedelta(minutes=minutes * place), text) for place, (who, text) in enumerate(said)]


@pytest.mark.parametrize(
    "lines",
    [
        ("小美：隔壁群才29，你赚多少啊",),
        ("阿福：你真不要脸",),
        ("阿福：给我滚！",),
        ("小美：隔壁群才29", "阿福：就是，太黑了"),
        ("小美：团长你一单赚多少啊", "阿福：超市才3块一斤"),
        ("小美：凭什么不给退", "团长：你什么态度"),
        ("小美：这不是坑人吗", "何姐：爱买不买", "阿福：吃回扣的吧"),
    ],
)
def test_a_quarrel_is_one(lines: tuple[str, ...]) -> None:
    assert is_quarrel(talk(*lines))


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("小美：隔壁群才29",),
        ("小美：隔壁群才29", "阿福：超市也才30一板"),
        ("小美：凭什么不给退",),
        ("小美：太黑了",),
        ("小美：哈哈你个骗子", "阿福：坑人坑到家了哈哈哈"),
        ("小美：团长你赚多少啊😂", "阿福：隔壁才29"),
        ("小美：水滚了再下饺子", "阿福：黑心萝卜来2斤"),
        ("小美：从不坑人的团长", "阿福：怕被骗就别点链接"),
        ("小美：骗子电话别接", "阿福：小心诈骗"),
        ("小美：滚筒洗衣机坏了", "阿福：汤滚了放盐"),
        ("小美：你这两箱是不是给你妈的", "阿福：团长真好，值！"),
        ("小美：凭什么", "小美：太过分了", "小美：不讲理"),
        ("小美：隔壁群才29", "阿福：我要2板"),
    ],
)
def test_ordinary_talk_is_none(lines: tuple[str, ...]) -> None:
    assert not is_quarrel(talk(*lines))


def test_heat_of_an_hour_ago_is_cold() -> None:
    assert is_quarrel(talk("小美：太黑了", "阿福：隔壁才29"))
    assert not is_quarrel(talk("小美：太黑了", "阿福：隔壁才29", minutes=11))


def test_nothing_that_people_wrote_in_the_corpus_is_a_quarrel_by_itself() -> None:
    """Eight thousand messages of ordinary groups, prices next door among them."""
    alone = [text for text in _corpus() if is_quarrel([Said("x", NOON, text)])]
    assert alone == []


def _corpus() -> Iterator[str]:
    for name in ("messages", "chat"):
        for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines():
            yield str(json.loads(line).get("text") or "")
