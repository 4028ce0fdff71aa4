"""What of an entry is a room, a name, a withdrawal, a number of the header's own?"""

from __future__ import annotations

import pytest

from models.acts import AskAbout, Context, Entry
from models.language.chain_menu import read_header
from models.language.chain_rooms import with_rooms_named
from models.language.jielong import EntryMemo, read_chain
from tests.language_lists.chains import catalog


def _entry(words: str, name: str = "shop", title: str = "周三") -> Entry:
    chain = read_chain(f"#接龙\n{title}\n\n1. {words}", catalog(name), Context())
    assert chain is not None
    (entry,) = chain.entries
    return entry


def _ordered(entry: Entry) -> dict[str, str]:
    return {line.product: str(line.quantity) for line in entry.lines}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("502 张阿姨 A1", "502室 张阿姨 A1"),
        ("305 月月妈 E2", "305室 月月妈 E2"),
        ("808连师傅 A1", "808室连师傅 A1"),
        ("3-501月月 A1", "3-501室月月 A1"),
        ("88弄6号301 点点 A1", "88弄6号301室 点点 A1"),
        ("小周 帮302张奶奶订A1", "小周 帮302室张奶奶订A1"),
    ],
)
def test_a_number_before_a_name_is_a_room(words: str, named: str) -> None:
    assert with_rooms_named(words, catalog("lockdown")) == named


@pytest.mark.parametrize(
    "words", ["120个鸡蛋 3-501", "500 克排骨", "502 鸡蛋2板", "600 张姐", "3-501室月月", "王芳 501 鸡蛋"]
)
def test_other_numbers_stay_as_they_are(words: str) -> None:
    assert with_rooms_named(words, catalog("shop")) == words


def test_a_products_number_is_no_room() -> None:
    assert with_rooms_named("101 张阿姨 2提", catalog("household")) == "101 张阿姨 2提"


@pytest.mark.parametrize(
    "words",
    [
        "鸡蛋1板 取消",
        "鸡蛋1板不要了",
        "鸡蛋1板，都不要了",
        "鸡蛋1 草莓2 已取消",
        "(取消) 鸡蛋0",
        "鸡蛋2板 作废",
        "先不要了",
    ],
)
def test_what_is_taken_back_is_not_ordered(words: str) -> None:
    entry = _entry(f"小满 {words}")
    assert (entry.name, entry.lines, entry.cancelled, entry.ask) == ("小满", (), True, None)


@pytest.mark.parametrize(
    "words", ["鸡蛋2 草莓1盒不要了", "鸡蛋2板 袋子不要了", "鸡蛋2，上次的不要了", "鸡蛋2 不要草莓"]
)
def test_what_else_is_refused_leaves_the_order(words: str) -> None:
    entry = _entry(f"小满 {words}")
    assert (_ordered(entry), entry.cancelled) == ({"egg": "2"}, False)


def test_a_header_with_numbers_of_its_own_is_read_by_them() -> None:
    menu = "1.牛奶\n2.鸡蛋"
    assert _ordered(_entry("小满 1号2箱 2号1板", title=menu)) == {"milk": "2", "egg": "1"}
    assert _entry("小满 6号1箱", title=menu).ask is AskAbout.PRODUCT
    assert _ordered(_entry("小满 6号1箱", title="牛奶和鸡蛋")) == {"milk": "1"}


@pytest.mark.parametrize("title", ["1.鸡蛋\n2.鸭蛋", "鸡蛋、草莓", "2斤草莓 1板鸡蛋", "3.鸡蛋", ""])
def test_other_headers_leave_the_lists_numbers(title: str) -> None:
    assert read_header(title, catalog("shop")).menu == ()


def test_a_memo_keeps_headers_apart() -> None:
    memo = EntryMemo(catalog("shop"))
    chains = [
        read_chain(f"#接龙\n{title}\n\n1. 小满 2号1", memo.catalog, Context(), memo=memo)
        for title in ("1.牛奶\n2.鸡蛋", "周三")
    ]
    assert [_ordered(chain.entries[0]) for chain in chains if chain] == [{"egg": "1"}, {"duckegg": "1"}]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("阿九 不要了", "阿九"),
        ("百合鸡蛋1板", "百合"),
        ("老三一板鸡蛋", "老三"),
        ("小九九鸡蛋2", "小九九"),
        ("十三妹鸡蛋1板豆腐3块", "十三妹"),
        ("一一草莓2盒", "一一"),
        ("7 草莓2盒", "7"),
        ("两板鸡蛋", None),
        ("2鸡蛋1草莓", None),
        ("❤️小爱❤️ 鸡蛋1", "❤️小爱❤️"),
        ("阿强🐯鸡蛋1", "阿强🐯"),
        ("🌸小 美🌸 3-501 鸡蛋1", "🌸小 美🌸"),
        ("🌸小 美🌸鸡蛋1", "🌸小 美🌸"),
        ("🌸小美 草莓🌸 鸡蛋1", "🌸小美"),
        ("小姚(取消)", "小姚"),
        ("小姚（北门） 鸡蛋1", "小姚（北门）"),
        ("小雪(自提) 鸡蛋1", "小雪"),
        ("402 已付 鸡蛋1", None),
        ("邻居123 9-3-1201 鸡蛋2板", "邻居123"),
    ],
)
def test_names_are_taken_as_written(words: str, name: str | None) -> None:
    assert _entry(words).name == name
