"""接龙补齐: the list as the organizer would write it, with the chat orders merged in."""

from __future__ import annotations

from models.acts import Jielong
from models.groupbuy.names import text_key
from models.language import read
from models.language.products import compile_catalog
from tests.groupbuy.group import LIST, ORGANIZER, Group


def write(group: Group, title: str = "") -> list[str]:
    (text,), events = group.book.write_chains(at=group.now, title=title)
    group.keep(events)
    return text.split("\n")


def test_chat_orders_stand_behind_the_entries_and_changed_entries_in_their_place() -> None:
    group = Group()
    group.chain("小美", "小美 3-501 玉米2份")
    group.chain("阿福", "小美 3-501 玉米2份", "阿福 豆腐1块")
    group.say("阿福", "豆腐再来2块")
    group.say("何姐", "鸡蛋2板 3-502，要大个的")
    group.say("林婶", "帮我妈订草莓1盒 8-303")
    group.say("林婶", "豆腐1块")
    assert write(group) == [
        "#接龙",
        "水果玉米 18元/份",
        "",
        "1. 小美 3-501 玉米2份",
        "2. 阿福 豆腐3块",
        "3. 何姐 3-502 鸡蛋2板",
        "4. 林婶 8-303 草莓1盒",
        "5. 林婶 豆腐1块",
    ]


def test_what_it_writes_reads_the_same_to_somebody_who_never_saw_it() -> None:
    group = Group()
    group.say("小美", "鸡蛋2板 3-501")
    group.say("林婶", "帮我妈订草莓1盒 8-303")
    group.say("阿福", "排骨1.5斤")
    (chain,) = read("\n".join(write(group)), compile_catalog(LIST))
    assert isinstance(chain, Jielong)
    entries = chain.entries
    assert [(each.name, [(line.product, str(line.quantity)) for line in each.lines]) for each in entries] == [
        ("小美", [("鸡蛋", "2")]),
        ("林婶", [("草莓", "1")]),
        ("阿福", [("黑猪排骨", "1.5")]),
    ]


def test_what_was_withdrawn_by_chat_is_withdrawn_in_the_list() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 豆腐1块")
    group.say("小美", "我的都不要了")
    group.say("何姐", "鸡蛋2板")
    written = write(group)
    assert written[3:] == ["1. 小美 取消", "2. 阿福 豆腐1块", "3. 何姐 鸡蛋2板"]
    group.say(ORGANIZER, "\n".join(written))
    assert [group.gets(who) for who in ("小美", "阿福", "何姐")] == [{}, {"豆腐": "1"}, {"鸡蛋": "2"}]
    assert group.reported() == []
    group.say("小美", "\n".join(written).replace("小美 取消", "小美 玉米3份"))
    assert group.gets("小美") == {"玉米": "3"}


def test_wishes_and_for_whom_it_is_stay_out_of_the_list_and_in_the_book() -> None:
    group = Group()
    group.say("何姐", "鸡蛋2板 3-502，要大个的")
    group.say("林婶", "帮我妈订草莓1盒 8-303")
    told = [(order.recipient, order.on_behalf_of, order.note) for order in group.book.orders()]
    (text,), events = group.book.write_chains(at=group.now, title="菜", rooms=())
    group.keep(events)
    assert text.split("\n")[3:] == ["1. 何姐 鸡蛋2板", "2. 林婶 草莓1盒"]
    group.say(ORGANIZER, text)
    assert [(order.recipient, order.on_behalf_of, order.note) for order in group.book.orders()] == told
    assert (group.gets("何姐"), group.gets("林婶")) == ({"鸡蛋": "2"}, {"草莓": "1"})


def test_where_there_is_no_chain_one_is_begun() -> None:
    group = Group()
    group.say("小美", "鸡蛋2板")
    text = "\n".join(write(group, title="周三的菜"))
    assert text.startswith("#接龙\n周三的菜\n\n1. 小美 鸡蛋2板")
    group.say(ORGANIZER, text)
    assert group.gets("小美") == {"鸡蛋": "2"}
    group.say("阿福", f"{text}\n2. 阿福 豆腐1块")
    assert (group.gets("小美"), group.gets("阿福")) == ({"鸡蛋": "2"}, {"豆腐": "1"})
    assert len(group.book.chains()) == 1


def test_nothing_is_written_where_nothing_stands() -> None:
    assert Group().book.write_chains(at=Group().now) == ((), ())


def test_who_joins_before_it_is_pasted_stays() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.say("何姐", "鸡蛋2板")
    text = "\n".join(write(group))
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("小美", "小美 玉米5份", "阿福 玉米3份")
    group.say("何姐", "鸡蛋再来1板")
    group.say(ORGANIZER, text)
    assert group.gets("阿福") == {"玉米": "3"}
    assert group.gets("小美") == {"玉米": "5"}
    assert group.gets("何姐") == {"鸡蛋": "3"}


def test_once_it_is_pasted_the_organizer_corrects_as_ever() -> None:
    group = Group()
    group.say("何姐", "鸡蛋2板")
    text = "\n".join(write(group, title="菜"))
    group.say(ORGANIZER, text)
    group.say("何姐", text.replace("鸡蛋2板", "鸡蛋3板"))
    group.say(ORGANIZER, text.replace("鸡蛋2板", "鸡蛋5板"))
    assert group.gets("何姐") == {"鸡蛋": "5"}
    group.say("何姐", "鸡蛋再来1板")
    group.say("何姐", text)
    assert group.gets("何姐") == {"鸡蛋": "2"}
    assert group.reported() == []


def test_two_of_one_name_who_want_the_same_are_told_apart() -> None:
    group = Group()
    for who in ("王芳", "李梅"):
        group.say(who, "豆腐1块")
    names = {order.member: "王芳" for order in group.book.orders()}
    (text,), events = group.book.write_chains(at=group.now, names=names)
    group.keep(events)
    entries = text.split("\n")[3:]
    assert len({text_key(entry) for entry in entries}) == 2
    group.say(ORGANIZER, text)
    assert (group.gets("王芳"), group.gets("李梅")) == ({"豆腐": "1"}, {"豆腐": "1"})


def test_a_resident_goes_on_with_a_list_that_the_organizer_pasted() -> None:
    group = Group()
    group.say("何姐", "鸡蛋2板")
    text = "\n".join(write(group, title="菜"))
    group.say(ORGANIZER, text)
    group.say("何姐", text.replace("鸡蛋2板", "鸡蛋3板"))
    assert group.gets("何姐") == {"鸡蛋": "3"}
    group.say("何姐", "#接龙\n菜\n")
    assert group.gets("何姐") == {}


def test_what_stands_by_an_older_chain_is_written_too() -> None:
    group = Group()
    old = "#接龙\n早上的菜\n\n1. 小美 玉米2份"
    group.say("小美", old)
    group.say("阿福", f"{old}\n2. 阿福 豆腐1块")
    group.say("何姐", "#接龙\n晚上的水果\n\n1. 何姐 草莓1盒")
    group.say("小美", "我的都不要了")
    group.say("阿福", "鸡蛋2板")
    (older, newer), events = group.book.write_chains(at=group.now)
    group.keep(events)
    assert older.split("\n")[3:] == ["1. 小美 取消", "2. 阿福 豆腐1块"]
    assert newer.split("\n")[3:] == ["1. 何姐 草莓1盒", "2. 阿福 鸡蛋2板"]
    for text in (older, newer, older):
        group.say(ORGANIZER, text)
        assert group.gets("小美") == {}
        assert group.gets("阿福") == {"豆腐": "1", "鸡蛋": "2"}
        assert group.gets("何姐") == {"草莓": "1"}
    assert group.reported() == []
    assert len(group.book.chains()) == 2


def two_lists(group: Group) -> None:
    """An older list of 小美's and 阿福's, and a later one of 何姐's."""
    group.say("小美", "#接龙\n早上的菜\n\n1. 小美 玉米3份")
    group.say("阿福", "#接龙\n早上的菜\n\n1. 小美 玉米3份\n2. 阿福 豆腐1块")
    group.say("何姐", "#接龙\n晚上的水果\n\n1. 何姐 草莓1盒")


def lists_of(group: Group) -> tuple[str, ...]:
    texts, events = group.book.write_chains(at=group.now)
    group.keep(events)
    return texts


def test_what_chat_changes_of_an_older_entry_is_written_there() -> None:
    group = Group()
    two_lists(group)
    group.say("小美", "玉米少要1份")
    group.say("阿福", "豆腐再来2块")
    older, newer = lists_of(group)
    assert older.split("\n")[3:] == ["1. 小美 玉米2份", "2. 阿福 豆腐3块"]
    assert newer.split("\n")[3:] == ["1. 何姐 草莓1盒"]
    for text in (newer, older):
        group.say(ORGANIZER, text)
        assert (group.gets("小美"), group.gets("阿福")) == ({"玉米": "2"}, {"豆腐": "3"})
    assert group.reported() == []


def test_less_of_what_stands_in_two_lists_is_no_other_total_between_the_posts() -> None:
    group = Group()
    two_lists(group)
    group.say("小美", "#接龙\n晚上的水果\n\n1. 何姐 草莓1盒\n2. 小美 玉米2份")
    group.say("小美", "玉米改成1份")
    older, newer = lists_of(group)
    assert older.split("\n")[3] == "1. 小美 玉米1份"
    assert newer.split("\n")[4] == "2. 小美 取消"
    for text in (older, newer):
        group.say(ORGANIZER, text)
        assert group.gets("小美") == {"玉米": "1"}


def test_of_two_lists_with_the_same_entries_the_title_tells_which_one_is_posted() -> None:
    group = Group()
    group.say("小美", "#接龙\n早上的菜\n\n1. 小美 玉米3份")
    group.say("阿福", "#接龙\n晚上的水果\n\n1. 阿福 草莓1盒")
    group.say("小美", "#接龙\n晚上的水果\n\n1. 阿福 草莓1盒\n2. 小美 玉米3份")
    group.say(ORGANIZER, "#接龙\n早上的菜\n\n1. 小美 玉米3份")
    assert (group.gets("阿福"), group.gets("小美")) == ({"草莓": "1"}, {"玉米": "6"})


def test_an_entry_that_does_not_say_what_stands_is_written_anew() -> None:
    group = Group()
    group.chain("小美", "小美 牛奶5箱")
    assert group.gets("小美") == {"牛奶": "3"}, "that many each may have"
    assert write(group)[3:] == ["1. 小美 牛奶3箱"]
