"""Which goods does a text name that are not on sale? Only plain words of goods, which no product is known by.

It says nothing of words that it does not know: those may be goods by a name that nobody has listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from models.language.common_goods import COMMON_GOODS
from models.language.normalize import simplify
from models.language.products import Catalog

#: Names of the same goods.
_SAME = (
    "番茄 西红柿", "土豆 洋芋 马铃薯", "红薯 地瓜 番薯 山芋", "包菜 卷心菜 圆白菜 莲花白", "猕猴桃 奇异果", "菠萝 凤梨",
    "花甲 蛤蜊 花蛤", "葡萄 提子", "橘子 砂糖橘 桔子", "橙子 脐橙", "饺子 水饺", "馄饨 抄手 云吞", "抽纸 纸巾 面巾纸",
    "花菜 菜花 西兰花", "樱桃 车厘子", "桃子 水蜜桃 油桃", "龙虾 小龙虾", "龙眼 桂圆", "玉米 苞谷", "大蒜 蒜头",
    "青椒 辣椒", "黄酒 料酒", "螃蟹 大闸蟹 梭子蟹", "蘑菇 香菇 平菇 金针菇", "大虾 虾仁 基围虾",
    "梨 雪梨 香梨", "枣 冬枣 红枣",
)  # fmt: skip
#: A word that many goods are of is on sale where any of them is: 牛肉 where there is 牛腩.
_KINDS = {
    "猪肉": "猪",
    "牛肉": "牛",
    "羊肉": "羊",
    "鹅肉": "鹅",
    "青菜": "菜",
    "面条": "面",
    "鸭子": "鸭",
    "土鸡": "鸡",
}


def not_on_sale(text: str, catalogs: Sequence[Catalog]) -> tuple[str, ...]:
    """The goods that a text names, in order, and that none of these lists holds."""
    plain = simplify(text)
    listed = [name for catalog in catalogs for product in catalog.products for name in (product.name, *product.aliases)]
    named = {
        place
        for catalog in catalogs
        for mention in catalog.find_names(plain)
        for place in range(mention.start, mention.end)
    }
    found = (
        word
        for word, start, end in _common_words(plain)
        if named.isdisjoint(range(start, end)) and not _is_listed(word, listed)
    )
    return tuple(dict.fromkeys(found))


def _is_listed(word: str, listed: Iterable[str]) -> bool:
    same = next((group.split() for group in _SAME if word in group.split()), [word])
    parts = [*same, _KINDS.get(word, word)]
    return any(part in simplify(name) for name in listed for part in parts)


def _common_words(text: str) -> list[tuple[str, int, int]]:
    words, finder = _finder()
    return [(words[index], start, end) for index, start, end in finder.find_matches_as_indexes(text)]


@cache
def _finder() -> tuple[tuple[str, ...], AhoCorasick]:
    words = tuple(sorted({*COMMON_GOODS, *(word for group in _SAME for word in group.split())}))
    kind, made = MatchKind.LeftmostLongest, Implementation.ContiguousNFA
    return words, AhoCorasick(list(words), matchkind=kind, implementation=made)
