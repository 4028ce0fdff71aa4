"""Do the odd corners of a day hold? Words that look like others, several group-buys at once, changes taken back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from handlers import due_jobs
from handlers.house import House
from models.groupbuy.group_buy import GroupBuy
from models.groupbuy.stages import Stage
from models.ports import UnitOfWork
from models.schedule import Firing, FiringState, Job, Schedule
from models.store import SqlStore
from models.values import Incoming, OrganizerId
from scheduler.due import next_due
from tests.flow.shop import say_in_room
from tests.flow.world import ORGANIZER, ROOM, World, contact_of

WAITING = text("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
OWNER = OrganizerId("o1")
LIST = "1. 土鸡蛋 32元/板\n2. 纯牛奶 58元/箱\n今晚8点截单"
ANOTHER = "3. 西瓜 20元/个\n4. 葡萄 35元/箱\n今晚8点截单"


async def published(world: World, text: str = LIST) -> None:
    """A list is open in the group, and the group has read it."""
    await world.say(ORGANIZER, "大家好")
    await world.tell(text)
    await world.tell("发")
    await world.advance(minutes=3)


def group_buys(unit: UnitOfWork) -> list[GroupBuy]:
    """All of them, newest first."""
    (organizer,) = unit.organizers.all()
    return list(unit.group_buys.latest_of(organizer.id))


async def newest(world: World) -> GroupBuy:
    return (await world.database.read(group_buys))[0]


@pytest.mark.asyncio
@pytest.mark.parametrize("heading", ["", "清单\n", "采购单：\n"])
async def test_a_pasted_list_that_looks_like_a_command_is_a_list(store: SqlStore, tmp_path: Path, heading: str) -> None:
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        heard = await world.tell(heading + LIST)
        draft = await newest(world)
    assert "土鸡蛋" in heard[-1]
    assert [product.number for product in draft.products] == ["1", "2"]


class TwoRooms(World):
    """The organizer has another room beside the usual one."""

    async def say_there(self, name: str, text: str) -> None:
        self._numbers += 1
        await say_in_room(self, "another@chatroom", "二群", name, text, f"there{self._numbers}")


class OwnNumber(World):
    """The organizer's own number: what she writes herself is heard too, wherever she writes it."""

    async def hear(self, sender: str, text: str, *, room: str | None = None, to: str | None = None) -> None:
        self._numbers += 1
        self.fake.hear(
            Incoming(
                channel=self.fake.name,
                account=contact_of(ORGANIZER),
                message_id=f"own{self._numbers}",
                sender_id=contact_of(sender),
                sender_name=sender,
                sender_is_friend=True,
                sent_at=self.clock.now(),
                text=text,
                room_id=room,
                room_name="" if room is None else f"群 {room}",
                listener_id=None if to is None else contact_of(to),
            )
        )
        await self.settled()
        await self.advance(minutes=2)


@pytest.mark.asyncio
async def test_on_her_own_number_her_words_to_others_are_no_commands(store: SqlStore, tmp_path: Path) -> None:
    async with OwnNumber(store, tmp_path) as world:
        await world.hear(ORGANIZER, "/清单", room=ROOM)
        await world.hear(ORGANIZER, LIST, to=ORGANIZER)
        heard = len(world.heard(ORGANIZER))
        await world.hear(ORGANIZER, "好", to="妈妈")
        assert len(world.heard(ORGANIZER)) == heard
        assert len(world.group()) == 1
        await world.hear(ORGANIZER, "好", to=ORGANIZER)
        assert "土鸡蛋" in world.group()[-1]


@pytest.mark.asyncio
async def test_on_her_own_number_other_rooms_and_friends_are_left_alone(store: SqlStore, tmp_path: Path) -> None:
    async with OwnNumber(store, tmp_path) as world:
        await world.hear("二舅", "周末聚餐", room="family@chatroom")
        await world.hear(ORGANIZER, "好的", room="family@chatroom")
        await world.hear("同学", "要两盒鸡蛋", to=ORGANIZER)
        assert not world.fake.sent
        known = await world.database.read(lambda unit: unit.people.by_contact(OWNER, "fake", contact_of("同学")))
    assert known is None


@pytest.mark.asyncio
async def test_one_of_two_open_group_buys_can_be_closed(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        await published(world, ANOTHER)
        menu = (await world.tell("截单"))[-1]
        assert "1 阳光小区 西瓜、葡萄等2样" in menu
        assert "2 阳光小区 鸡蛋、牛奶等2样" in menu
        await world.tell("2")
        stages = [group_buy.stage for group_buy in await world.database.read(group_buys)]
    assert stages == [Stage.OPEN, Stage.CLOSED]


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["postgresql"])
async def test_a_cutoff_that_two_processes_come_to_at_once_is_told_once(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        group_buy, now = await newest(world), world.clock.now()
        known = await world.database.read(lambda unit: unit.schedules.of_group_buy(group_buy.id))
        (cutoff,) = [schedule for schedule in known if schedule.job is Job.CUTOFF]
        house = House(next_due=next_due)

        def come_to_it(schedule: Schedule) -> None:
            with store.unit() as unit:
                firing = Firing(schedule.id, now, now, FiringState.DONE)
                due_jobs.handle_due(schedule, firing, unit, now, house)
                unit.commit()

        with ThreadPoolExecutor(1) as other, store.unit() as first:
            due_jobs.handle_due(cutoff, Firing(cutoff.id, now, now, FiringState.DONE), first, now, house)
            second = other.submit(come_to_it, replace(cutoff, id="another group's"))
            wait_until_somebody_waits(store)
            first.commit()
            second.result()
        await world.advance(minutes=3)
        posts = await world.database.read(lambda unit: [row.post.kind for row in unit.outbox.page(limit=200)])
    assert posts.count("closed") == 1
    assert posts.count("closing_report") == 1


def wait_until_somebody_waits(store: SqlStore) -> None:
    """Until another unit stands before a lock."""
    waiting = 0
    while not waiting:
        with store.reader() as unit:
            waiting = unit.connection.execute(WAITING).scalar_one()


@pytest.mark.asyncio
async def test_a_notice_that_was_held_is_held_again_when_its_move_is_undone(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        await world.tell("截单")
        await world.advance_to(16, 0, days=1)
        await world.tell("没到")
        await world.tell("晚到 5点半")
        await world.tell("撤")
        await world.advance_to(18)
        assert (await newest(world)).stage is Stage.CLOSED


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("said", "at", "undone_at"),
    [("延到晚上9点", (9, 30), (21, 10)), ("截单", (19, 0), (20, 30))],
    ids=["a cut-off that came by itself", "one that has passed since"],
)
async def test_undoing_never_opens_a_group_buy_past_its_cutoff(
    said: str, at: tuple[int, int], undone_at: tuple[int, int], store: SqlStore, tmp_path: Path
) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        await world.advance_to(*at)
        await world.tell(said)
        await world.advance_to(*undone_at)
        assert await world.tell("撤") == ["后面又动过了，这步撤不了。"]
        assert (await newest(world)).stage is Stage.CLOSED


@pytest.mark.asyncio
async def test_undoing_a_reopening_leaves_the_purchase_list_taken(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        for word in ("截单", "报货", "重开", "撤"):
            await world.tell(word)
        assert (await newest(world)).stage is Stage.ORDERED


@pytest.mark.asyncio
async def test_a_list_that_was_to_go_out_later_is_a_draft_again(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        await world.tell(LIST)
        await world.tell("2号 12.8")
        await world.tell("8点发")
        assert await world.tell("撤") == ["撤了：定时发清单。"]
        await world.advance_to(8, 5)
        draft = await newest(world)
        assert draft.stage is Stage.DRAFT
        assert draft.products[1].price_fen == 1280
        assert "58元" in (await world.tell("2号 58"))[-1]


@pytest.mark.asyncio
async def test_no_list_is_planned_for_after_its_own_cutoff(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        await world.tell(LIST)
        assert "截单的时间已经过了" in (await world.tell("明早9点发"))[-1]
        await world.advance_to(9, 5, days=1)
        assert (await newest(world)).stage is Stage.DRAFT


@pytest.mark.asyncio
async def test_a_dropped_draft_takes_no_numbers(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        await world.tell(LIST)
        await world.tell("取消")
        await world.tell(LIST)
        assert [product.number for product in (await newest(world)).products] == ["1", "2"]


@pytest.mark.asyncio
async def test_numbers_run_on_from_a_list_of_the_evening_before(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        await world.advance_to(21)
        await world.tell(LIST.replace("今晚", "明晚"))
        await world.tell("明早9点发")
        await world.advance_to(12, days=1)
        await world.tell("1. 西瓜 20元/个\n2. 葡萄 35元/箱\n今晚8点截单")
        assert [product.number for product in (await newest(world)).products] == ["3", "4"]


@pytest.mark.asyncio
@pytest.mark.parametrize("hour", [19, 21])
async def test_each_day_begins_at_one_again(store: SqlStore, tmp_path: Path, hour: int) -> None:
    """A list for tomorrow is pasted in the evening, before the cut-off or after it; what closes today is no reason to
    number it on, or a month of daily lists would end at three hundred."""
    numbers = []
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        for day in range(3):
            await world.advance_to(hour, days=min(day, 1))
            await world.tell(LIST.replace("今晚", "明晚"))
            numbers.append([product.number for product in (await newest(world)).products])
            await world.tell("明早9点发")
    assert numbers[::2] == [["1", "2"], ["1", "2"]]
    # What is open still keeps its numbers to itself.
    assert numbers[1] == (["3", "4"] if hour == 19 else ["1", "2"])


@pytest.mark.asyncio
async def test_the_organizer_sees_who_came_too_late(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        await world.advance_to(20, 5)
        before = len(world.heard(ORGANIZER))
        await world.say("小美", "纯牛奶1箱")
        await world.advance(minutes=2)
        await world.say("阿福", "土鸡蛋2板")
        await world.advance(minutes=5)
        (shown,) = world.heard(ORGANIZER)[before:]
        assert "1. 小美 牛奶1" in shown
        assert "2. 阿福 鸡蛋2" in shown
        await world.tell("收2")
        held = await world.database.read(lambda unit: unit.books.standing(group_buys(unit)[0].id))
    assert [line.quantity for line in held] == [2]


@pytest.mark.asyncio
async def test_what_is_open_in_a_late_order_is_asked_when_it_is_taken_in(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world, "1. 土鸡蛋 32元/板\n2. 洋鸡蛋 20元/板\n今晚8点截单")
        await world.advance_to(20, 5)
        await world.say("小美", "鸡蛋1板")
        await world.advance(minutes=6)
        await world.tell("全收")
        await world.advance(minutes=5)
        assert "@小美" in world.group()[-1]
        assert "洋鸡蛋" in world.group()[-1]
        await world.say("小美", "洋鸡蛋")
        held = await world.database.read(lambda unit: unit.books.standing(group_buys(unit)[0].id))
    assert [line.quantity for line in held] == [1]


@pytest.mark.asyncio
async def test_orders_of_two_group_buys_are_both_acknowledged_and_told(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        await published(world, ANOTHER)
        await world.say("王芳", "土鸡蛋2板")
        await world.say("王芳", "西瓜1个")
        await world.advance(minutes=10)
        assert "鸡蛋2 西瓜1" in world.group()[-1]
        await world.say("王芳", "我的订单")
        await world.advance(minutes=2)
        assert "鸡蛋2板、西瓜1个" in world.group()[-1]
        await world.say("阿福", "土鸡蛋1板", private=True)
        await world.say("阿福", "西瓜3个", private=True)
        await world.advance(minutes=2)
        assert "鸡蛋1板、西瓜3个" in world.heard("阿福")[-1]


@pytest.mark.asyncio
async def test_an_order_is_told_while_the_next_list_is_open(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        await world.say("王芳", "土鸡蛋2板")
        await world.advance_to(21)
        await world.tell(ANOTHER.replace("今晚", "明晚"))
        await world.tell("明早9点发")
        await world.advance_to(10, days=1)
        await world.say("王芳", "我的订单")
        await world.advance(minutes=2)
        assert "鸡蛋2板" in world.group()[-1]


@pytest.mark.asyncio
async def test_a_private_order_is_for_the_group_in_which_they_are(store: SqlStore, tmp_path: Path) -> None:
    async with TwoRooms(store, tmp_path) as world:
        await published(world)
        await world.say("王芳", "早")
        await world.say_there("李梅", "早")
        await world.tell(ANOTHER.replace("3. 西瓜 20元/个", "3. 土鸡蛋 40元/板"))
        await world.tell("发")
        await world.tell("2")
        await world.advance(minutes=2)
        await world.say("王芳", "土鸡蛋2板", private=True)
        await world.say("李梅", "土鸡蛋3板", private=True)
        theirs, first = await world.database.read(group_buys)
        held = await world.database.read(lambda unit: [unit.books.standing(one.id) for one in (theirs, first)])
    assert [[line.quantity for line in lines] for lines in held] == [[3], [2]]


@pytest.mark.asyncio
async def test_figures_alone_change_no_price_of_a_draft(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        await world.tell(LIST)
        for figures in ("12", "25", "2.5", "8:30", "128"):
            await world.tell(figures)
        assert [product.price_fen for product in (await newest(world)).products] == [3200, 5800]
        for spelling, fen in (
            ("1号 12.8", 1280),
            ("1 13", 1300),
            ("1、14", 1400),
            ("1号改成15元", 1500),
            ("1. 16", 1600),
        ):
            await world.tell(spelling)
            assert (await newest(world)).products[0].price_fen == fen


@pytest.mark.asyncio
@pytest.mark.parametrize("typed", ["1号 200000", "每样加600%", "加0%", "每样加99999", "日程 停0", "收0", "收3 0"])
async def test_a_figure_beyond_its_bounds_is_a_wrong_form(store: SqlStore, tmp_path: Path, typed: str) -> None:
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        await world.tell(LIST)
        (answer,) = await world.tell(typed)
        faults = await world.database.read(lambda unit: unit.inbox.faults())
    assert "这个数不行" in answer
    assert not faults


@pytest.mark.asyncio
async def test_what_can_not_be_undone_is_said_and_nothing_else_is_undone(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        await world.tell("截单")
        await world.advance(minutes=5)
        await world.say("王芳", "土鸡蛋2板")
        await world.tell("报货")
        assert "撤不回来" in (await world.tell("撤"))[-1]
        assert (await newest(world)).stage is Stage.ORDERED
        await world.tell("全收")
        assert await world.tell("撤") == ["撤了：收晚的单。"]
        assert (await newest(world)).stage is Stage.ORDERED


@pytest.mark.asyncio
async def test_what_is_said_of_goods_received_is_about_those(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        await world.say("王芳", "土鸡蛋2板")
        await world.tell("截单")
        await world.tell("到了")
        await published(world, ANOTHER)
        await world.say("王芳", "拿到了，鸡蛋碎了两个")
        await world.say("小美", "西瓜1个")
        books = await world.database.read(lambda unit: [unit.books.read(one.id) for one in group_buys(unit)])
    later, earlier = books
    assert (len(earlier.picked()), len(earlier.claims())) == (1, 1)
    assert (len(later.picked()), len(later.claims()), len(later.orders())) == (0, 0, 1)


@pytest.mark.asyncio
async def test_a_word_about_something_else_sends_no_draft_out(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await world.say(ORGANIZER, "大家好")
        await world.tell(LIST)
        await world.advance(minutes=45)
        for word in ("好的", "取消"):
            await world.tell(word)
            assert (await newest(world)).stage is Stage.DRAFT
        await world.tell("发")
        assert (await newest(world)).stage is Stage.OPEN


@pytest.mark.asyncio
async def test_who_says_it_again_privately_hears_again_what_stands(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        for _ in range(2):
            await world.say("阿福", "纯牛奶1箱", private=True)
            await world.advance(minutes=2)
        heard = world.heard("阿福")
    assert len(heard) == 2
    assert all("牛奶1箱" in text for text in heard)


@pytest.mark.asyncio
async def test_who_comes_late_privately_is_told_so_there(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        await world.advance_to(20, 5)
        posts = len(world.group())
        for _ in range(2):
            await world.say("阿福", "纯牛奶1箱", private=True)
            await world.advance(minutes=3)
        (told,) = world.heard("阿福")
        assert "8点" in told
        assert "牛奶1箱" in told
        assert len(world.group()) == posts


@pytest.mark.asyncio
async def test_who_was_late_privately_is_not_named_in_the_group_when_taken_in(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world)
        await world.advance_to(20, 5)
        await world.say("阿福", "纯牛奶1箱", private=True)
        await world.say("小美", "土鸡蛋1板")
        await world.advance(minutes=6)
        await world.tell("全收")
        await world.advance(hours=1)
        assert "记" in world.heard("阿福")[-1]
        assert "牛奶1箱" in world.heard("阿福")[-1]
        assert "小美 鸡蛋1" in world.group()[-1]
        assert "阿福" not in "".join(world.group())


@pytest.mark.asyncio
async def test_whose_turn_comes_by_a_private_word_hears_of_it(store: SqlStore, tmp_path: Path) -> None:
    async with World(store, tmp_path) as world:
        await published(world, "1. 土鸡蛋 32元/板\n2. 草莓 29元/盒 库存2盒\n今晚8点截单")
        await world.say("阿福", "草莓2盒", private=True)
        await world.say("小美", "草莓1盒")
        await world.advance(minutes=10)
        assert "排着1盒" in world.group()[-1]
        await world.say("阿福", "草莓不要了", private=True)
        await world.advance(hours=1)
        assert "小美 草莓1" in world.group()[-1]
        assert "阿福" not in "".join(world.group())
