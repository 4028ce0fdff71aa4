"""Is what tells of health or family kept from bags and helpers, and everything else not?"""

from __future__ import annotations

import pytest

from models.community.discretion import for_others, tells_of_health_or_family


@pytest.mark.parametrize(
    "wish",
    [
        *(
            "少糖",
            "无糖的",
            "要低盐的",
            "我妈糖尿病",
            "孕妇吃的",
            "给宝宝做辅食",
            "老人牙口不好要软的",
            "刚出院清淡点",
            "一个人住，敲重点",
        ),
        *("尿不湿要大号", "我婆婆腿脚不方便", "耳背，多敲几下", "家里没人", "对海鲜过敏", "清真的"),
    ],
)
def test_what_tells_of_health_or_family(wish: str) -> None:
    assert tells_of_health_or_family(wish)


@pytest.mark.parametrize(
    "wish",
    [
        *(
            "放门口",
            "要大个的",
            "杀好",
            "切片",
            "晚上七点后送",
            "挂在门把手",
            "放快递柜",
            "装一个袋子里",
            "要糖醋的",
            "不要太熟",
        ),
        *("水果糖要软的", "母的多一点", "炖汤用", "日期要新鲜", "公的", "生猛嘅", "放门卫那里"),
    ],
)
def test_what_anybody_may_read(wish: str) -> None:
    assert for_others(wish) == wish


def test_of_a_wish_the_rest_is_left() -> None:
    assert for_others("放门口，我妈腿脚不好，晚点送") == "放门口，晚点送"
    assert for_others("少糖") is None
    assert for_others(None) is None
