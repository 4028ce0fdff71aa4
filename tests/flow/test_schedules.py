"""Does what she plans happen when she said, is it shown back as she said it, and can it be stopped and taken back?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.community.people import GroupSettings
from models.values import OrganizerId
from tests.flow.shop import LIST, Stage, answer_to, posts_since, say_in_room, shop
from tests.flow.world import ORGANIZER

pytestmark = pytest.mark.asyncio

#: Monday 23 November 2026, half past seven: what she types, and how she reads it back with its next times.
SHOWN_BACK = {
    "每天8点 清单": "每天 8:00 清单。接下来：今天上午8点、明天上午8点、后天上午8点",
    "日程 工作日 17:30 取货通知": "工作日 17:30 取货通知。接下来：今天下午5点半、明天下午5点半、后天下午5点半",
    "每周三 10:00 开团 水果": "每周三 10:00 开团 水果。接下来：后天上午10点、下周三上午10点、12月9号上午10点",
    "周二周五早上9点开水果团": "每周二、五 9:00 开团 水果",
    "逢二五八 7点 清单": "逢二五八 7:00 清单。接下来：后天早上7点、周六早上7点、下周三早上7点",
    "农历逢二五八 7点 清单": "农历逢二五八 7:00 清单。接下来：周四早上7点、下周一早上7点、下周四早上7点",
    "农历初一、十五 6点半 清单": "农历初一、十五 6:30 清单。接下来：12月9号早上6点半、12月23号早上6点半",
    "每月1号15号 9点 清单": "每月1号、15号 9:00 清单。接下来：下周二上午9点、12月15号上午9点、2027年1月1号上午9点",
    "隔天 8点 清单": "隔天 8:00 清单。接下来：今天上午8点、后天上午8点、周五上午8点",
    "周末 8点半 清单": "周末 8:30 清单。接下来：周六上午8点半、周日上午8点半、下周六上午8点半",
    "每天8点 清单 节假日不发": "每天 8:00 清单，节假日不发。接下来：",
    "每天晚上9点 日报": "每天 21:00 日报。接下来：今晚9点",
    "取货通知 每天下午5点": "每天 17:00 取货通知。接下来：今天下午5点",
    "清单 每天8点": "每天 8:00 清单",
    "明天8点 清单": "明天上午8点 清单",
    "12月22日 8点 清单": "12月22号上午8点 清单",
    "截单前30分钟 提醒": "截单前半小时提醒一次。这回是今晚7点半",
    "日程 截单前1小时提醒": "截单前1小时提醒一次。这回是今晚7点",
    "到货后 立即 通知": "你回“到了”，我马上喊；没回就不喊",
    "到货后10分钟 通知": "你回“到了”，我等10分钟再喊",
    "每天晚上9点 截单": "清单上没写几点截的，以后都晚上9点截",
}


@pytest.mark.parametrize("typed", SHOWN_BACK)
async def test_a_plan_is_shown_back_with_its_next_times_and_taken_back(typed: str, tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.advance_to(7, 40)
        before = await answer_to(world, "日程")
        assert SHOWN_BACK[typed] in await answer_to(world, typed)
        assert await answer_to(world, "日程") != before or typed == "截单前30分钟 提醒", "what it was is what it is"
        assert "撤了：" in await answer_to(world, "撤")
        assert await answer_to(world, "日程") == before


#: What can't be: why not, in her words, with the right form behind it.
WRONG = {
    "日程 每天25点 清单": "一天没有25点",
    "日程 每天8点75 清单": "没有75分",
    "日程 2月30日 8点 清单": "2月没有30号",
    "日程 每月32号 8点 清单": "一个月没有32号",
    "日程 11月22日 8点 清单": "11月22号8:00已经过了",
    "日程 今天早上7点 清单": "11月23号7:00已经过了",
    "日程 每天晚上12点 清单": "半夜的钟点写成",
    "日程 每天8点、17点 清单": "两个点分两条写",
    "日程 每天19:30 提醒": "写“截单前30分钟 提醒”",
    "日程 截单前5小时 提醒": "最早是截单前4小时",
    "日程 工作日17:30 取货通知 节假日不发": "取货通知没有节假日不发",
    "日程 每周三20点 截单": "写“每天20:00 截单”",
    "日程 停1到大前天": "停到哪天没看懂",
    "25:00 清单": "一天没有25点",
    "8点 清单": "哪天没说：“每天8:00 清单”，还是“明天8:00 清单”",
}


@pytest.mark.parametrize("typed", WRONG)
async def test_a_plan_that_can_not_be_says_why(typed: str, tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        before = await answer_to(world, "日程")
        answer = await answer_to(world, typed)
        assert WRONG[typed] in answer
        assert "日程 工作日 17:30 取货通知" in answer
        assert await answer_to(world, "日程") == before


@pytest.mark.parametrize(
    ("typed", "digit", "chosen"),
    [
        ("每天8点 日报", "2", "每天 20:00 日报"),
        ("每天8点 日报", "1", "每天 早上8:00 日报"),
        ("工作日 5点半 取货通知", "2", "工作日 17:30 取货通知"),
        ("每天8点 截单", "1", "都晚上8点截"),
        ("今天7点 清单", "1", "今晚7点 清单"),
    ],
)
async def test_an_hour_that_may_be_either_half_of_the_day_is_asked(
    typed: str, digit: str, chosen: str, tmp_path: Path
) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        assert "是哪个点" in await answer_to(world, typed)
        assert chosen in await answer_to(world, digit)


async def test_workdays_go_by_the_official_calendar_and_say_so(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        assert "调休上班的周末也算，放假不算" in await answer_to(world, "工作日 8点 清单")
        await world.advance_to(12, days=39)
        answer = await answer_to(world, "日程")
        assert "2027年放假没公布" in answer


async def test_a_plan_is_paused_until_a_day_and_goes_on_by_itself(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.tell("延到周六晚上8点")
        await world.tell("每天8点 清单")
        await world.tell("日程")
        answer = await answer_to(world, "停1到周五")
        assert "停了：每天 8:00 清单（停到周五）" in answer
        assert "接下来：周五上午8点" in answer
        assert "停到周五" in await answer_to(world, "日程")
        before = len(world.group())
        await world.advance_to(12, days=3)
        assert not any("土鸡蛋" in post for post in posts_since(world, before))
        await world.advance_to(8, 1, days=1)
        assert any("土鸡蛋" in post for post in posts_since(world, before))


async def test_a_plan_is_stopped_gone_on_with_and_dropped_by_its_name(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        before = await answer_to(world, "日程")
        assert "停了：每天 9:00 清单（停到周五）" in await answer_to(world, "停清单到周五")
        assert "接着用：每天 9:00 清单" in await answer_to(world, "恢复清单")
        assert "停了：截单前半小时 提醒" in await answer_to(world, "停提醒")
        assert "接着用：截单前半小时 提醒" in await answer_to(world, "提醒恢复")
        assert await answer_to(world, "日程") == before
        assert "删了：每天 21:30 日报" in await answer_to(world, "删日报")
        assert "没有这一条" in await answer_to(world, "停日报")


async def test_of_several_of_one_name_she_picks(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.tell("每周三 10:00 开团 水果")
        await world.tell("每周五 10:00 开团 蔬菜")
        asked = await answer_to(world, "停开团")
        assert "停哪条" in asked
        assert "2 每周五 10:00 开团 蔬菜" in asked
        assert "停了：每周五 10:00 开团 蔬菜" in await answer_to(world, "2")
        assert "接着用：每周五 10:00 开团 蔬菜" in await answer_to(world, "恢复开团"), "the other one was not stopped"


async def test_what_to_stop_is_asked_where_several_repeat(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        asked = await answer_to(world, "停到周五")
        assert "停哪条" in asked
        assert "1 每天 9:00 清单" in asked
        assert "都停" in asked
        stopped = await answer_to(world, "3")
        assert "都停了：每天 9:00 清单（停到周五）、每天 21:30 日报（停到周五）" in stopped
        assert "撤了" in await answer_to(world, "撤")
        assert "停到" not in (await answer_to(world, "日程")).split("停一条回")[0]


async def test_stopped_resumed_dropped_by_number(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        listed = await answer_to(world, "日程")
        assert "3. 截单前半小时 提醒" in listed
        assert "停了：每天 9:00 清单" in await answer_to(world, "停1")
        assert "1. 每天 9:00 清单，停着" in await answer_to(world, "日程")
        assert "接着用：每天 9:00 清单" in await answer_to(world, "恢复1")
        assert "停着" not in await answer_to(world, "日程")
        assert "删了：每天 9:00 清单" in await answer_to(world, "删1")
        assert "每天 9:00 清单" not in await answer_to(world, "日程")
        await world.tell("撤")
        assert await answer_to(world, "日程") == listed


async def test_a_cutoff_that_everybody_knows_is_not_stopped_here(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        listed = (await answer_to(world, "日程")).splitlines()
        number = next(line.split(".")[0] for line in listed if "8点 截单" in line)
        assert "延到晚上9点" in await answer_to(world, f"停{number}")


async def test_one_reminder_at_the_time_that_she_chose(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.ORDERED_FROM) as world:
        await world.tell("截单前1小时 提醒")
        before = len(world.group())
        await world.advance_to(19, 45)
        reminders = [post for post in posts_since(world, before) if "8点截" in post]
        assert len(reminders) == 1
        # She was reminded once: another wish is for the next time.
        await world.tell("截单前10分钟 提醒")
        await world.advance_to(19, 59)
        assert len([post for post in posts_since(world, before) if "8点截" in post]) == 1


async def test_no_reminder_where_it_was_stopped(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.ORDERED_FROM) as world:
        await world.tell("日程")
        assert "停了：截单前半小时 提醒" in await answer_to(world, "停3")
        before = len(world.group())
        await world.advance_to(19, 59)
        assert not any("还有" in post and "截" in post for post in posts_since(world, before))
        assert "3. 截单前半小时 提醒，停着" in await answer_to(world, "日程")
        assert "接着用：截单前半小时 提醒" in await answer_to(world, "恢复3")


async def test_after_arrival_only_her_word_calls_people(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.tell("到货后10分钟 通知")
        before = len(world.group())
        heard = len(world.heard(ORGANIZER))
        await world.advance_to(17, 0, days=1)
        assert posts_since(world, before) == []
        asked = [text for text in world.heard(ORGANIZER)[heard:] if "货到了吗" in text]
        assert asked
        assert "该喊大家了" not in asked[0]
        assert "10分钟后喊大家" in await answer_to(world, "到了")
        await world.advance(minutes=8)
        assert posts_since(world, before) == []
        await world.advance(minutes=3)
        assert len(posts_since(world, before)) == 1


async def test_a_word_taken_back_in_time_calls_nobody(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.tell("到货后10分钟 通知")
        before = len(world.group())
        await world.tell("到了")
        assert "撤了" in await answer_to(world, "撤")
        await world.advance(minutes=30)
        assert posts_since(world, before) == []


async def test_her_hour_for_the_notice_goes_for_what_is_on_its_way(tmp_path: Path) -> None:
    """And no notice goes out on a day on which nothing comes."""
    async with shop(tmp_path, Stage.CLOSED) as world:
        before = len(world.group())
        await world.tell("每天 17:30 取货通知")
        await world.advance_to(18, 0)
        assert posts_since(world, before) == []
        await world.advance_to(17, 0, days=1)
        assert posts_since(world, before) == []
        await world.advance_to(17, 31)
        assert len(posts_since(world, before)) == 1


async def test_a_notice_for_once_is_moved(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        before = len(world.group())
        assert "明晚6点喊大家取货" in await answer_to(world, "明天18:00 取货通知")
        await world.advance_to(17, 50, days=1)
        assert posts_since(world, before) == []
        await world.advance_to(18, 1)
        assert len(posts_since(world, before)) == 1


async def test_her_choices_survive_a_start(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.tell("截单前1小时 提醒")
        await world.restart()
        assert "截单前1小时 提醒" in await answer_to(world, "日程")


async def test_what_she_did_not_choose_follows_the_configuration(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.tell("截单前1小时 提醒")
        world.settings = GroupSettings(reminder_minutes=45, pickup_place="3号楼", time_zone="Europe/Berlin")
        await world.restart()
        (group,) = await world.database.read(lambda unit: list(unit.groups.of_organizer(OrganizerId("o1"))))
        assert group.settings == replace(world.settings, reminder_minutes=60)
        # Nine o'clock is told by the group's clock, which is another one now.
        assert "1. 每天 9:00 清单，接下来今天上午9点" in await answer_to(world, "日程")


async def test_holidays_that_nobody_knows_are_not_promised(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        world.settings = GroupSettings(time_zone="Europe/Berlin")
        await world.restart()
        assert "那边怎么放假我不知道" in await answer_to(world, "每天8点 清单 节假日不发")


async def test_a_list_for_once_is_posted_or_missed_aloud(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        before = len(world.group())
        await world.tell("今天15:00 清单")
        await world.advance_to(15, 1)
        assert len(posts_since(world, before)) == 1
        await world.tell("截单")
        await world.tell("今天16:00 清单")
        before, heard = len(world.group()), len(world.heard(ORGANIZER))
        await world.advance_to(16, 1)
        assert posts_since(world, before) == []
        assert any("没有在接的团" in text for text in world.heard(ORGANIZER)[heard:])


async def test_a_draft_goes_out_at_the_hour_of_the_list(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.DRAFT) as world:
        before = len(world.group())
        await world.tell("今天8点半 清单")
        await world.advance_to(8, 31)
        assert len(posts_since(world, before)) == 1


async def test_each_week_she_is_asked_and_nothing_goes_out_unseen(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.tell("每天 10:00 开团 水果")
        await world.advance_to(20, 5)
        before, heard = len(world.group()), len(world.heard(ORGANIZER))
        await world.advance_to(10, 1, days=1)
        (asked,) = [text for text in world.heard(ORGANIZER)[heard:] if "该开" in text]
        assert asked == "该开水果团了，清单贴给我，或者回“照旧”，用上一张，昨天那张（鸡蛋、草莓2样），先给你看。"
        assert posts_since(world, before) == []
        draft = await answer_to(world, "照旧")
        assert "进25 卖32" in draft
        assert posts_since(world, before) == []
        assert "发" in draft
        await world.tell("1号 33")
        await world.tell("发")
        await world.advance(minutes=1)
        (post,) = posts_since(world, before)
        assert "水果" in post.split("👇")[0]
        assert "33元" in post
        assert "今晚8点截" in post
        heard = len(world.heard(ORGANIZER))
        await world.advance_to(10, 1, days=1)
        (asked,) = [text for text in world.heard(ORGANIZER)[heard:] if "该开" in text]
        assert "用昨天那张（" in asked


async def test_what_she_pastes_when_asked_bears_the_name(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.KNOWN) as world:
        await world.tell("每天 10:00 开团 水果")
        heard = len(world.heard(ORGANIZER))
        await world.advance_to(10, 1)
        (asked,) = world.heard(ORGANIZER)[heard:]
        assert asked == "该开水果团了，清单贴给我。"
        await world.tell(LIST)
        await world.tell("发")
        await world.advance(minutes=1)
        assert "水果" in world.group()[-1].split("👇")[0]


async def test_the_old_list_again_unasked_and_taken_back(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        assert "没发的清单" not in await answer_to(world, "照旧")
        assert "手上还有一张没发的清单" in await answer_to(world, "照旧")
        assert "撤了：照旧开团" in await answer_to(world, "撤")
        assert "没有没发的清单" in await answer_to(world, "发")


async def test_with_several_groups_she_says_which_by_a_digit(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await say_in_room(world, "second@chatroom", "二号楼", "李哥", "大家好", "r1")
        asked = await answer_to(world, "每天8点 清单")
        assert "给哪个群定" in asked
        assert "2 二号楼" in asked
        assert "每天 8:00 清单（二号楼）" in await answer_to(world, "2")
        listed = await answer_to(world, "日程")
        assert "每天 9:00 清单（阳光小区）" in listed
        assert "每天 8:00 清单（二号楼）" in listed
        assert "每天 9:00 清单（二号楼）" not in listed


async def test_a_public_holiday_is_left_out(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        await world.tell("日程")
        assert "每天 9:00 清单，节假日不发" in await answer_to(world, "日程 1 节假日不发")
        assert "没有节假日一说" in await answer_to(world, "日程 3 节假日不发")
        assert "每天 9:00 清单。" in await answer_to(world, "日程 1 节假日照发")


async def test_late_by_three_hours_a_list_is_told_and_a_notice_given_with_a_word(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.CLOSED) as world:
        await world.tell("每天 16:00 清单")
        await world.advance_to(15, 0, days=1)
        await world.bot.close()
        world.clock.advance_to(world.clock.now().replace(hour=11, minute=0))
        before, heard = len(world.group()), len(world.heard(ORGANIZER))
        await world.restart()
        await world.advance(minutes=1)
        assert any("清单没发" in text for text in world.heard(ORGANIZER)[heard:])
        (post,) = posts_since(world, before)
        assert "让大家等了" in post or "等久了" in post or "晚了点" in post


async def test_bare_market_days_get_the_right_form_back(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        assert "几点没看懂。日程这么写" in await answer_to(world, "逢二五八")


async def test_what_is_stopped_says_in_the_plan_how_to_go_on_with_it(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        assert "恢复" not in await answer_to(world, "日程")
        await world.tell("停2")
        assert "接着用“恢复2”" in await answer_to(world, "日程")
        assert "接着用：每天 21:30 日报" in await answer_to(world, "恢复2")


async def test_a_list_in_the_night_says_when_it_really_comes(tmp_path: Path) -> None:
    async with shop(tmp_path, Stage.PUBLISHED) as world:
        assert "群里还不出声，我等到早上7点半再发" in await answer_to(world, "每天7点 清单")
        assert "不出声" not in await answer_to(world, "每天8点 清单")
