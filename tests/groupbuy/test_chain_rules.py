"""Which chain, whose entry, and chains beside chat: the sentences of order-language, sections 6 and 7, one by one."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.groupbuy.terms import Terms
from models.values import PersonId
from tests.groupbuy.group import ORGANIZER, RESIDENTS, Group
from tests.property.written import as_xml


def corn(group: Group, *who: str) -> dict[str, str]:
    """Who gets how much corn."""
    return {each: group.gets(each)["玉米"] for each in who or RESIDENTS if "玉米" in group.gets(each)}


def native(group: Group, who: str, *entries: tuple[str, str], starter: str = ORGANIZER) -> None:
    """Somebody posts WeChat's own chain; each entry with its true author."""
    group.say(who, as_xml([(text, author, group.now) for text, author in entries], starter))


def chains(group: Group) -> int:
    return len(group.book.chains())


# Which chain


def test_the_same_starter_is_the_same_chain_whatever_its_title_and_entries() -> None:
    group = Group()
    native(group, "小美", ("小美 玉米2份", "小美"))
    text = as_xml([("阿福 玉米3份", "阿福", group.now)], ORGANIZER).replace("水果玉米 18元/份", "玉米今天只要16")
    group.say("阿福", text)
    assert chains(group) == 1
    assert corn(group) == {"小美": "2", "阿福": "3"}


def test_of_three_entries_all_must_be_known_for_the_same_chain() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("何姐", "小美 玉米2份", "阿福 玉米3份", "何姐 玉米1份", title="又一单")
    assert chains(group) == 2


def test_of_four_entries_two_known_ones_are_enough() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("何姐", "小美 玉米2份", "阿福 玉米3份", "何姐 玉米1份", "林婶 玉米5份", title="玉米（改了标题）")
    assert chains(group) == 1
    assert corn(group) == {"小美": "2", "阿福": "3", "何姐": "6"}


def test_a_list_without_entries_is_known_by_its_title() -> None:
    group = Group()
    group.chain(ORGANIZER)
    group.chain("小美", "小美 玉米2份")
    group.chain(ORGANIZER)
    group.chain(ORGANIZER, title="豆腐专场")
    assert chains(group) == 2
    assert corn(group) == {"小美": "2"}


def test_a_title_is_compared_without_spaces_and_signs() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份", title="水果玉米 18元/份")
    group.chain("阿福", "阿福 玉米3份", title="【水果玉米】18元/份！")
    assert chains(group) == 1


# Changes


def test_a_change_to_what_is_in_force_does_nothing() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain(ORGANIZER, "小美 玉米4份")
    group.chain("小美", "小美 玉米4份")
    assert corn(group) == {"小美": "4"}
    assert group.sources("小美", "玉米") == ("m1", "m2")


def test_a_change_that_one_of_two_bases_shows_already_is_none() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("小美", "小美 玉米5份")
    group.chain("何姐", "小美 玉米5份", "阿福 玉米3份", "何姐 玉米1份")
    assert corn(group) == {"小美": "5", "阿福": "3", "何姐": "1"}
    assert group.reported() == []


def test_two_own_entries_of_which_one_is_taken_out() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("小美", "小美 玉米2份", "阿福 玉米3份", "小美 3-502 豆腐1块")
    group.chain("何姐", "小美 玉米2份", "阿福 玉米3份", "小美 3-502 豆腐1块", "何姐 玉米1份")
    group.chain("小美", "小美 玉米2份", "阿福 玉米3份", "何姐 玉米1份")
    assert group.gets("小美") == {"玉米": "2"}


def test_somebody_elses_entry_that_is_changed_back_by_a_stale_list_is_not_reported() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("小美", "小美 玉米5份", "阿福 玉米3份")
    group.chain("何姐", "小美 玉米2份", "阿福 玉米3份", "何姐 玉米1份")
    assert corn(group) == {"小美": "5", "阿福": "3", "何姐": "1"}
    assert group.reported() == []


def test_a_name_with_flowers_and_an_address_is_the_same_name() -> None:
    group = Group()
    group.chain("阿福", "小美 玉米2份")
    group.chain("小美", "🌸小美🌸 3-501 玉米4份")
    assert group.reported() == []
    assert group.gets("阿福") == {"玉米": "4"}


def test_whom_the_xml_names_owns_the_entry_and_may_change_it() -> None:
    group = Group()
    native(group, "阿福", ("美美 玉米2份", "小美"), ("阿福 玉米1份", "阿福"))
    assert corn(group) == {"小美": "2", "阿福": "1"}
    native(group, "小美", ("美美 玉米3份", "小美"), ("阿福 玉米1份", "阿福"))
    assert corn(group) == {"小美": "3", "阿福": "1"}
    assert group.reported() == []


def test_what_the_organizer_adds_under_a_name_that_is_not_exactly_a_members_is_hers() -> None:
    group = Group()
    group.chain(ORGANIZER, "小美3-501 玉米2份", "小美家 玉米1份")
    assert corn(group) == {"小美": "2"}
    assert group.gets(ORGANIZER) == {"玉米": "1"}


def test_the_organizer_may_remove_three_of_many() -> None:
    group = Group()
    whole = [f"住户{letter} 玉米1份" for letter in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"]
    group.chain("小美", *whole)
    group.chain(ORGANIZER, *whole[3:])
    assert corn(group) == {"小美": "13"}
    assert group.reported() == []


def test_a_wipe_changes_nothing_else_either() -> None:
    group = Group()
    whole = [f"{name} 玉米{number}份" for number, name in enumerate(RESIDENTS[:8], 1)]
    for number, name in enumerate(RESIDENTS[:8], 1):
        group.chain(name, *whole[:number])
    group.chain(ORGANIZER, "王芳 玉米9份", *whole[4:])
    assert corn(group, "王芳", "李梅") == {"王芳": "1", "李梅": "2"}
    assert group.reported() == [(ORGANIZER, None)]


def test_a_newer_change_stands_though_an_older_post_arrives_after_it() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    between = group.now + timedelta(seconds=30)
    group.chain("小美", "小美 玉米5份")
    group.chain("小美", "小美 玉米3份", sent=between)
    assert corn(group) == {"小美": "5"}


def test_two_of_one_name_in_one_post_add_up_and_each_can_be_changed() -> None:
    group = Group()
    group.chain("小美", "小美 3-501 玉米2份", "小美 3-502 玉米1份")
    group.chain("小美", "小美 3-501 玉米2份", "小美 3-502 玉米4份")
    assert group.homes("小美") == {"3-501": {"玉米": "2"}, "3-502": {"玉米": "4"}}


# Beside chat (section 7)


def test_a_product_that_did_not_change_is_left_alone() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份 豆腐1块")
    group.say("小美", "豆腐再来2块")
    group.chain("小美", "小美 玉米4份 豆腐1块")
    assert group.gets("小美") == {"玉米": "4", "豆腐": "3"}


def test_what_was_taken_off_by_chat_counts_on_top() -> None:
    group = Group()
    group.chain("小美", "小美 玉米5份")
    group.say("小美", "玉米少要2份")
    assert corn(group) == {"小美": "3"}
    group.chain("阿福", "小美 玉米5份", "阿福 玉米1份")
    assert corn(group) == {"小美": "3", "阿福": "1"}


def test_a_withdrawn_entry_leaves_what_was_added_by_chat_since() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.say("小美", "玉米再来1份")
    group.chain("小美")
    assert corn(group) == {"小美": "1"}


def test_an_entry_that_arrives_late_counts_beneath_what_was_said_after_it() -> None:
    group = Group()
    sent = group.now + timedelta(seconds=30)
    group.say("小美", "玉米再来1份", after=120)
    group.chain("小美", "小美 玉米2份", sent=sent)
    assert corn(group) == {"小美": "3"}


def test_a_total_said_after_a_late_entry_was_sent_is_the_total() -> None:
    group = Group()
    sent = sent_before(group)
    group.say("小美", "玉米改成4份", after=120)
    group.chain("小美", "小美 玉米2份", sent=sent)
    assert corn(group) == {"小美": "4"}
    group.chain("小美", "小美 玉米7份")
    assert corn(group) == {"小美": "7"}


def test_an_order_said_after_a_late_entry_was_sent_is_asked_about() -> None:
    group = Group()
    sent = sent_before(group)
    group.say("小美", "玉米3份", after=120)
    group.chain("小美", "小美 玉米2份", sent=sent)
    assert corn(group) == {"小美": "2"}
    assert group.asked("小美") == ["change"]
    group.say("小美", "加")
    assert corn(group) == {"小美": "5"}


def test_the_same_said_after_a_late_entry_was_sent_says_nothing_new() -> None:
    group = Group()
    sent = sent_before(group)
    group.say("小美", "玉米2份", after=120)
    group.chain("小美", "小美 玉米2份", sent=sent)
    assert corn(group) == {"小美": "2"}
    assert group.asked("小美") == []


def test_what_was_said_is_there_again_when_a_late_post_tells_whose_the_entry_is() -> None:
    group = Group()
    sent = sent_before(group)
    group.say("阿福", "玉米5份")
    group.chain("阿福", "小美 玉米2份")
    assert group.gets("阿福") == {"玉米": "2"}
    group.chain("小美", "小美 玉米2份", sent=sent)
    assert corn(group) == {"小美": "2", "阿福": "5"}


def test_an_entry_after_the_cut_off_is_kept_and_counts_when_it_is_taken() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.cutoff()
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("何姐", "小美 玉米2份", "阿福 玉米3份")
    assert corn(group) == {"小美": "2"}
    assert group.late() == ["阿福"]
    (late,) = group.book.late()
    group.keep(group.book.take_late([late.message_id], at=group.now))
    assert corn(group) == {"小美": "2", "阿福": "3"}


def test_two_members_of_one_name_own_by_who_posted_first() -> None:
    names = {PersonId("a"): "王芳", PersonId("b"): "王芳", PersonId(ORGANIZER): ORGANIZER}
    group = Group(terms=Terms(names=names))
    group.say("a", "#接龙\n玉米\n\n1. 王芳 玉米1份", name="王芳")
    group.say("b", "#接龙\n玉米\n\n1. 王芳 玉米1份\n2. 王芳 玉米3份", name="王芳")
    assert (group.gets("a"), group.gets("b")) == ({"玉米": "1"}, {"玉米": "3"})


def sent_before(group: Group) -> datetime:
    return group.now + timedelta(seconds=30)
