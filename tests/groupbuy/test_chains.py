"""Chains: snapshots, forks, owners, the organizer's word (order-language, section 6)."""

from __future__ import annotations

from datetime import timedelta

from models.groupbuy.terms import Terms
from models.values import PersonId, Recipient
from tests.groupbuy.group import ORGANIZER, RESIDENTS, Group


def corn(group: Group, *who: str) -> dict[str, str]:
    """Who gets how much corn."""
    return {each: group.gets(each)["玉米"] for each in who or RESIDENTS if "玉米" in group.gets(each)}


def test_two_who_add_at_the_same_time_both_stand() -> None:
    group = Group()
    group.chain(ORGANIZER)
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("陈静", "小美 玉米2份", "陈静 玉米1份")
    group.chain("何姐", "小美 玉米2份", "陈静 玉米1份", "何姐 玉米2份")
    assert corn(group) == {"小美": "2", "阿福": "3", "陈静": "1", "何姐": "2"}


def test_an_owner_changes_their_entry_and_the_line_rests_on_both_posts() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份 鸡蛋1板")
    group.chain("小美", "小美 玉米1份 鸡蛋1板")
    assert group.gets("小美") == {"玉米": "1", "鸡蛋": "1"}
    assert group.sources("小美", "玉米") == ("m1", "m2")
    assert group.sources("小美", "鸡蛋") == ("m1",)


def test_an_address_beside_another_name_is_another_household() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份", "小美妈妈 3-901 玉米1份")
    orders = {order.name: order.recipient for order in group.orders("小美")}
    assert set(orders) == {"小美", "小美妈妈"}
    assert orders["小美"] is None
    assert orders["小美妈妈"] == Recipient(building="3", room="901")


def test_an_owner_finds_their_entry_under_a_new_name() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("小美", "美美 玉米3份")
    assert corn(group) == {"小美": "3"}
    assert [order.name for order in group.orders("小美")] == ["美美"]


def test_a_change_of_somebody_elses_entry_is_reported_and_not_applied() -> None:
    group = Group()
    group.chain("陈静", "陈静 玉米1份")
    group.chain("小美", "陈静 玉米5份", "小美 玉米2份")
    assert corn(group) == {"陈静": "1", "小美": "2"}
    assert group.reported() == [("小美", "陈静")]
    (report,) = group.book.reported()
    assert (report.stands, report.written) == ("陈静 玉米1份", "陈静 玉米5份")


def test_what_others_carry_along_is_not_reported_again_but_its_owner_confirms_it() -> None:
    group = Group()
    group.chain("陈静", "陈静 玉米1份")
    group.chain("小美", "陈静 玉米5份", "小美 玉米2份")
    group.chain("阿福", "陈静 玉米5份", "小美 玉米2份", "阿福 玉米1份")
    assert group.reported() == [("小美", "陈静")]
    assert corn(group, "陈静") == {"陈静": "1"}
    group.chain("陈静", "陈静 玉米5份", "小美 玉米2份", "阿福 玉米1份")
    assert corn(group, "陈静") == {"陈静": "5"}


def test_somebody_elses_missing_entry_is_no_removal() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("陈静", "阿福 玉米3份", "陈静 玉米1份")
    assert corn(group) == {"小美": "2", "阿福": "3", "陈静": "1"}
    assert group.reported() == []


def test_a_post_without_ones_own_entry_withdraws_it_even_if_it_looks_like_an_earlier_one() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("阿福", "小美 玉米2份")
    assert corn(group) == {"小美": "2"}


def test_a_post_that_was_sent_before_ones_entry_changes_nothing() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    early = group.now + timedelta(seconds=5)
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("阿福", "小美 玉米2份", sent=early)
    assert corn(group) == {"小美": "2", "阿福": "3"}


def test_an_exact_repeat_of_ones_own_latest_post_changes_nothing() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain(ORGANIZER, "小美 玉米4份", "阿福 玉米3份")
    group.chain("小美", "小美 玉米2份")
    assert corn(group) == {"小美": "4", "阿福": "3"}


def test_one_of_two_own_entries_that_a_fork_lacked_is_kept() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "阿福 玉米3份")
    group.chain("小美", "阿福 玉米3份", "小美 豆腐1块 3-501")
    assert group.gets("小美") == {"玉米": "2", "豆腐": "1"}


def test_the_same_person_twice_with_different_content_adds_up() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("小美", "小美 玉米2份", "小美 玉米1份")
    assert corn(group) == {"小美": "3"}
    group.chain("小美", "小美 玉米2份", "小美 玉米4份")
    assert corn(group) == {"小美": "6"}


def test_the_same_line_twice_is_one_entry() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份", "小美 玉米2份")
    assert corn(group) == {"小美": "2"}


def test_renumbered_is_the_same_entry() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "阿福 玉米1份", "小美 玉米2份")
    assert corn(group) == {"小美": "2", "阿福": "1"}
    assert group.reported() == []


def test_two_residents_of_one_name_each_have_their_own() -> None:
    names = {PersonId("a"): "王芳", PersonId("b"): "王芳", PersonId(ORGANIZER): ORGANIZER}
    group = Group(terms=Terms(names=names))
    group.say("a", "#接龙\n玉米\n\n1. 王芳 玉米1份", name="王芳")
    group.say("b", "#接龙\n玉米\n\n1. 王芳 玉米1份\n2. 王芳 玉米1份", name="王芳")
    assert (group.gets("a"), group.gets("b")) == ({"玉米": "1"}, {"玉米": "1"})
    group.say("b", "#接龙\n玉米\n\n1. 王芳 玉米4份\n2. 王芳 玉米1份", name="王芳")
    assert sorted((group.gets("a")["玉米"], group.gets("b")["玉米"])) in (["1", "4"], ["1", "1"])


def test_who_bears_a_name_that_somebody_else_has_too_does_not_own_by_name() -> None:
    names = {PersonId("a"): "王芳", PersonId("b"): "王芳3-501", PersonId(ORGANIZER): ORGANIZER}
    group = Group(terms=Terms(names=names))
    group.say("a", "#接龙\n玉米\n\n1. 王芳 玉米1份", name="王芳")
    group.say("b", "#接龙\n玉米\n\n1. 王芳 玉米4份", name="王芳3-501")
    assert group.gets("a") == {"玉米": "1"}
    assert group.reported() == [("b", "王芳")]


def test_an_entry_that_bears_ones_name_is_ones_own_to_change() -> None:
    names = {PersonId("a"): "🌸王芳 3-501", PersonId("b"): "李梅", PersonId(ORGANIZER): ORGANIZER}
    group = Group(terms=Terms(names=names))
    group.say("b", "#接龙\n玉米\n\n1. 王芳 玉米1份", name="李梅")
    group.say("a", "#接龙\n玉米\n\n1. 王芳 玉米4份", name="🌸王芳 3-501")
    assert group.gets("b") == {"玉米": "4"}
    assert group.reported() == []


def test_the_organizer_corrects_and_enters_for_others() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain(ORGANIZER, "小美 玉米3份", "阿福 玉米1份", "隔壁老王 玉米1份")
    assert corn(group) == {"小美": "3", "阿福": "1"}
    assert group.gets(ORGANIZER) == {"玉米": "1"}
    group.chain("阿福", "小美 玉米3份", "阿福 玉米2份", "隔壁老王 玉米1份")
    assert corn(group) == {"小美": "3", "阿福": "2"}


def test_the_organizer_removes_up_to_two() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米1份")
    group.chain("何姐", "小美 玉米2份", "阿福 玉米1份", "何姐 玉米1份")
    group.chain("林婶", "小美 玉米2份", "阿福 玉米1份", "何姐 玉米1份", "林婶 玉米5份")
    group.chain(ORGANIZER, "何姐 玉米1份", "林婶 玉米5份")
    assert corn(group) == {"何姐": "1", "林婶": "5"}


def test_an_organizers_post_that_removes_too_much_waits_for_a_word() -> None:
    group = Group()
    whole = [f"{name} 玉米{number}份" for number, name in enumerate(RESIDENTS[:6], 1)]
    for number, name in enumerate(RESIDENTS[:6], 1):
        group.chain(name, *whole[:number])
    group.chain(ORGANIZER, *whole[3:])
    assert len(corn(group)) == 6
    assert group.reported() == [(ORGANIZER, None)]
    (report,) = group.book.reported()
    group.keep(group.book.settle_report(report.report_id, apply=True, at=group.now))
    assert len(corn(group)) == 3
    assert group.reported() == []


def test_an_empty_list_posted_again_wipes_nothing() -> None:
    group = Group()
    group.chain(ORGANIZER)
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米1份")
    group.chain(ORGANIZER)
    assert corn(group) == {"小美": "2", "阿福": "1"}


def test_a_late_post_takes_its_place_and_owns_what_it_was_the_first_to_hold() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    first = group.now + timedelta(seconds=5)
    group.chain("阿福", "小美 玉米2份", "大伟 玉米4份", "阿福 玉米1份")
    assert corn(group) == {"小美": "2", "阿福": "5"}
    group.chain("陈静", "小美 玉米2份", "大伟 玉米4份", sent=first)
    assert corn(group) == {"小美": "2", "阿福": "1", "陈静": "4"}
    assert group.sources("陈静", "玉米") == ("m3",)


def test_an_entry_takes_the_place_of_what_was_said_by_chat_and_later_words_count_on_top() -> None:
    group = Group()
    group.say("小美", "玉米5份")
    group.chain("小美", "小美 玉米2份")
    assert corn(group) == {"小美": "2"}
    group.say("小美", "玉米再来一份")
    assert corn(group) == {"小美": "3"}
    group.chain("阿福", "小美 玉米2份", "阿福 玉米1份")
    assert corn(group) == {"小美": "3", "阿福": "1"}
    group.say("小美", "玉米改成1份")
    assert corn(group, "小美") == {"小美": "1"}
    group.chain("小美", "小美 玉米4份", "阿福 玉米1份")
    assert corn(group, "小美") == {"小美": "4"}


def test_a_chat_order_of_what_the_chain_holds_is_asked_about() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.say("小美", "玉米3份")
    assert corn(group) == {"小美": "2"}
    assert group.asked("小美") == ["change"]


def test_an_entry_that_is_cancelled_in_words_is_withdrawn() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("小美", "小美 取消")
    assert corn(group) == {}


def test_a_recalled_chain_withdraws_its_senders_entry_and_carriers_do_not_revive_it() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米1份")
    group.chain("何姐", "小美 玉米2份", "阿福 玉米1份", "何姐 玉米1份")
    group.recall("m2")
    assert corn(group) == {"小美": "2", "何姐": "1"}
    group.chain("林婶", "小美 玉米2份", "阿福 玉米1份", "何姐 玉米1份", "林婶 玉米5份")
    assert corn(group) == {"小美": "2", "何姐": "1", "林婶": "5"}
    group.chain("阿福", "小美 玉米2份", "阿福 玉米1份", "何姐 玉米1份", "林婶 玉米5份")
    assert corn(group, "阿福") == {"阿福": "1"}


def test_a_recalled_chain_gives_back_what_chat_had_said() -> None:
    group = Group()
    group.say("小美", "玉米5份")
    group.chain("小美", "小美 玉米2份")
    group.recall("m2")
    assert corn(group) == {"小美": "5"}


def test_a_recalled_chain_on_which_a_later_word_rests_is_reported() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.say("小美", "玉米再来一份")
    group.recall("m1")
    assert corn(group) == {"小美": "3"}
    assert group.reported() == [("小美", None)]


def test_another_title_and_other_entries_start_another_chain() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain(ORGANIZER, title="豆腐专场（新的一单）")
    group.chain("阿福", "阿福 豆腐3块", title="豆腐专场（新的一单）")
    group.chain("小美", "阿福 豆腐3块", "小美 豆腐1块", title="豆腐专场（新的一单）")
    assert len(group.book.chains()) == 2
    assert group.gets("小美") == {"玉米": "2", "豆腐": "1"}


def test_an_older_chain_can_still_be_added_to() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "阿福 豆腐3块", title="豆腐专场")
    group.chain("何姐", "小美 玉米2份", "何姐 玉米1份")
    assert group.gets("何姐") == {"玉米": "1"}
    assert len(group.book.chains()) == 2


def test_a_list_is_known_by_its_entries_under_another_title() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米3份", title="玉米今天18")
    assert len(group.book.chains()) == 1
    assert corn(group) == {"小美": "2", "阿福": "3"}


def test_an_edited_address_moves_the_order() -> None:
    group = Group()
    group.chain("小美", "小美 3-501 玉米2份")
    group.chain("小美", "小美 3-502 玉米2份")
    assert group.homes("小美") == {"3-502": {"玉米": "2"}}


def test_stock_is_split_among_entries_too() -> None:
    group = Group()
    group.chain("小美", "小美 草莓8盒", title="草莓")
    group.chain("阿福", "小美 草莓8盒", "阿福 草莓4盒", title="草莓")
    assert group.gets("阿福") == {"草莓": "2"}
    group.chain("小美", "小美 草莓5盒", "阿福 草莓4盒", title="草莓")
    assert group.gets("阿福") == {"草莓": "4"}


def test_a_recalled_correction_of_the_organizers_gives_back_what_the_owner_wrote() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain(ORGANIZER, "小美 玉米5份")
    group.recall("m2")
    assert corn(group) == {"小美": "2"}
    assert group.sources("小美", "玉米") == ("m1",)


def test_a_recalled_withdrawal_is_none() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("阿福", "小美 玉米2份", "阿福 玉米1份")
    group.chain("阿福", "小美 玉米2份")
    group.recall("m3")
    assert corn(group) == {"小美": "2", "阿福": "1"}


def test_a_recalled_change_of_ones_own_entry_withdraws_it() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("小美", "小美 玉米3份")
    group.recall("m2")
    assert corn(group) == {}
    group.chain("小美", "小美 玉米3份")
    assert corn(group) == {"小美": "3"}


def test_a_repeat_that_is_recalled_leaves_the_entry() -> None:
    group = Group()
    group.chain("小美", "小美 玉米2份")
    group.chain("小美", "小美 玉米2份")
    group.recall("m2")
    assert corn(group) == {"小美": "2"}


def test_a_list_that_lost_its_header_is_known_by_its_entries() -> None:
    group = Group()
    names = ("小美", "阿福", "何姐", "林婶")
    whole = [f"{name} 3-50{number} 玉米{number}份" for number, name in enumerate(names, 1)]
    for number, name in enumerate(names[:3], 1):
        group.chain(name, *whole[:number])
    group.say("林婶", "\n".join(f"{number}. {entry}" for number, entry in enumerate(whole, 1)))
    assert corn(group) == {"小美": "1", "阿福": "2", "何姐": "3", "林婶": "4"}
    assert len(group.book.chains()) == 1


def test_a_numbered_list_of_goods_is_still_an_order() -> None:
    group = Group()
    group.chain("小美", "小美 玉米1份")
    group.say("阿福", "1. 鸡蛋2板\n2. 豆腐1块")
    assert group.gets("阿福") == {"鸡蛋": "2", "豆腐": "1"}


def test_an_entry_that_an_earlier_post_holds_too_outlives_the_recall_of_the_later_one() -> None:
    group = Group()
    first = group.now
    group.chain("小美", "小美 玉米2份")
    posted = group.last
    # What she had posted before, with a neighbour's entry beside hers, arrives only now.
    group.chain("小美", "小美 玉米2份", "小美家婆婆 豆腐1块", sent=first)
    group.recall(posted, who="小美")
    assert group.gets("小美") == {"玉米": "2", "豆腐": "1"}


def test_a_recall_leaves_the_entries_of_other_lists_where_they_are() -> None:
    group = Group()
    group.say("小美", "#接龙\n早上的菜\n\n1. 小美 3-501 玉米2份")
    group.say("小美", "#接龙\n晚上的水果\n\n1. 小美 3-501 玉米1份")
    evening = group.last
    group.say("小美", "#接龙\n早上的菜\n\n1. 小美 5-302 玉米2份")
    group.recall(evening, who="小美")
    assert group.homes("小美") == {"5-302": {"玉米": "2"}}
