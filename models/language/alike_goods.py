"""Which words name the same goods, or goods of one sort? What decides whether goods are said to be on no list.

It serves to hold one's tongue, never to decide what an order means: that is for a list's names and aliases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

#: Other names of the same goods, and goods that are taken for one another.
_NEAR = (
    "番茄 西红柿", "土豆 洋芋 马铃薯", "红薯 地瓜 番薯 山芋", "包菜 卷心菜 圆白菜 莲花白", "猕猴桃 奇异果", "菠萝 凤梨",
    "饺子 水饺", "馄饨 抄手 云吞", "龙眼 桂圆", "玉米 苞谷", "大蒜 蒜头",
    "花甲 花蛤 蛤蜊", "葡萄 提子", "橘子 桔子 砂糖橘", "橙子 脐橙", "抽纸 纸巾 面巾纸", "花菜 菜花 西兰花",
    "樱桃 车厘子", "桃子 水蜜桃 油桃", "龙虾 小龙虾", "青椒 辣椒", "黄酒 料酒", "螃蟹 大闸蟹 梭子蟹",
    "蘑菇 香菇 平菇 金针菇", "大虾 虾仁 基围虾", "梨 雪梨 香梨", "枣 冬枣 红枣",
)  # fmt: skip
#: Goods of one sort.
_OF_A_SORT = (
    "番茄 圣女果 小柿子", "葡萄 青提 红提 阳光玫瑰 巨峰 夏黑", "红薯 蜜薯",
    "橙子 橘子 沃柑 丑八怪 耙耙柑 粑粑柑 春见 爱媛", "排骨 肋排 五花肉 猪蹄 猪肉 前腿肉 后腿肉 里脊 黑猪",
    "牛肉 牛腩 牛腱 牛排 肥牛", "鸭子 烤鸭 老鸭 盐水鸭", "螃蟹 蟹", "抽纸 卷纸 面巾", "米粉 大米 香米",
    "面条 挂面 拉面", "大虾 虾 白虾",
)  # fmt: skip


def near(word: str) -> tuple[str, ...]:
    """The goods of a word, and those that are taken for them."""
    return _groups(_NEAR).get(word, (word,))


def of_a_sort(word: str) -> tuple[str, ...]:
    """The goods of a word, and all of their sort."""
    return _groups(_NEAR + _OF_A_SORT).get(word, (word,))


def words_near() -> Iterator[str]:
    """Every word that other goods are near to."""
    yield from _groups(_NEAR)


@cache
def _groups(rows: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Each word with all that stand in a row with it, or in a row with one of those."""
    joined: list[set[str]] = []
    for row in rows:
        words = set(row.split())
        apart = [group for group in joined if group.isdisjoint(words)]
        touching: Iterable[set[str]] = (group for group in joined if not group.isdisjoint(words))
        joined = [*apart, words.union(*touching)]
    return {word: tuple(sorted(group)) for group in joined for word in group}
