"""Where does the next entry of a 接龙 go?"""

from __future__ import annotations

from bot.channels.playground.chains import join_chain, start_chain


def test_a_new_chain_begins_with_ones_own_entry() -> None:
    assert start_chain("老周", "3-1202").before == "#接龙\n报品名和数量\n\n1. 老周 3-1202 "


def test_the_next_entry_stands_below_the_last() -> None:
    draft = join_chain("#接龙\n鸡蛋\n\n1. 王芳 鸡蛋2\n2. 李梅 鸡蛋1", "老周", "3-1202")
    assert draft.before == "#接龙\n鸡蛋\n\n1. 王芳 鸡蛋2\n2. 李梅 鸡蛋1\n3. 老周 3-1202 "
    assert draft.after == ""


def test_a_tail_stays_below() -> None:
    draft = join_chain("#接龙\n1. 王芳 鸡蛋2\n\n三点截单", "老周", "")
    assert draft.before == "#接龙\n1. 王芳 鸡蛋2\n2. 老周 "
    assert draft.after == "\n\n三点截单"


def test_an_entry_over_several_lines_is_not_cut() -> None:
    draft = join_chain("#接龙\n\n1. 王芳 鸡蛋2\n再加牛奶1", "老周", "")
    assert draft.before == "#接龙\n\n1. 王芳 鸡蛋2\n再加牛奶1\n2. 老周 "


def test_a_menu_in_the_header_is_no_entry() -> None:
    chain = "#接龙\n今天有\n  1.凉拌牛肉\n  2.卤鸡爪\n例 张三 3-501 1号一份\n\n1. 王芳 1号2"
    assert join_chain(chain, "老周", "").before == f"{chain}\n2. 老周 "


def test_a_chain_without_entries_gets_its_first() -> None:
    assert join_chain("#接龙\n要鸡蛋的接一下\n", "老周", "").before == "#接龙\n要鸡蛋的接一下\n\n1. 老周 "
