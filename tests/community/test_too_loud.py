"""Who says that the bot is too loud, and who means the builders upstairs?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.community.too_loud import Loud, is_of_the_bot, is_other_noise, loud_in

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.mark.parametrize(
    ("text", "loud"),
    [
        ("太吵了", Loud.OF_ANYTHING),
        ("太吵了！！", Loud.OF_ANYTHING),
        ("好吵啊", Loud.OF_ANYTHING),
        ("吵死了", Loud.OF_ANYTHING),
        ("别发了", Loud.OF_A_POST),
        ("不要再发了好吗", Loud.OF_A_POST),
        ("能不能少发点", Loud.OF_A_POST),
        ("发得太频繁了", Loud.OF_A_POST),
        ("消息太多", Loud.OF_MESSAGES),
        ("群里消息太多了", Loud.OF_MESSAGES),
        ("这群太吵了", Loud.OF_MESSAGES),
        ("刷屏了", Loud.OF_MESSAGES),
        ("别刷屏", Loud.OF_MESSAGES),
        ("一直刷屏", Loud.OF_MESSAGES),
        ("群里太吵了，别发了", Loud.OF_MESSAGES),
        ("楼上太吵了", None),
        ("装修太吵了，睡不着", None),
        ("小王别发了", None),
        ("发票别发了", None),
        ("不吵", None),
        ("别吵架", None),
        ("鸡蛋2板", None),
        ("吵吵闹闹才热闹", None),
        ("", None),
    ],
)
def test_what_a_text_may_mean(text: str, loud: Loud | None) -> None:
    assert loud_in(text) is loud


def test_named_the_bot_is_meant() -> None:
    assert is_of_the_bot("机器人太吵了", ("小助手",))
    assert is_of_the_bot("小助手能不能少说点", ("小助手",))
    assert is_of_the_bot("阿灵闭嘴", ("阿灵",))
    assert not is_of_the_bot("小助手真好", ("小助手",))
    assert not is_of_the_bot("小助手不吵", ("小助手",))
    assert not is_of_the_bot("楼上太吵了", ("小助手",))


def test_noise_of_the_house_is_heard() -> None:
    assert is_other_noise(["楼上又开始装修了"])
    assert not is_other_noise(["鸡蛋2板", "早"])


def test_nobody_in_the_corpus_complains() -> None:
    for name in ("messages", "chat"):
        for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines():
            text = str(json.loads(line).get("text") or "")
            assert loud_in(text) is None, text
            assert not is_of_the_bot(text, ("小助手",)), text
